import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeTerm } from './codes.ts';
import { FTS5_COLUMNS, type Fts5Query, fts5Row, toFts5 } from './fts5.ts';
import { parseQuery } from './parse.ts';
import { analyseRelease, type ReleaseText } from './release.ts';

function translated(query: string): Fts5Query {
  const result = parseQuery(query);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return toFts5(result.tree);
}

describe('toFts5', () => {
  it.each([
    ['words', '- codes : "word"'],
    ['title:"two words"', 'title : "two word"'],
    ['sanction*', '- codes : "sanction" *'],
    ['policy*', '(- codes : "policy" * OR - codes : "polici")'],
    ['中', '- codes : "中" *'],
    ['中国人', '- codes : "中国 国人"'],
    ['body:(a NEAR/3 "b c")', 'body : NEAR("a" "b c", 3)'],
    ['country:GB -kind:"press release"', '(codes : "countryxgb" NOT codes : "kindxpressx20xrelease")'],
    ['a (b OR -c)', '(- codes : "a" NOT (- codes : "c" NOT - codes : "b"))'],
    ['-(-a -b)', '(- codes : "a" OR - codes : "b")'],
  ])('makes one match of %s', (query, match) => {
    const { where, ...rest } = translated(query);
    expect(where).toBe('r.id IN (SELECT rowid FROM release_text WHERE release_text MATCH ?)');
    expect(rest).toEqual({ params: [match], match, ranked: { match, where: '1', params: [] } });
  });

  it('needs SQL only for times and for what is negated as a whole', () => {
    expect(translated('-a -b')).toEqual({
      where: 'r.id NOT IN (SELECT rowid FROM release_text WHERE release_text MATCH ?)',
      params: ['(- codes : "a" OR - codes : "b")'],
    });
    expect(translated('a b after:2024').ranked).toEqual({
      match: '(- codes : "a" AND - codes : "b")',
      where: '(r.published_at IS NOT NULL AND r.published_at >= ?)',
      params: [Date.UTC(2024, 0)],
    });
    expect(translated('a OR seen-before:2024').ranked).toBeUndefined();
    expect(translated('')).toEqual({ where: '1', params: [] });
  });
});

describe('codeTerm', () => {
  it('is one term of a–z and 0–9, another for every other code, without regard to case', () => {
    expect(codeTerm('topic', 'medtop:20000065')).toBe('topicxmedtopx3ax20000065');
    expect(codeTerm('country', ' GB ')).toBe(codeTerm('country', 'gb'));
    const values = ['x', 'x78x', 'xx', 'é', 'e', 'a b', 'ab', '中', '\ud800', 'a-b', 'a:b'];
    const terms = values.flatMap((value) => [codeTerm('source', value), codeTerm('topic', value)]);
    expect(new Set(terms).size).toBe(terms.length);
    for (const term of terms) expect(term).toMatch(/^[a-z0-9]+$/);
  });
});

describe('fts5Row', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  const release: fc.Arbitrary<ReleaseText> = fc.record({
    title: text,
    body: fc.array(text).map((blocks) => blocks.join('\n\n')),
    issuer: fc.option(text, { nil: undefined }),
    distributor: fc.option(text, { nil: undefined }),
    entities: fc.array(fc.oneof(text, fc.constant(' — '), fc.constant('U.N. Women'))),
    codes: fc.array(fc.record({ field: fc.constantFrom('topic', 'country'), value: text })),
    publishedAt: fc.constant(null),
    firstSeenAt: fc.constant(0),
  });

  it('joins the terms that the matchers compare', () => {
    fc.assert(
      fc.property(release, (one) => {
        const { terms, codes } = analyseRelease(one);
        const columns = { ...terms, codes };
        const expected = FTS5_COLUMNS.map((column) => [column, columns[column].join(' ')]);
        expect(fts5Row(one)).toEqual(Object.fromEntries(expected));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it('takes a text longer than what it keeps between releases', () => {
    const one = {
      title: '',
      body: 'Trade 中国 '.repeat(60_000),
      entities: [],
      codes: [],
      publishedAt: null,
      firstSeenAt: 0,
    };
    expect(fts5Row(one).body).toBe('trade 中国 国 '.repeat(60_000).trimEnd());
  });
});
