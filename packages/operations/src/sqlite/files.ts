import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The files of an embedded installation, by what they hold. */
export interface EmbeddedFiles {
  readonly state: string;
  readonly log: string;
  readonly index: string;
  readonly records: string;
}

export type FileName = keyof EmbeddedFiles;

/**
 * The order in which copies are taken. What the log calls finished was written to the index before: so the index is
 * copied as it was a moment after the log, never before it. The state is the oldest: what it calls seen was acknowledged
 * by the log before, so nothing is missed after a restore, at most fetched again. The records are the newest: an erasure
 * stands in them before its tombstones are on the log, and a dead letter on the log before what was done about it.
 */
export const FILE_ORDER: readonly FileName[] = ['state', 'log', 'index', 'records'];

/** Tables that are counted, by file; what a person would call them. */
const COUNTED: Readonly<Record<FileName, readonly (readonly [name: string, sql: string])[]>> = {
  state: [['scheduled sources', 'SELECT count(*) AS n FROM tasks']],
  log: [['records', 'SELECT count(*) AS n FROM records']],
  index: [
    ['releases', 'SELECT count(*) AS n FROM releases'],
    ['captures', 'SELECT count(*) AS n FROM captures'],
  ],
  records: [['records', 'SELECT count(*) AS n FROM items']],
};

/** What a file holds, in numbers. */
export interface FileFacts {
  /** Of the schema. */
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
}

export function factsOfFile(db: DatabaseSync, name: FileName): FileFacts {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  const counts = COUNTED[name].map(([what, sql]) => [what, Number(db.prepare(sql).get()?.n ?? 0)] as const);
  return { version, counts: Object.fromEntries(counts) };
}

/** What SQLite finds wrong with a file; empty where it is whole. */
export function faultsOfFile(path: string): readonly string[] {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const rows = db.prepare('PRAGMA integrity_check(5)').all() as unknown as { readonly integrity_check: string }[];
    const found = rows.map((row) => row.integrity_check);
    return found.length === 1 && found[0] === 'ok' ? [] : found;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]; // too damaged to be looked through
  } finally {
    db?.close();
  }
}

/** A file that is there, and the name it goes by. */
export interface FilePart {
  readonly at: string;
  readonly name: string;
}

/** A file and what SQLite keeps beside it; where the path is a link to a generation of the index, that generation. */
export function partsOf(path: string): readonly FilePart[] {
  if (!existsSync(path)) return [];
  const real = realpathSync(path);
  return ['', '-wal', '-shm']
    .map((end) => ({ at: `${real}${end}`, name: `${basename(path)}${end}` }))
    .filter(({ at }) => existsSync(at));
}
