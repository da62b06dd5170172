import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Erasure, listErasures } from '@presswatch/erasures';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { type Hold, holdFile } from '@presswatch/sqlite';
import type { StagePlace } from '../erase/find-release.ts';
import { type EmbeddedFiles, FILE_ORDER, type FileName, factsOfFile, faultsOfFile, partsOf } from './files.ts';
import { BackupError, type Manifest, readManifest, sha256OfFile } from './manifest.ts';
import { beginReplacing, finishReplacing, isReplacing, partialOf } from './replacing.ts';
import { removeCompanions, wipeCopy } from './wipe-copy.ts';

export interface RestoreRequest {
  /** Of the backup. */
  readonly folder: string;
  /** Where the data goes. */
  readonly files: EmbeddedFiles;
  /** Through which erasures have to go. */
  readonly stages: readonly StagePlace[];
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
  /** Releases that are erased in what was restored. */
  readonly erased: number;
}

/** A running process has the data. */
export class DataInUseError extends Error {
  override readonly name = 'DataInUseError';
}

/**
 * Puts a backup in the data's place. Everything is checked before anything is touched: that the manifest is there, sizes,
 * checksums, and SQLite's own look at each file. What was erased is erased in the copies before they are put in place. An
 * older schema migrates itself when the file is opened.
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
    const erased = await prepare(request, manifest, erasures);
    const aside = present === undefined ? undefined : asideName((request.now ?? Date.now)());
    await beginReplacing(files, aside);
    await finishReplacing(files);
    return { manifest, erasures, erased, ...(aside === undefined ? {} : { aside: join(dirname(files.log), aside) }) };
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

/** Copies the backup beside the data, checked, and erases what may not come back. @returns how many releases are erased */
async function prepare(
  { folder, files, stages, now, onProgress }: RestoreRequest,
  manifest: Manifest,
  erasures: readonly Erasure[],
): Promise<number> {
  try {
    for (const { name, file } of manifest.files) {
      onProgress?.('copying', name);
      await copyBeside(join(folder, file), files[name]);
    }
    mustCount(files, manifest);
    const erased = await wipeCopy({ files, erasures, stages, ...(now === undefined ? {} : { now }) });
    for (const name of FILE_ORDER) await sync(partialOf(files[name]));
    return erased;
  } catch (error) {
    for (const name of FILE_ORDER) {
      await rm(partialOf(files[name]), { force: true });
      await removeCompanions(files[name]);
    }
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
async function copyBeside(from: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await removeCompanions(path); // a killed restore's write-ahead file must never be taken for this copy's
  await copyFile(from, partialOf(path), constants.COPYFILE_FICLONE);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
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
