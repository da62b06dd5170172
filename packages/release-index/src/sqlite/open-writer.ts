import type { ReleaseWriter } from '../port.ts';
import { openWriting } from './connections.ts';
import { asPortError, guarded } from './errors.ts';
import { expunge } from './expunge.ts';
import { followFile } from './followed-file.ts';
import { removeLeftOver } from './left-over.ts';
import { startThread } from './thread.ts';
import { createUpsertQueue } from './upsert-queue.ts';
import { createWriterCore } from './writer-core.ts';
import type { WriterMethods, WriterThreadData } from './writer-methods.ts';

export interface SqliteWriter {
  readonly writer: ReleaseWriter;
  close(): Promise<void>;
  killThreads(): Promise<void>;
}

/**
 * Opens an index file to write; makes and migrates it where needed. Whenever another generation was put in its place,
 * the next call writes into that.
 */
export function openSqliteWriter({ path, inline }: { readonly path: string; readonly inline?: boolean }): SqliteWriter {
  if (inline) {
    const file = followFile(path, openWriting, createWriterCore);
    file.current();
    return {
      writer: {
        upsert: async (documents) => {
          const items = documents.map((document) => ({ document, json: JSON.stringify(document) }));
          return guarded(path, () => file.current().upsert(items));
        },
        erase: async (keys) => guarded(path, () => file.current().erase(keys)),
        refresh: async () => undefined,
        expunge: () => expungeFile(path),
      },
      close: async () => file.close(),
      killThreads: async () => undefined,
    };
  }
  openWriting(path).close();
  const data: WriterThreadData = { path };
  const thread = startThread<WriterMethods>(new URL('./writer-thread.ts', import.meta.url), data);
  return {
    writer: {
      upsert: createUpsertQueue((documents) => thread.call('upsert', documents)),
      erase: (keys) => thread.call('erase', keys),
      refresh: () => thread.call('refresh'),
      // On a connection of its own: the thread writes on between the steps.
      expunge: () => expungeFile(path),
    },
    close: () => thread.close(),
    killThreads: () => thread.kill(),
  };
}

async function expungeFile(path: string): Promise<{ readonly bytesLeft: boolean }> {
  const db = openWriting(path);
  try {
    const emptied = await expunge(db);
    return { bytesLeft: !removeLeftOver(path) || !emptied };
  } catch (error) {
    throw asPortError(error, path);
  } finally {
    db.close();
  }
}
