import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from './transaction.ts';

let db: DatabaseSync;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (x INTEGER UNIQUE)');
});
afterEach(() => db.close());

const count = (): unknown => db.prepare('SELECT count(*) AS n FROM t').get()?.n;
const insert = (x: number) => db.prepare('INSERT INTO t VALUES (?)').run(x);

describe('inTransaction', () => {
  it('keeps all of the work and gives its result', () => {
    const result = inTransaction(db, () => {
      insert(1);
      insert(2);
      return 'done';
    });
    expect([result, count(), db.isTransaction]).toEqual(['done', 2, false]);
  });

  it('keeps nothing when the work throws, and passes the error on', () => {
    const bug = new Error('in the middle');
    const work = () => {
      insert(1);
      throw bug;
    };
    expect(() => inTransaction(db, work)).toThrow(bug);
    expect([count(), db.isTransaction]).toEqual([0, false]);
    inTransaction(db, () => insert(1));
    expect(count()).toBe(1);
  });

  it('keeps nothing when a statement breaks a constraint', () => {
    const twice = () => {
      insert(1);
      insert(1);
    };
    expect(() => inTransaction(db, twice)).toThrow(/UNIQUE/);
    expect([count(), db.isTransaction]).toEqual([0, false]);
  });

  it('passes on the statement’s own error where SQLite itself rolled back', () => {
    db.exec("CREATE TRIGGER stop BEFORE INSERT ON t WHEN new.x = 9 BEGIN SELECT RAISE(ROLLBACK, 'rolled back'); END");
    const work = () => {
      insert(1);
      insert(9);
    };
    expect(() => inTransaction(db, work)).toThrow('rolled back');
    expect([count(), db.isTransaction]).toEqual([0, false]);
  });
});
