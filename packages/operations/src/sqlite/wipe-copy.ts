import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Erasure, listErasures, recordErasure } from '@presswatch/erasures';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { openSqliteIndex } from '@presswatch/release-index/sqlite';
import { wipe } from '../erase/erase-release.ts';
import type { StagePlace } from '../erase/find-release.ts';
import { type EmbeddedFiles, FILE_ORDER } from './files.ts';
import { partialOf } from './replacing.ts';

export interface WipeCopy {
  /** Beside which the copies lie. */
  readonly files: EmbeddedFiles;
  /** Those that the former data knew. */
  readonly erasures: readonly Erasure[];
  readonly stages: readonly StagePlace[];
  readonly now?: () => number;
}

/**
 * Erases in the copies what was erased in the former data or before the backup, by the same steps as anywhere; an older
 * schema is migrated for it. It happens before anything is in place: a restore that is killed, whenever that is, brings
 * nothing back. The copies are single files again afterwards.
 *
 * @returns how many releases are erased
 */
export async function wipeCopy(copy: WipeCopy): Promise<number> {
  const at = (name: keyof EmbeddedFiles) => partialOf(copy.files[name]);
  const records = openSqliteRecords({ path: at('records') });
  const ids: string[] = [];
  try {
    for (const erasure of copy.erasures) await recordErasure(records, erasure);
    for await (const { releaseId } of listErasures(records)) ids.push(releaseId);
    if (ids.length > 0) {
      const log = openSqliteLog({ path: at('log'), retention: undefined });
      try {
        const index = await openSqliteIndex({ path: at('index'), inline: true });
        const ports = { log, records, index: index.reader, writer: index.writer };
        const now = copy.now ?? Date.now;
        await wipe({ ...ports, stages: copy.stages, now, settleMs: 0, passMs: 0 }, ids).finally(() => index.close());
      } finally {
        await log.close();
      }
    }
  } finally {
    await records.close();
  }
  for (const name of FILE_ORDER) {
    foldIn(at(name));
    await removeCompanions(copy.files[name]);
  }
  return ids.length;
}

/** The write-ahead file would be left behind when the copy is put in place. */
function foldIn(path: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec('PRAGMA journal_mode = DELETE');
  } finally {
    db.close();
  }
}

const COMPANION = /^(-wal|-shm|-journal|\.reindex|\.reindex-journal|\.v\d+-\d+\.bak)$/;

/** What lies beside a copy: write-ahead files of a killed restore, locks, and copies that a migration of the schema made. */
export async function removeCompanions(path: string): Promise<void> {
  const copy = basename(partialOf(path));
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(copy) || !COMPANION.test(name.slice(copy.length))) continue;
    await rm(join(dirname(path), name), { force: true });
  }
}
