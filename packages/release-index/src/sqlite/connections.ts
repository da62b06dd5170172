import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '@presswatch/sqlite';
import { IndexUnavailableError } from '../port.ts';
import { MIGRATIONS } from './schema.ts';

/** Of the write-ahead log, before it is copied into the file: 16 MiB, so that a tree's page is copied once for many writes. */
const CHECKPOINT_PAGES = 4000;
/** Of terms gathered before FTS5 writes them out: a whole batch becomes one segment, and there is less to merge. */
const TERMS_IN_MEMORY = 8 * 1024 * 1024;

/** The connection of the one writer. Migrates the schema. */
export function openWriting(path: string): DatabaseSync {
  const db = openDatabase({ path, migrations: MIGRATIONS, cacheKiB: 16_384 });
  db.exec('PRAGMA secure_delete = FAST'); // what an erasure deletes is overwritten where that costs no further page
  db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.exec(`INSERT INTO release_text (release_text, rank) VALUES ('hashsize', ${TERMS_IN_MEMORY})`);
  return db;
}

/**
 * A connection that searches, beside whoever writes.
 *
 * @throws IndexUnavailableError where there is no index yet, or one of another version
 */
export function openReading(path: string): DatabaseSync {
  if (!existsSync(path)) {
    throw new IndexUnavailableError(`there is no index at ${path} yet: start Presswatch on this data once`);
  }
  const db = openDatabase({ path, migrations: MIGRATIONS, readOnly: true, cacheKiB: 16_384 });
  const found = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (found !== MIGRATIONS.length) {
    db.close();
    throw new IndexUnavailableError(
      `the index ${path} has schema version ${found}, this Presswatch reads ${MIGRATIONS.length}: start the version that goes with it`,
    );
  }
  return db;
}
