import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AnalysedRelease,
  analyseRelease,
  compile,
  createMatcherIndex,
  FTS5_COLUMNS,
  FTS5_TOKENIZER,
  fts5Row,
  matches,
  type QueryNode,
  TEXT_FIELDS,
  toFts5,
} from './index.ts';
import { anyQuery, anyRelease } from './parity/index.ts';

const TEXTS = fc.sample(anyRelease, { numRuns: 120, seed: 20240628 });
const RELEASES = TEXTS.map(analyseRelease);
const QUERIES = fc.sample(anyQuery, { numRuns: 2000, seed: 1718 });

const database = new DatabaseSync(':memory:');
afterAll(() => database.close());
beforeAll(() => {
  database.exec(`
    CREATE TABLE releases (id INTEGER PRIMARY KEY, published_at INTEGER, first_seen INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE release_text USING fts5 (${FTS5_COLUMNS.join(', ')}, tokenize = '${FTS5_TOKENIZER}');
  `);
  const row = database.prepare('INSERT INTO releases VALUES (?, ?, ?)');
  const text = database.prepare(
    `INSERT INTO release_text (rowid, ${FTS5_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(FTS5_COLUMNS.length)})`,
  );
  TEXTS.forEach((one, id) => {
    const columns = fts5Row(one);
    row.run(id, one.publishedAt, one.firstSeenAt);
    text.run(id, ...FTS5_COLUMNS.map((column) => columns[column]));
  });
});

const ids = (sql: string, params: readonly (string | number)[]): number[] =>
  database
    .prepare(sql)
    .all(...params)
    .map((row) => Number(row.id));

const bySql = (tree: QueryNode): number[] => {
  const { where, params } = toFts5(tree);
  return ids(`SELECT r.id FROM releases r WHERE ${where} ORDER BY r.id`, params);
};

describe('one query, one answer', { timeout: 60_000 }, () => {
  it('meets the same releases in FTS5 and in the matcher', () => {
    let telling = 0;
    for (const tree of QUERIES) {
      const compiled = compile(tree);
      const expected = RELEASES.flatMap((one, id) => (matches(compiled, one) ? [id] : []));
      expect(bySql(tree), JSON.stringify(tree)).toEqual(expected);
      if (expected.length > 0 && expected.length < RELEASES.length) telling += 1;
    }
    // A query that meets all or nothing shows little.
    expect(telling).toBeGreaterThan(700);
  });

  it('meets the same saved searches in the index of searches as one by one', () => {
    const saved = createMatcherIndex();
    QUERIES.forEach((tree, n) => {
      saved.put(String(n), tree);
    });
    for (let n = 0; n < QUERIES.length; n += 7) saved.delete(String(n));
    const compiled = QUERIES.map(compile);
    for (const one of RELEASES) {
      const expected = compiled.flatMap((tree, n) => (n % 7 > 0 && matches(tree, one) ? [String(n)] : []));
      expect(saved.match(one)).toEqual(expected.sort());
    }
  });

  it('ranks what it finds: the match and the condition beside it give the whole', () => {
    let ranked = 0;
    for (const tree of QUERIES) {
      const translated = toFts5(tree);
      if (translated.ranked === undefined) continue;
      ranked += 1;
      const { match, where, params } = translated.ranked;
      const sql = `SELECT r.id FROM release_text t JOIN releases r ON r.id = t.rowid
        WHERE release_text MATCH ? AND ${where} ORDER BY r.id`;
      expect(ids(sql, [match, ...params]), JSON.stringify(tree)).toEqual(bySql(tree));
      if (translated.match !== undefined) expect(translated.match).toBe(match);
    }
    expect(ranked).toBeGreaterThan(500);
  });

  it('keeps every term as exactly one token of the index', () => {
    database.exec(`CREATE VIRTUAL TABLE token_list USING fts5vocab (release_text, 'instance')`);
    const rows = database.prepare('SELECT term, doc, col, "offset" AS at FROM token_list').all();
    const indexed = rows.map((row) => `${row.doc} ${row.col} ${row.at} ${row.term}`).sort();
    expect(indexed).toEqual(RELEASES.flatMap(tokensOf).sort());
  });
});

const tokensOf = (one: AnalysedRelease, id: number): string[] => [
  ...TEXT_FIELDS.flatMap((field) => one.terms[field].map((term, at) => `${id} ${field} ${at} ${term}`)),
  ...one.codes.map((term, at) => `${id} codes ${at} ${term}`),
];
