import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

/** One step of a schema: SQL, or what SQL alone cannot do. Once released it never changes. */
export type Migration = string | ((db: DatabaseSync) => void);

/** The file was written by a newer Presswatch. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError';
}

const versionOf = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);

/** The version of a file's schema. @throws SchemaTooNewError */
export function knownVersion(db: DatabaseSync, path: string, migrations: readonly Migration[]): number {
  const found = versionOf(db);
  if (found <= migrations.length) return found;
  throw new SchemaTooNewError(
    `${path} has schema version ${found}, this Presswatch knows ${migrations.length}: start the newer version that wrote it, or move the file away`,
  );
}

/**
 * Brings a file's schema to the newest version, each step a transaction of its own. Before the first step over existing
 * data the file is copied to `<path>.v<old version>.bak`.
 */
export function migrate(db: DatabaseSync, path: string, migrations: readonly Migration[]): void {
  const found = knownVersion(db, path, migrations);
  if (found === migrations.length) return;
  if (found > 0 && path !== ':memory:') copy(db, `${path}.v${found}.bak`);
  for (let step = found; step < migrations.length; step++) {
    inTransaction(db, () => {
      if (versionOf(db) > step) return; // another process did it while this one waited
      const migration = migrations[step];
      if (typeof migration === 'string') db.exec(migration);
      else migration?.(db);
      db.exec(`PRAGMA user_version = ${step + 1}`);
    });
  }
}

function copy(db: DatabaseSync, target: string): void {
  db.prepare('VACUUM INTO ?').run(uniqueName(target));
}

/** VACUUM INTO refuses a file that exists: an earlier try may have left one. */
const uniqueName = (target: string): string => `${target.slice(0, -'.bak'.length)}-${Date.now()}.bak`;
