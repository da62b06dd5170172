import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { type Client, connect } from '@presswatch/opensearch';
import {
  analyseRelease,
  compile,
  createMatcherIndex,
  FTS5_COLUMNS,
  FTS5_TOKENIZER,
  fts5Row,
  matches,
  OPENSEARCH_MAX_CLAUSES,
  openSearchClauses,
  type QueryNode,
  toFts5,
  toOpenSearch,
} from '@presswatch/query';
import { anyQuery, anyRelease } from '@presswatch/query/parity';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { askedFields } from './asked-fields.ts';
import { indexNames, RELEASES, SEARCHES } from './mapping.ts';
import { setUpIndices } from './setup.ts';

const TEXTS = fc.sample(anyRelease, { numRuns: 500, seed: 20240628 });
const ANALYSED = TEXTS.map(analyseRelease);
const isWide = (tree: QueryNode): boolean => openSearchClauses(toOpenSearch(tree)) > OPENSEARCH_MAX_CLAUSES;
const meets = (tree: QueryNode): number[] => {
  const query = compile(tree);
  return ANALYSED.flatMap((one, id) => (matches(query, one) ? [id] : []));
};
const GENERATED = fc
  .sample(anyQuery, { numRuns: 2600, seed: 28062024 })
  .map((tree) => ({ tree, expected: meets(tree), wide: isWide(tree) }));
/** A query that meets all or nothing shows little. */
const isTelling = ({ expected }: { readonly expected: readonly number[] }): boolean =>
  expected.length > 0 && expected.length < TEXTS.length;
const FITTING = GENERATED.filter(({ wide }) => !wide);
const ASKED = [...FITTING.filter(isTelling).slice(0, 900), ...FITTING.filter((one) => !isTelling(one)).slice(0, 300)];
const QUERIES = ASKED.map(({ tree }) => tree);
const BATCH = 100;

const batches = <T>(values: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(values.length / BATCH) }, (_, n) => values.slice(n * BATCH, (n + 1) * BATCH));

function openFts5(): (tree: QueryNode) => number[] {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    CREATE TABLE releases (id INTEGER PRIMARY KEY, published_at INTEGER, first_seen INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE release_text USING fts5 (${FTS5_COLUMNS.join(', ')}, tokenize = '${FTS5_TOKENIZER}');
  `);
  const row = db.prepare('INSERT INTO releases VALUES (?, ?, ?)');
  const text = db.prepare(
    `INSERT INTO release_text (rowid, ${FTS5_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(FTS5_COLUMNS.length)})`,
  );
  TEXTS.forEach((one, id) => {
    const columns = fts5Row(one);
    row.run(id, one.publishedAt, one.firstSeenAt);
    text.run(id, ...FTS5_COLUMNS.map((column) => columns[column]));
  });
  return (tree) => {
    const { where, params } = toFts5(tree);
    const rows = db.prepare(`SELECT r.id FROM releases r WHERE ${where} ORDER BY r.id`).all(...params);
    return rows.map((one) => Number(one.id));
  };
}

describe('one query, one answer, on the servers too', { timeout: 120_000 }, () => {
  const connection = { nodes: [inject('servers').opensearch] };
  const prefix = `parity-${randomUUID().slice(0, 8)}`;
  const { releases, searches } = indexNames(prefix);
  let client: Client;

  beforeAll(async () => {
    client = connect(connection);
    await setUpIndices(connection, { prefix, shards: 2, replicas: 0 });
    await write(releases, TEXTS.map(askedFields));
    await write(
      searches,
      QUERIES.map((tree) => ({ query: toOpenSearch(tree) })),
    );
  });
  afterAll(async () => {
    await client.indices.delete({ index: `${releases}-1,${prefix}-captures-1,${searches}` });
    await client.close();
  });

  async function write(index: string, documents: readonly object[]): Promise<void> {
    for (const [n, batch] of batches(documents).entries()) {
      const body = batch.flatMap((document, at) => [{ index: { _id: String(n * BATCH + at) } }, document]);
      const answer = await client.bulk({ index, body, refresh: true });
      const failed = answer.body.items.find((item) => item.index?.error !== undefined);
      expect(failed?.index?.error).toBeUndefined();
    }
  }

  async function found(index: string, queries: readonly object[], size: number): Promise<string[][]> {
    const body = queries.flatMap((query) => [{}, { query, size, _source: false, sort: ['_doc'] }]);
    const answer = await client.msearch({ index, body: body as never });
    return answer.body.responses.map((response, n) => {
      if (!('hits' in response))
        throw new Error(`${JSON.stringify(response).slice(0, 600)} for ${JSON.stringify(queries[n])}`);
      return response.hits.hits.map((hit) => String(hit._id));
    });
  }

  /** For each document the saved searches that it meets, sorted. */
  async function percolated(documents: readonly object[]): Promise<string[][]> {
    const query = { percolate: { field: 'query', documents } };
    const body = { query, size: QUERIES.length, _source: false, sort: ['_doc'] };
    const answer = await client.search({ index: searches, body: body as never });
    const met = documents.map((): string[] => []);
    for (const { _id, fields } of answer.body.hits.hits) {
      const slots = (fields as Record<string, number[]>)._percolator_document_slot ?? [];
      for (const slot of slots) met[slot]?.push(String(_id));
    }
    return met.map((ids) => ids.sort());
  }

  it('meets the same releases in FTS5, in OpenSearch and in the matcher', async () => {
    const bySql = openFts5();
    for (const batch of batches(ASKED)) {
      const answers = await found(
        releases,
        batch.map(({ tree }) => toOpenSearch(tree)),
        TEXTS.length,
      );
      batch.forEach(({ tree, expected }, n) => {
        expect(bySql(tree), JSON.stringify(tree)).toEqual(expected);
        const ids = (answers[n] ?? []).map(Number).sort((a, b) => a - b);
        expect(ids, JSON.stringify(tree)).toEqual(expected);
      });
    }
    expect(ASKED.filter(isTelling)).toHaveLength(900);
    expect(ASKED).toHaveLength(1200);
  });

  it('meets the same saved searches in the percolator and in the index of searches in memory', async () => {
    const saved = createMatcherIndex();
    QUERIES.forEach((tree, n) => {
      saved.put(String(n), tree);
    });
    for (const texts of batches(TEXTS)) {
      const met = await percolated(texts.map(askedFields));
      texts.forEach((text, n) => {
        expect(met[n], JSON.stringify(text)).toEqual(saved.match(analyseRelease(text)));
      });
    }
  });

  it('leaves out few queries as too wide for the server', () => {
    expect(GENERATED.length - FITTING.length).toBeLessThan(GENERATED.length / 50);
  });

  it('searches and percolates the same fields', () => {
    const { terms, codes, publishedAt, firstSeen } = RELEASES.mappings.properties;
    expect(SEARCHES.mappings.properties).toMatchObject({ terms, codes, publishedAt, firstSeen });
  });
});
