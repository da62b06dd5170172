import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { type EmbeddedFiles, FILE_ORDER, type FileName, factsOfFile, faultsOfFile } from './files.ts';
import { BackupError, MANIFEST, type Manifest, sha256OfFile } from './manifest.ts';
import { isReplacing } from './replacing.ts';

export interface BackupRequest {
  readonly files: EmbeddedFiles;
  /** A folder that is new or empty. */
  readonly folder: string;
  /** Of Presswatch. */
  readonly version: string;
  readonly signal: AbortSignal;
  /** ms; default: the present time. */
  readonly now?: () => number;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface BackupProgress {
  readonly name: FileName;
  readonly phase: 'copying' | 'checking';
  readonly pages: number;
  readonly total: number;
}

/** Pages copied between two turns of the event loop. */
const RATE = 2000;

/**
 * Copies the data of an installation while it runs. All four files are fixed within moments, in FILE_ORDER, by a read
 * transaction each; then they are copied as they were at that moment, however long that takes and whatever is written
 * meanwhile (without the transaction, SQLite would begin again after every write of another process). Until the end the
 * write-ahead files of the originals grow.
 *
 * @throws BackupError where a restore is half done, the folder is not empty, the installation has no data, or a copy is not whole
 */
export async function backup(request: BackupRequest): Promise<Manifest> {
  const { files, folder, version, signal, onProgress } = request;
  if (isReplacing(files)) {
    throw new BackupError(
      `a restore of ${dirname(files.log)} was ended half way: run presswatch status or npm start, which finish it, then back up`,
    );
  }
  await mustBeEmpty(folder);
  await mkdir(folder, { recursive: true });
  const takenAt = (request.now ?? Date.now)();
  const sources = openSources(files);
  const made: Manifest['files'] = [];
  try {
    for (const { name, db } of sources) {
      const file = `${name}.db`;
      const path = join(folder, file);
      const tell = (phase: BackupProgress['phase'], pages: number, total: number) =>
        onProgress?.({ name, phase, pages, total });
      await copyDatabase(db, path, {
        rate: RATE,
        progress: ({ totalPages, remainingPages }) => {
          signal.throwIfAborted();
          tell('copying', totalPages - remainingPages, totalPages);
        },
      });
      tell('checking', 0, 1);
      made.push({ name, file, ...(await sealed(path, name)) });
      tell('checking', 1, 1);
      signal.throwIfAborted();
    }
    const sqlite = String(sources[0]?.db.prepare('SELECT sqlite_version() AS v').get()?.v);
    const manifest: Manifest = {
      format: 'presswatch-backup',
      version: 1,
      presswatch: version,
      sqlite,
      takenAt,
      files: made,
    };
    await writeLast(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  } catch (error) {
    for (const name of FILE_ORDER) {
      for (const end of ['', '-journal', '-wal', '-shm']) await rm(join(folder, `${name}.db${end}`), { force: true });
    }
    throw error;
  } finally {
    for (const { db } of sources) db.close();
  }
}

async function mustBeEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new BackupError(`${folder} is no folder that a backup could go to: ${error.message}`, { cause: error });
  });
  if (there.length === 0) return;
  throw new BackupError(`${folder} is not empty: name a new folder, so that no older backup is written over`);
}

/** Opens all files and fixes what is seen of each, in their order. */
function openSources(files: EmbeddedFiles): { readonly name: FileName; readonly db: DatabaseSync }[] {
  const sources: { readonly name: FileName; readonly db: DatabaseSync }[] = [];
  try {
    for (const name of FILE_ORDER) sources.push({ name, db: openSource(files[name]) });
    for (const { db } of sources) {
      db.exec('BEGIN');
      db.prepare('SELECT count(*) FROM sqlite_schema').get(); // a transaction begins to see at its first reading
    }
    return sources;
  } catch (error) {
    for (const { db } of sources) db.close();
    throw error;
  }
}

function openSource(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { readOnly: true, timeout: 15_000 });
  } catch (cause) {
    throw new BackupError(
      `${path} cannot be read: start Presswatch on this data once, or name its folder by PRESSWATCH_DATA`,
      {
        cause,
      },
    );
  }
}

/** Checks a copy, makes it durable and measures it. */
async function sealed(path: string, name: FileName): Promise<Omit<Manifest['files'][number], 'name' | 'file'>> {
  // One file without companions, so that a checksum says all of it; opening it for work brings WAL back.
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = DELETE');
  const { version: schema, counts } = factsOfFile(db, name);
  db.close();
  const faults = faultsOfFile(path);
  if (faults.length > 0) {
    throw new BackupError(
      `the copy of ${name}.db is not whole (${faults[0]}): look at the disk, and at the file itself`,
    );
  }
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
  return { bytes: (await stat(path)).size, sha256: await sha256OfFile(path), schema, counts };
}

async function writeLast(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text, { flush: true });
  await rename(`${path}.part`, path);
}
