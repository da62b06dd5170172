import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Erasure, listErasures, recordErasure } from '@presswatch/erasures';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { type Hold, holdFile } from '@presswatch/sqlite';
import { type EmbeddedFiles, FILE_ORDER, type FileName, factsOfFile, faultsOfFile, partsOf } from './files.ts';
import { BackupError, type Manifest, readManifest, sha256OfFile } from './manifest.ts';
import { beginReplacing, finishReplacing, isReplacing, partialOf } from './replacing.ts';

export interface RestoreRequest {
  /** Of the backup. */
  readonly folder: string;
  /** Where the data goes. */
  readonly files: EmbeddedFiles;
  /** The files whose locks say that a process runs on the data. */
  readonly locks: readonly string[];
  /** Moves data that is there aside; without it there must be none. */
  readonly replace: boolean;
  /** ms; default: the present time. */
  readonly now?: () => number;
  readonly onProgress?: (step: 'checking' | 'copying', name: FileName) => void;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where the former data was moved; absent where there was none. */
  readonly aside?: string;
  /** Erasures that the former data knew and the backup does not: they hold for the restored data, too. */
  readonly erasures: readonly Erasure[];
}

/** A running process has the data. */
export class DataInUseError extends Error {
  override readonly name = 'DataInUseError';
}

/**
 * Puts a backup in the data's place. Everything is checked before anything is touched: that the manifest is there, sizes,
 * checksums, and SQLite's own look at each file. An older schema migrates itself when the file is opened.
 *
 * @throws BackupError where the backup is not whole or data is in the way, DataInUseError
 */
export async function restore(request: RestoreRequest): Promise<Restored> {
  const { folder, files, onProgress } = request;
  const manifest = await readManifest(folder);
  for (const part of manifest.files) {
    onProgress?.('checking', part.name);
    await mustBeWhole(folder, part);
  }
  const holds = hold(request.locks);
  try {
    await finishReplacing(files);
    const [present] = FILE_ORDER.flatMap((name) => partsOf(files[name]));
    if (present !== undefined && !request.replace) {
      throw new BackupError(
        `${dirname(files.log)} holds data already (${present.name}): restore into another folder (PRESSWATCH_DATA), or move it aside by --replace`,
      );
    }
    const erasures = existsSync(files.records) ? await erasuresOf(files.records) : [];
    await prepare(request, manifest, erasures);
    const aside = present === undefined ? undefined : asideName((request.now ?? Date.now)());
    await beginReplacing(files, aside);
    await finishReplacing(files);
    return { manifest, erasures, ...(aside === undefined ? {} : { aside: join(dirname(files.log), aside) }) };
  } finally {
    for (const held of holds) held.release();
  }
}

/**
 * Finishes a restore that was killed while it put its files in place. To be called before the data is opened.
 *
 * @param locks as of a restore; none where the caller holds them
 * @returns whether there was one
 * @throws DataInUseError where that restore runs
 */
export async function finishRestore(files: EmbeddedFiles, locks: readonly string[]): Promise<boolean> {
  if (!isReplacing(files)) return false;
  const holds = hold(locks);
  try {
    return await finishReplacing(files);
  } finally {
    for (const held of holds) held.release();
  }
}

/** Copies the backup beside the data, checked, with the erasures that hold for it. */
async function prepare(
  { folder, files, onProgress }: RestoreRequest,
  manifest: Manifest,
  erasures: readonly Erasure[],
): Promise<void> {
  try {
    for (const { name, file } of manifest.files) {
      onProgress?.('copying', name);
      await copyDurably(join(folder, file), partialOf(files[name]));
    }
    mustCount(files, manifest);
    if (erasures.length === 0) return;
    // Before anything is in place: a restore that is killed must not bring back what was erased.
    const records = openSqliteRecords({ path: partialOf(files.records) });
    for (const erasure of erasures) await recordErasure(records, erasure);
    await records.close();
  } catch (error) {
    for (const name of FILE_ORDER) await rm(partialOf(files[name]), { force: true });
    throw error;
  }
}

async function mustBeWhole(folder: string, { file, bytes, sha256 }: Manifest['files'][number]): Promise<void> {
  const path = join(folder, file);
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) throw new BackupError(`${path} is missing: the backup is not whole, take another one`);
  if (size !== bytes || (await sha256OfFile(path)) !== sha256) {
    throw new BackupError(`${path} is not what was written (its size or checksum differs): take another backup`);
  }
  const faults = faultsOfFile(path);
  if (faults.length > 0) throw new BackupError(`SQLite finds ${path} damaged (${faults[0]}): take another backup`);
}

function hold(locks: readonly string[]): Hold[] {
  const holds: Hold[] = [];
  for (const lock of locks) {
    const held = holdFile(lock);
    if (held === null) {
      for (const other of holds) other.release();
      throw new DataInUseError(
        `a running Presswatch has the data (${lock}): stop it first, or restore into another folder (PRESSWATCH_DATA)`,
      );
    }
    holds.push(held);
  }
  return holds;
}

async function erasuresOf(path: string): Promise<Erasure[]> {
  const records = openSqliteRecords({ path, readOnly: true });
  try {
    const erasures: Erasure[] = [];
    for await (const erasure of listErasures(records)) erasures.push(erasure);
    return erasures;
  } finally {
    await records.close();
  }
}

/** Next to where it belongs, so that putting it in place is a rename. */
async function copyDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  await handle.sync();
  await handle.close();
}

const asideName = (now: number): string => `replaced-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;

/** The copies hold as much as the backup says. */
function mustCount(files: EmbeddedFiles, manifest: Manifest): void {
  for (const { name, counts } of manifest.files) {
    const db = new DatabaseSync(partialOf(files[name]), { readOnly: true });
    const found = factsOfFile(db, name).counts;
    db.close();
    for (const [what, count] of Object.entries(counts)) {
      if (found[what] === count) continue;
      throw new BackupError(
        `${files[name]} holds ${found[what]} ${what} after the restore, the backup ${count}: look at the disk`,
      );
    }
  }
}
