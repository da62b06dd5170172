import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@presswatch/sqlite';
import type { Memory } from '../port.ts';

/** How many expired members a call to `remember` clears away: more than it usually adds, and still quick. */
const CLEAR_AT_ONCE = 500;

/** Values with versions, and sets whose members expire. */
export function createMemory(db: DatabaseSync): Memory {
  const get = db.prepare('SELECT value, version FROM remembered WHERE key = ?');
  const create = db.prepare('INSERT OR IGNORE INTO remembered (key, value, version) VALUES (?, ?, 1)');
  const update = db.prepare('UPDATE remembered SET value = ?, version = version + 1 WHERE key = ? AND version = ?');
  const seen = db.prepare(
    'SELECT member FROM seen WHERE collection = ? AND member IN (SELECT value FROM json_each(?))',
  );
  const keep = db.prepare(
    `INSERT INTO seen (collection, member, keep_until) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET keep_until = max(keep_until, excluded.keep_until)`,
  );
  const clear = db.prepare(
    `DELETE FROM seen WHERE (collection, member) IN
       (SELECT collection, member FROM seen WHERE keep_until <= ? ORDER BY keep_until LIMIT ${CLEAR_AT_ONCE})`,
  );

  return {
    async get(key) {
      const row = get.get(key);
      return row ? { value: JSON.parse(String(row.value)), version: Number(row.version) } : null;
    },
    async compareAndSet(key, expected, value) {
      const json: string | undefined = JSON.stringify(value);
      if (json === undefined)
        throw new TypeError(`a value of type ${typeof value} cannot be remembered: it is no JSON`);
      return (expected === null ? create.run(key, json) : update.run(json, key, expected)).changes > 0;
    },
    async seen(set, members) {
      return new Set(seen.all(set, JSON.stringify(members)).map((row) => String(row.member)));
    },
    async remember(set, members, { now, keepMs }) {
      inTransaction(db, () => {
        clear.run(now);
        for (const member of members) keep.run(set, member, now + keepMs);
      });
    },
  };
}
