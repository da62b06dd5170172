import { closeSync, fsyncSync, openSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Hold, holdFile } from '@presswatch/sqlite';
import { type Generation, IndexUnavailableError, ReindexRunningError, type ReleaseIndexGenerations } from '../port.ts';
import { identityOf } from './followed-file.ts';
import { removeUnused } from './left-over.ts';
import { openSqliteWriter } from './open-writer.ts';

export interface SqliteGenerationsOptions {
  /** The index file, or where it will be. */
  readonly path: string;
  /** No thread: every call blocks its caller. */
  readonly inline?: boolean;
}

/**
 * Makes index files anew beside the present one. Generation n is the file `<path>.<n>`; what is promoted becomes current
 * by one rename, which makes `<path>` a link to it. Whoever has the index open looks at the link before each call, so
 * that other processes follow. A crash at any point leaves the former generation or the new one, whole, and at most
 * files that nobody uses, which the next `begin` removes.
 */
export async function openSqliteGenerations(options: SqliteGenerationsOptions): Promise<ReleaseIndexGenerations> {
  return { begin: async () => begin(options), close: async () => undefined };
}

function begin(options: SqliteGenerationsOptions): Generation {
  const { path } = options;
  const hold = holdFile(`${path}.reindex`);
  if (hold === null) {
    throw new ReindexRunningError(`another process makes the index ${path} anew: wait until it is done, or end it`);
  }
  try {
    removeUnused(path);
    return generationOver(options, `${path}.${numberOf(path) + 1}`, hold);
  } catch (error) {
    hold.release();
    throw error;
  }
}

function generationOver({ path, inline = false }: SqliteGenerationsOptions, file: string, hold: Hold): Generation {
  const { writer, close } = openSqliteWriter({ path: file, inline });
  let doubtful = false;
  const end = async (): Promise<void> => {
    await close();
    // Where the link leads to after a loss of power is not known: then both files stay, and the next `begin` looks again.
    if (!doubtful) removeUnused(path);
    hold.release();
  };
  return {
    id: basename(file),
    writer,
    async promote() {
      doubtful = true;
      promote(path, file);
      doubtful = false;
    },
    finish: end,
    drop: end,
  };
}

function promote(path: string, file: string): void {
  syncFolder(path); // the generation's own name must be durable before anything leads to it
  if (identityOf(path)?.generation === basename(file)) return; // by an earlier call, whose last step may have failed
  const link = `${path}.link`;
  rmSync(link, { force: true });
  symlinkSync(basename(file), link);
  renameSync(link, path);
  try {
    syncFolder(path);
  } catch (cause) {
    throw new IndexUnavailableError(
      `${basename(file)} serves, but is not sure to do so after a loss of power (${(cause as Error).message}): look at the disk, then run presswatch reindex again`,
      { cause },
    );
  }
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** The present generation; 0 where the path is the file itself. */
const numberOf = (path: string): number => {
  const generation = identityOf(path)?.generation ?? '';
  return Number(/\.(\d+)$/.exec(generation)?.[1] ?? 0);
};
