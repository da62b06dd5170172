import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AnalysedRelease,
  analyseRelease,
  CODE_FIELDS,
  compile,
  createMatcherIndex,
  FTS5_COLUMNS,
  FTS5_TOKENIZER,
  fts5Row,
  matches,
  type QueryNode,
  type ReleaseText,
  TEXT_FIELDS,
  toFts5,
} from './index.ts';

/** Sentences of our own in the scripts that releases come in; recombined into releases and queries. */
const SENTENCES = [
  'The Minister’s sanctions policy was agreed by the U.S. and the UK’s partners, 1,718 cases in 2024.',
  "UK's policies: sanctioning arms deals isn't enough, says US envoy O'Brien (R&D, COVID-19, F-16s).",
  'United Nations panel of experts: new sanctions, new sanctions, and new policies on arms.',
  'Der Außenminister erklärte am 28. Juni: Straße, Häuser und Größe der Maßnahmen – z.B. Sanktionen.',
  'L’Ukraine et l’Union européenne ont signé un accord d’une durée de 3,5 ans à Genève.',
  'El país firmó el acuerdo en Bogotá; los países aliados, señor Núñez, también.',
  'أعلنت وزارة الخارجية عن عقوبات جديدة في ٢٠٢٤ على الشركات المصرية، وقال الوزير إنّ القرار نهائي.',
  'Министерство объявило о новых санкциях против компаний из США; ёлка и самолёт, Киї́в та об’єднання.',
  'Ο Υπουργός ανακοίνωσε νέες κυρώσεις στις Η.Π.Α. και την Ελλάδα, ΝΈΟΣ νόμος.',
  '国外交部发言人表示，制裁措施将继续实施。联合国安理会2024年决议。',
  '日本政府はウクライナへの支援を発表した。ガラス・ｶﾞﾗｽ、が行こう。',
  '대한민국 정부는 새로운 제재를 발표했다. 한국어 문장 AI기술 발표.',
  'กระทรวงการต่างประเทศแถลงข่าวเรื่องมาตรการใหม่ पाकिस्तान की सरकार ने कहा',
  'משרד החוץ הודיע על צה״ל Ⅷ ½ ﬁnance ﷺ 𝐁old 𠀀𠀁 co\u00adoperation مي\u200cخواهم İstanbul ILGIN ligne№5',
];
const WORDS = SENTENCES.flatMap((sentence) => sentence.split(' '));
const DAY = 86_400_000;
const START = Date.UTC(2024, 5, 1);

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const stretch = fc.tuple(some(SENTENCES), fc.nat(), fc.integer({ min: 1, max: 14 })).map(([sentence, from, length]) =>
  [...sentence]
    .slice(from % sentence.length)
    .slice(0, length)
    .join(''),
);
const wordsInRow = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 4 })).map(([from, count]) =>
  WORDS.slice(from % WORDS.length)
    .slice(0, count)
    .join(' '),
);
const anyText = fc.oneof(
  { weight: 5, arbitrary: some(WORDS) },
  { weight: 4, arbitrary: wordsInRow },
  { weight: 3, arbitrary: stretch },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const names = ['Foreign Office', 'Vladimir Putin', 'Kim Jong-Un', '联合国', 'U.N.', 'Conseil d’État', 'United Nations'];
const code = fc.record({
  field: some(CODE_FIELDS),
  value: some(['GB', 'gb', 'medtop:20000065', 'en', 'é', 'x', 'a b']),
});
const time = fc.integer({ min: 0, max: 30 }).map((days) => START + days * DAY);

const release: fc.Arbitrary<ReleaseText> = fc.record(
  {
    title: fc.oneof(anyText, some(SENTENCES)),
    body: fc.array(fc.oneof(anyText, some(SENTENCES)), { maxLength: 6 }).map((blocks) => blocks.join('\n\n')),
    issuer: some(names),
    distributor: some([...names, 'UK’s Wire']),
    entities: fc.array(some(names), { maxLength: 3 }),
    codes: fc.array(code, { maxLength: 4 }),
    publishedAt: fc.option(time),
    firstSeenAt: time,
  },
  { requiredKeys: ['title', 'body', 'entities', 'codes', 'publishedAt', 'firstSeenAt'] },
);

const inField = fc.oneof(fc.constant({}), fc.record({ field: some(TEXT_FIELDS) }));
const textOrName = fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: some(names) });
const bounds = fc.oneof(
  fc.record({ from: time }),
  fc.record({ to: time }),
  fc.record({ from: time, to: time }),
  fc.constant({}),
);
const leaf: fc.Arbitrary<QueryNode> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<QueryNode>({ kind: 'all' }) },
  { weight: 8, arbitrary: fc.tuple(textOrName, inField).map(([text, f]) => ({ kind: 'phrase', text, ...f }) as const) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(textOrName, fc.integer({ min: 1, max: 12 }), inField)
      .map(([text, length, f]) => ({ kind: 'prefix', text: text.slice(0, length), ...f }) as const),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.array(textOrName, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 12 }), inField)
      .map(([phrases, distance, f]) => ({ kind: 'near', phrases, distance, ...f }) as const),
  },
  { weight: 3, arbitrary: code.map((value) => ({ kind: 'code', ...value }) as const) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(some(['published', 'seen'] as const), bounds)
      .map(([field, range]) => ({ kind: 'time', field, ...range }) as const),
  },
);
const { query } = fc.letrec<{ query: QueryNode }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    leaf,
    fc.array(tie('query'), { maxLength: 4 }).map((nodes) => ({ kind: 'and', nodes }) as const),
    fc.array(tie('query'), { maxLength: 4 }).map((nodes) => ({ kind: 'or', nodes }) as const),
    tie('query').map((node) => ({ kind: 'not', node }) as const),
  ),
}));

const TEXTS = fc.sample(release, { numRuns: 120, seed: 20240628 });
const RELEASES = TEXTS.map(analyseRelease);
const QUERIES = fc.sample(query, { numRuns: 2000, seed: 1718 });

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
