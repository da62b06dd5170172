import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { knownVersion, type Migration, migrate } from './migrate.ts';

export interface OpenOptions {
  /** A file's path; its folder is made where missing. `:memory:` for a database of the process. */
  readonly path: string;
  /** The schema, as steps from the empty file; step n brings it to version n. Read-only connections do not migrate. */
  readonly migrations: readonly Migration[];
  readonly readOnly?: boolean;
  /** KiB of page cache. Default 8 MiB. */
  readonly cacheKiB?: number;
  /** `FULL` (default): a commit survives a power cut. `NORMAL`: it survives kill -9, for what can be made again. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/** How long a connection waits for another process's write, in ms. */
const BUSY_MS = 15_000;

/**
 * Opens a SQLite file the one way all adapters do: WAL, so that readers and one writer do not block each other, in this
 * process or another; `synchronous=FULL`; the schema migrated, after a copy.
 *
 * @throws SchemaTooNewError when a newer Presswatch wrote the file
 */
export function openDatabase(options: OpenOptions): DatabaseSync {
  const { path, readOnly = false } = options;
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { readOnly, timeout: BUSY_MS });
  try {
    if (!readOnly) db.exec('PRAGMA journal_mode = WAL');
    db.exec(`PRAGMA synchronous = ${options.synchronous ?? 'FULL'}`);
    db.exec(`PRAGMA cache_size = -${options.cacheKiB ?? 8192}`);
    db.exec('PRAGMA temp_store = MEMORY');
    if (readOnly) knownVersion(db, path, options.migrations);
    else migrate(db, path, options.migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
