import { randomUUID } from 'node:crypto';
import { openDatabase } from '@presswatch/sqlite';
import type { RecordStore, StoredItem } from '../port.ts';
import { conflict, toJson } from '../values.ts';
import { prefixEnd } from './prefix-end.ts';

const FIRST = `
  CREATE TABLE items (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT;
`;

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

export interface SqliteRecordsOptions {
  /** The file; made where missing. */
  readonly path: string;
  /** Only get and scan. The file must exist. */
  readonly readOnly?: boolean;
}

/**
 * Opens the store of record on a SQLite file; any number of processes may. Ids are ordered by code points. Kinds, ids
 * and prefixes must be well-formed Unicode.
 *
 * @throws SchemaTooNewError when a newer Presswatch wrote the file
 */
export function openSqliteRecords(options: SqliteRecordsOptions): RecordStore {
  const db = openDatabase({ ...options, migrations: [FIRST] });
  // One statement a method: each is atomic, and durable when it returns. A version is never used twice, so that a
  // record deleted and made again is not taken for the old one.
  const read = db.prepare('SELECT version, value FROM items WHERE kind = ? AND id = ?');
  const insert = db.prepare('INSERT OR IGNORE INTO items (kind, id, version, value) VALUES (?, ?, ?, ?)');
  const update = db.prepare('UPDATE items SET version = ?, value = ? WHERE kind = ? AND id = ? AND version = ?');
  const remove = db.prepare(
    'DELETE FROM items WHERE kind = :kind AND id = :id AND version = ifnull(:version, version)',
  );
  const pageFrom = (comparison: '>' | '>=') =>
    db.prepare(
      `SELECT id, version, value FROM items WHERE kind = ? AND id ${comparison} ? AND id < ? ORDER BY id LIMIT ?`,
    );
  const kinds = db.prepare('SELECT DISTINCT kind FROM items ORDER BY kind LIMIT 1000');
  const [behind, from] = [pageFrom('>'), pageFrom('>=')];

  return {
    async get(kind, id) {
      const row = read.get(wellFormed(kind), wellFormed(id));
      return row ? item(kind, id, String(row.version), String(row.value)) : null;
    },
    async create(kind, id, value) {
      const [version, json] = [randomUUID(), toJson(value)];
      const { changes } = insert.run(wellFormed(kind), wellFormed(id), version, json);
      return changes === 0 ? null : item(kind, id, version, json);
    },
    async put(kind, id, value, ifVersion) {
      const [version, json] = [randomUUID(), toJson(value)];
      const { changes } = update.run(version, json, wellFormed(kind), wellFormed(id), ifVersion);
      if (changes === 0) throw conflict(kind, id);
      return item(kind, id, version, json);
    },
    async delete(kind, id, ifVersion) {
      const { changes } = remove.run({ kind: wellFormed(kind), id: wellFormed(id), version: ifVersion ?? null });
      if (changes === 0 && ifVersion !== undefined && read.get(kind, id)) throw conflict(kind, id);
      return changes > 0;
    },
    async scan(kind, { after, prefix = '', limit = DEFAULT_LIMIT } = {}) {
      if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
        throw new RangeError(`a page of ${limit} records: ask for 1 to ${MAX_LIMIT}`);
      }
      const end = prefixEnd(wellFormed(prefix)) ?? BEHIND_ALL_TEXTS;
      const inside = after !== undefined && byCodePoints(after, prefix) >= 0;
      const rows = (inside ? behind : from).all(wellFormed(kind), inside ? after : prefix, end, limit);
      return rows.map((row) => item(kind, String(row.id), String(row.version), String(row.value)));
    },
    async kinds() {
      return kinds.all().map(({ kind }) => String(kind));
    },
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

/** SQLite orders every blob after every text. */
const BEHIND_ALL_TEXTS = new Uint8Array(0);

/** As SQLite compares texts: UTF-8 bytes have the order of code points. */
const byCodePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const item = (kind: string, id: string, version: string, json: string): StoredItem => ({
  kind,
  id,
  value: JSON.parse(json),
  version,
});

/** SQLite would keep halves of surrogate pairs as the replacement character: two ids would become one. */
function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new TypeError(`${JSON.stringify(text)} is not well-formed Unicode: it cannot name a record`);
}
