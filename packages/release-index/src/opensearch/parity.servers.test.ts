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
  type ReleaseText,
  toFts5,
  toOpenSearch,
} from '@presswatch/query';
import { anyQuery, anyRelease, crowdedNear, crowdedRelease } from '@presswatch/query/parity';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { askedFields } from './asked-fields.ts';
import { indexNames, RELEASES, SEARCHES } from './mapping.ts';
import { setUpIndices } from './setup.ts';
import { ownPrefix } from './testing.ts';

const BATCH = 100;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A query and the releases that meet it, by number. */
interface Asked {
  readonly tree: QueryNode;
  readonly expected: readonly number[];
}

/** What is compared: releases, and queries of which most meet some of them and not others. */
interface Trial {
  readonly texts: readonly ReleaseText[];
  readonly telling: readonly Asked[];
  readonly others: readonly Asked[];
  /** How many of the generated queries have more clauses than a server takes. */
  readonly wide: number;
}

function trialOf(texts: readonly ReleaseText[], trees: readonly QueryNode[]): Trial {
  const analysed = texts.map(analyseRelease);
  const askable = trees.filter((tree) => openSearchClauses(toOpenSearch(tree)) <= OPENSEARCH_MAX_CLAUSES);
  const asked = askable.map((tree): Asked => {
    const query = compile(tree);
    return { tree, expected: analysed.flatMap((one, id) => (matches(query, one) ? [id] : [])) };
  });
  const isTelling = ({ expected }: Asked): boolean => expected.length > 0 && expected.length < texts.length;
  const others = asked.filter((one) => !isTelling(one));
  return { texts, telling: asked.filter(isTelling), others, wide: trees.length - askable.length };
}

const MANY_SCRIPTS = trialOf(
  fc.sample(anyRelease, { numRuns: 500, seed: 20240628 }),
  fc.sample(anyQuery, { numRuns: 2300, seed: 28062024 }),
);
const CROWDED = trialOf(
  fc.sample(crowdedRelease, { numRuns: 200, seed: 1718 }),
  fc.sample(crowdedNear, { numRuns: 700, seed: 28 }),
);

const batches = <T>(values: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(values.length / BATCH) }, (_, n) => values.slice(n * BATCH, (n + 1) * BATCH));

function openFts5(texts: readonly ReleaseText[]): (tree: QueryNode) => number[] {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    CREATE TABLE releases (id INTEGER PRIMARY KEY, published_at INTEGER, first_seen INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE release_text USING fts5 (${FTS5_COLUMNS.join(', ')}, tokenize = '${FTS5_TOKENIZER}');
  `);
  const row = db.prepare('INSERT INTO releases VALUES (?, ?, ?)');
  const text = db.prepare(
    `INSERT INTO release_text (rowid, ${FTS5_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(FTS5_COLUMNS.length)})`,
  );
  texts.forEach((one, id) => {
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

describe.each([
  ['of every kind, over many scripts', MANY_SCRIPTS, { telling: 800, others: 200, wide: 50 }],
  ['of words close together, which overlap and repeat', CROWDED, { telling: 200, others: 50, wide: 20 }],
] as const)('one query, one answer: queries %s', (_, { texts, telling, others, wide }, least) => {
  const asked = [...telling.slice(0, least.telling), ...others.slice(0, least.others)];
  const connection = { nodes: [inject('servers').opensearch] };
  const { prefix, remove } = ownPrefix(connection);
  const { releases, searches } = indexNames(prefix);
  let client: Client;

  beforeAll(async () => {
    client = connect(connection);
    await setUpIndices(connection, { prefix, shards: 2, replicas: 0 });
    await write(releases, texts.map(askedFields));
    await write(
      searches,
      asked.map(({ tree }) => ({ query: toOpenSearch(tree) })),
    );
  });
  afterAll(async () => {
    await remove();
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

  async function found(trees: readonly QueryNode[]): Promise<number[][]> {
    const options = { size: texts.length, _source: false, sort: ['_doc'] };
    const body = trees.flatMap((tree) => [{}, { query: toOpenSearch(tree), ...options }]);
    const answer = await client.msearch({ index: releases, body: body as never });
    return answer.body.responses.map((response, n) => {
      const why = `${JSON.stringify(response).slice(0, 600)} for ${JSON.stringify(trees[n])}`;
      if (!('hits' in response)) throw new Error(why);
      return response.hits.hits.map((hit) => Number(hit._id)).sort((a, b) => a - b);
    });
  }

  /** For each document the saved searches that it meets, sorted. */
  async function percolated(documents: readonly object[]): Promise<string[][]> {
    const query = { percolate: { field: 'query', documents } };
    const body = { query, size: asked.length, _source: false, sort: ['_doc'] };
    const answer = await client.search({ index: searches, body: body as never });
    const met = documents.map((): string[] => []);
    for (const { _id, fields } of answer.body.hits.hits) {
      const slots = (fields as Record<string, number[]>)._percolator_document_slot ?? [];
      for (const slot of slots) met[slot]?.push(String(_id));
    }
    return met.map((ids) => ids.sort());
  }

  it('has enough to ask', () => {
    expect(asked).toHaveLength(least.telling + least.others);
    expect(wide).toBeLessThanOrEqual(least.wide);
  });

  it('meets the same releases in FTS5, in OpenSearch and in the matcher', async () => {
    const bySql = openFts5(texts);
    for (const batch of batches(asked)) {
      const answers = await found(batch.map(({ tree }) => tree));
      batch.forEach(({ tree, expected }, n) => {
        expect(bySql(tree), JSON.stringify(tree)).toEqual(expected);
        expect(answers[n], JSON.stringify(tree)).toEqual(expected);
      });
    }
  });

  it('meets the same saved searches in the percolator and in the index of searches in memory', async () => {
    const saved = createMatcherIndex();
    asked.forEach(({ tree }, n) => {
      saved.put(String(n), tree);
    });
    for (const batch of batches(texts)) {
      const met = await percolated(batch.map(askedFields));
      batch.forEach((text, n) => {
        expect(met[n], JSON.stringify(text)).toEqual(saved.match(analyseRelease(text)));
      });
    }
  });
});

it('searches and percolates the same fields', () => {
  const { terms, codes, publishedAt, firstSeen } = RELEASES.mappings.properties;
  expect(SEARCHES.mappings.properties).toMatchObject({ terms, codes, publishedAt, firstSeen });
});
