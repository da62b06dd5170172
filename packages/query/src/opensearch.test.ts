import { describe, expect, it } from 'vitest';
import { type OpenSearchQuery, toOpenSearch } from './opensearch.ts';
import { openSearchClauses } from './opensearch-clauses.ts';
import { parseQuery } from './parse.ts';
import type { QueryNode } from './tree.ts';

function tree(query: string): QueryNode {
  const result = parseQuery(query);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.tree;
}

const translated = (query: string): OpenSearchQuery => toOpenSearch(tree(query));
const words = (query: string) => ({ match: { query, analyzer: 'whitespace', ordered: true, max_gaps: 0 } });

describe('toOpenSearch', () => {
  it.each<[string, OpenSearchQuery]>([
    ['', { match_all: {} }],
    ['title:policies', { term: { 'terms.title': { value: 'polici' } } }],
    ['title:"two words"', { match_phrase: { 'terms.title': { query: 'two word', analyzer: 'whitespace' } } }],
    ['body:sanction*', { prefix: { 'terms.body': { value: 'sanction' } } }],
    ['body:中', { prefix: { 'terms.body': { value: '中' } } }],
    ['country:GB', { bool: { filter: [{ term: { codes: 'countryxgb' } }] } }],
    ['-title:oil', { bool: { must_not: [{ term: { 'terms.title': { value: 'oil' } } }] } }],
    [
      'seen-after:2024-06 before:2025',
      {
        bool: {
          filter: [
            { range: { firstSeen: { gte: Date.UTC(2024, 5), format: 'epoch_millis' } } },
            { range: { publishedAt: { lt: Date.UTC(2025, 0), format: 'epoch_millis' } } },
          ],
        },
      },
    ],
    [
      'title:oil country:GB -lang:en',
      {
        bool: {
          must: [{ term: { 'terms.title': { value: 'oil' } } }],
          filter: [{ term: { codes: 'countryxgb' } }],
          must_not: [{ bool: { filter: [{ term: { codes: 'langxen' } }] } }],
        },
      },
    ],
  ])('writes %j', (query, expected) => {
    expect(translated(query)).toEqual(expected);
  });

  it('looks in every text field where none is named, each with its weight', () => {
    const weights = { title: 6, body: 1, issuer: 3, distributor: 1, entity: 2 };
    const should = Object.entries(weights).map(([field, boost]) => ({
      term: { [`terms.${field}`]: { value: 'oil', boost } },
    }));
    expect(toOpenSearch(tree('oil'), { weights })).toEqual({ bool: { should, minimum_should_match: 1 } });
  });

  it('cuts a phrase with a beginning at its end at no number of words', () => {
    const phrase = { query: 'foreign min', analyzer: 'whitespace', max_expansions: 2 ** 31 - 1 };
    expect(translated('title:"foreign min"*')).toEqual({ match_phrase_prefix: { 'terms.title': phrase } });
  });
});

describe('NEAR', () => {
  const rulesOf = (query: string): unknown => {
    const { intervals } = translated(query) as { intervals: Record<string, unknown> };
    return intervals['terms.body'];
  };

  it('counts the words between two phrases, in either order', () => {
    expect(rulesOf('body:("arms deal" NEAR/3 oil)')).toEqual({
      all_of: { ordered: false, max_gaps: 3, intervals: [words('arm deal'), words('oil')] },
    });
  });

  it('counts, of three words, all that lie between the first and the last', () => {
    expect(rulesOf('body:(oil NEAR/3 gas NEAR/3 coal)')).toEqual({
      all_of: { ordered: false, max_gaps: 2, intervals: [words('oil'), words('gas'), words('coal')] },
    });
    expect(translated('body:(oil NEAR/0 gas NEAR/0 coal)')).toEqual({ match_none: {} });
  });

  it('asks no more of a word that is named twice', () => {
    expect(translated('body:(oil NEAR/3 oil)')).toEqual(translated('body:oil'));
  });

  it('asks of three phrases which one is the last, and what it follows or stands in', () => {
    const written = JSON.stringify(translated('body:("new york" NEAR/2 "york city" NEAR/2 mayor)'));
    expect(written.match(/"intervals":\{"terms.body"/g)).toHaveLength(3);
    expect(written).toContain(JSON.stringify(words('new york citi')));
  });

  it('parts the pairs that a letter begins, so that none is left out', () => {
    const written = JSON.stringify(rulesOf('body:(交 NEAR/3 oil)'));
    const patterns = [...written.matchAll(/"pattern":"([^"]+)"/g)].map(
      ([, pattern]) => new RegExp(`^${pattern}$`, 'u'),
    );
    for (const term of ['交', '交a', '交国', '交\u{20000}', '交ガ', '交한', '交ไ', '交豈', '交龥', '交㐀']) {
      expect(
        patterns.filter((pattern) => pattern.test(term)),
        term,
      ).toHaveLength(1);
    }
    expect(patterns.some((pattern) => pattern.test('国交'))).toBe(false);
  });
});

describe('openSearchClauses', () => {
  it.each([
    ['title:oil', 1],
    ['oil', 5],
    ['-oil country:GB', 6],
    ['title:"a b c"', 1],
    ['title:"a b c"*', 3],
    ['after:2024', 2],
    ['body:(a NEAR/3 "b c")', 3],
  ])('counts %s as %i', (query, count) => {
    expect(openSearchClauses(translated(query))).toBe(count);
  });

  it('stays within what a server takes for as many words as a query may have', () => {
    const query = Array.from({ length: 200 }, (_, n) => `w${n}`).join(' ');
    expect(openSearchClauses(translated(query))).toBe(1000);
  });
});
