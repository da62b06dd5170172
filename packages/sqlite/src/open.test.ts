import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, openDatabase, SchemaTooNewError } from './index.ts';

const ONE: Migration = 'CREATE TABLE a (x TEXT) STRICT';
const TWO: Migration = (db) => {
  db.exec('ALTER TABLE a ADD COLUMN y TEXT');
  db.prepare("UPDATE a SET y = x || '!'").run();
};

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'presswatch-sqlite-'));
  path = join(folder, 'deep', 'er', 'file.db');
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens, works, closes. */
function use<T>(options: { migrations: readonly Migration[]; readOnly?: boolean }, work: (db: DatabaseSync) => T): T {
  const db = openDatabase({ path, ...options });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const versionOf = (db: DatabaseSync): unknown => db.prepare('PRAGMA user_version').get()?.user_version;
const copies = async (): Promise<string[]> =>
  (await readdir(join(folder, 'deep', 'er'))).filter((n) => n.endsWith('.bak'));

describe('openDatabase', () => {
  it('makes the file and its folders, in WAL with synchronous FULL', () => {
    const settings = use({ migrations: [ONE] }, (db) => [
      db.prepare('PRAGMA journal_mode').get()?.journal_mode,
      db.prepare('PRAGMA synchronous').get()?.synchronous,
      versionOf(db),
    ]);
    expect(settings).toEqual(['wal', 2, 1]);
  });

  it('brings an older file to the newest schema, after a copy of what was there', async () => {
    use({ migrations: [ONE] }, (db) => db.exec("INSERT INTO a VALUES ('kept')"));
    expect(await copies()).toEqual([]);
    const row = use({ migrations: [ONE, TWO] }, (db) => ({ ...db.prepare('SELECT x, y FROM a').get() }));
    expect(row).toEqual({ x: 'kept', y: 'kept!' });
    const [copy, ...more] = await copies();
    expect(more).toEqual([]);
    expect(copy).toMatch(/^file\.db\.v1-\d+\.bak$/);
    const old = new DatabaseSync(join(folder, 'deep', 'er', String(copy)), { readOnly: true });
    expect([versionOf(old), { ...old.prepare('SELECT * FROM a').get() }]).toEqual([1, { x: 'kept' }]);
    old.close();
    use({ migrations: [ONE, TWO] }, () => undefined);
    expect(await copies()).toHaveLength(1);
  });

  it('leaves the file at the last whole step when a step fails', () => {
    use({ migrations: [ONE] }, (db) => db.exec("INSERT INTO a VALUES ('kept')"));
    const broken: Migration = (db) => {
      db.exec('DELETE FROM a');
      throw new Error('step 3 is broken');
    };
    expect(() => use({ migrations: [ONE, TWO, broken] }, () => undefined)).toThrow('step 3 is broken');
    const row = use({ migrations: [ONE, TWO] }, (db) => [versionOf(db), { ...db.prepare('SELECT * FROM a').get() }]);
    expect(row).toEqual([2, { x: 'kept', y: 'kept!' }]);
  });

  it('refuses a file that a newer version wrote, for reading too, and names the way out', () => {
    use({ migrations: [ONE, TWO] }, () => undefined);
    for (const readOnly of [false, true]) {
      expect(() => use({ migrations: [ONE], readOnly }, () => undefined)).toThrow(SchemaTooNewError);
    }
    expect(() => use({ migrations: [ONE] }, () => undefined)).toThrow(/version 2.*knows 1.*newer version/);
    expect(use({ migrations: [ONE, TWO] }, versionOf)).toBe(2);
  });

  it('reads and does not write when opened for reading only, beside a writer', () => {
    use({ migrations: [ONE] }, (writer) => {
      writer.exec("INSERT INTO a VALUES ('seen')");
      use({ migrations: [ONE], readOnly: true }, (db) => {
        expect({ ...db.prepare('SELECT * FROM a').get() }).toEqual({ x: 'seen' });
        expect(() => db.exec("INSERT INTO a VALUES ('never')")).toThrow(/readonly/);
      });
    });
  });

  it('does not make a file to read from, and does not migrate one', () => {
    use({ migrations: [ONE] }, () => undefined);
    expect(use({ migrations: [ONE, TWO], readOnly: true }, versionOf)).toBe(1);
    path = join(folder, 'missing.db');
    expect(() => use({ migrations: [ONE], readOnly: true }, () => undefined)).toThrow();
  });

  it('works in memory', () => {
    path = ':memory:';
    expect(use({ migrations: [ONE, TWO] }, versionOf)).toBe(2);
  });
});
