import type { DatabaseSync } from 'node:sqlite';
import type { ReleaseIndex, ReleaseReader, ReleaseWriter } from '../port.ts';
import { openReading, openWriting } from './connections.ts';
import { asPortError } from './errors.ts';
import { expunge } from './expunge.ts';
import { createReaderCore } from './reader-core.ts';
import type { ReaderMethods, ReaderThreadData } from './reader-methods.ts';
import { startThread, type Thread } from './thread.ts';
import { createUpsertQueue } from './upsert-queue.ts';
import { createWriterCore } from './writer-core.ts';
import type { WriterMethods, WriterThreadData } from './writer-methods.ts';

export interface SqliteReaderOptions {
  /** The index file. */
  readonly path: string;
  /** Threads that search, each with a connection of its own. Default 1. */
  readonly readers?: number;
  /** No threads: every call blocks its caller. For tests and small tools. */
  readonly inline?: boolean;
  /** How many matches are counted; default 10,000. Smaller in tests only. */
  readonly countLimit?: number;
}

export interface SqliteReader {
  readonly reader: ReleaseReader;
  close(): Promise<void>;
  /** Ends the threads as a crash would: for tests. The next call starts new ones. */
  killThreads(): Promise<void>;
}

export type SqliteIndex = ReleaseIndex & SqliteReader;

const SCAN_PAGE = 200;

/**
 * Opens an index file to write and to search; makes and migrates it where needed. One process writes; others may search
 * beside it by `openSqliteReader`. Writing and searching have threads of their own, so that neither holds up the
 * caller's event loop; calls that a dying thread had taken are rejected with IndexUnavailableError.
 *
 * @throws SchemaTooNewError, or what SQLite says of a file that cannot be opened
 */
export async function openSqliteIndex(options: SqliteReaderOptions): Promise<SqliteIndex> {
  const db = openWriting(options.path);
  const reading = await openSqliteReader(options).catch((error: unknown) => {
    db.close();
    throw error;
  });
  if (options.inline) {
    const close = async () => {
      await reading.close();
      closeOnce(db);
    };
    return { ...reading, writer: inlineWriter(db, options.path), close };
  }
  db.close();
  const data: WriterThreadData = { path: options.path };
  const thread = startThread<WriterMethods>(new URL('./writer-thread.ts', import.meta.url), data);
  return {
    ...reading,
    writer: {
      upsert: createUpsertQueue((documents) => thread.call('upsert', documents)),
      erase: (keys) => thread.call('erase', keys),
      refresh: () => thread.call('refresh'),
      // On a connection of its own: the thread writes on between the steps.
      expunge: () => expungeFile(options.path),
    },
    killThreads: async () => {
      await Promise.all([reading.killThreads(), thread.kill()]);
    },
    close: async () => {
      await Promise.all([reading.close(), thread.close()]);
    },
  };
}

/**
 * Opens an index file to search only, beside the process that writes it.
 *
 * @throws IndexUnavailableError where there is no index yet, or one of another version
 */
export async function openSqliteReader(options: SqliteReaderOptions): Promise<SqliteReader> {
  const db = openReading(options.path);
  if (options.inline) {
    const core = createReaderCore(db, options);
    const call = async <T>(work: () => T): Promise<T> => guarded(options.path, work);
    const reader = readerOver({
      get: (id) => call(() => core.get(id)),
      captures: (id) => call(() => core.captures(id)),
      lookUp: (alias) => call(() => core.lookUp(alias)),
      search: (request) => call(() => core.search(request)),
      following: (id, limit) => call(() => core.following(id, limit)),
    });
    return { reader, close: async () => closeOnce(db), killThreads: async () => undefined };
  }
  db.close();
  const data: ReaderThreadData = { path: options.path, countLimit: options.countLimit };
  const module = new URL('./reader-thread.ts', import.meta.url);
  const threads = Array.from({ length: Math.max(1, options.readers ?? 1) }, () =>
    startThread<ReaderMethods>(module, data),
  );
  const idlest = (): Thread<ReaderMethods> => threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
  return {
    reader: readerOver({
      get: (id) => idlest().call('get', id),
      captures: (id) => idlest().call('captures', id),
      lookUp: (alias) => idlest().call('lookUp', alias),
      search: (request) => idlest().call('search', request),
      following: (id, limit) => idlest().call('following', id, limit),
    }),
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
    killThreads: async () => void (await Promise.all(threads.map((thread) => thread.kill()))),
  };
}

/** The reading side with its answers still to come. */
type AsyncCore = {
  readonly [K in keyof ReaderMethods]: (...args: Parameters<ReaderMethods[K]>) => Promise<ReturnType<ReaderMethods[K]>>;
};

function readerOver({ following, ...core }: AsyncCore): ReleaseReader {
  return {
    ...core,
    scan: async function* () {
      for (let after = ''; ; ) {
        const page = await following(after, SCAN_PAGE);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < SCAN_PAGE) return;
        after = last.releaseId;
      }
    },
  };
}

function closeOnce(db: DatabaseSync): void {
  if (db.isOpen) db.close();
}

function inlineWriter(db: DatabaseSync, path: string): ReleaseWriter {
  const core = createWriterCore(db);
  return {
    upsert: async (documents) =>
      guarded(path, () => core.upsert(documents.map((document) => ({ document, json: JSON.stringify(document) })))),
    erase: async (keys) => guarded(path, () => core.erase(keys)),
    refresh: async () => undefined,
    expunge: () => expungeFile(path),
  };
}

async function expungeFile(path: string): Promise<{ readonly bytesLeft: boolean }> {
  const db = openWriting(path);
  try {
    return { bytesLeft: !(await expunge(db)) };
  } catch (error) {
    throw asPortError(error, path);
  } finally {
    db.close();
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asPortError(error, path);
  }
}
