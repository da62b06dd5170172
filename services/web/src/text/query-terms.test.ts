import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtersOf, termFor, termOf, termsOf, withoutTerm, withTerm } from './query-terms.ts';

const first = (query: string) => {
  const [term] = filtersOf(query);
  if (term === undefined) throw new Error(`no filter in ${query}`);
  return term;
};

describe('termsOf', () => {
  it('reads words, phrases, groups and fields', () => {
    const query = '  quay "north pier" -oil (a OR "b )") issuer:"Board of \\"Q\\"" title:(x OR y) ';
    expect(termsOf(query).map(({ text }) => text)).toEqual([
      'quay',
      '"north pier"',
      '-oil',
      '(a OR "b )")',
      'issuer:"Board of \\"Q\\""',
      'title:(x OR y)',
    ]);
    expect(first(query)).toMatchObject({ field: 'issuer', value: 'Board of "Q"', negated: false });
  });

  it('takes addresses and clock times for words', () => {
    expect(filtersOf('https://example.org 09:30 note: x')).toEqual([]);
  });

  it('reads any text: the terms are what stands between spaces', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (query) => {
        let before = 0;
        for (const { start, end, text } of termsOf(query)) {
          expect(query.slice(before, start).trim()).toBe('');
          expect(query.slice(start, end)).toBe(text);
          before = end;
        }
        expect(query.slice(before).trim()).toBe('');
      }),
    );
  });
});

describe('withTerm', () => {
  it.each([
    ['', 'kind', 'speech', 'kind:speech'],
    ['quay', 'issuer', 'Ministry of X', 'quay issuer:"Ministry of X"'],
    ['quay', 'issuer', 'The "Q" \\', 'quay issuer:"The \\"Q\\" \\\\"'],
    ['a OR b', 'country', 'GB', '(a OR b) country:GB'],
    ['(a OR b)', 'country', 'GB', '(a OR b) country:GB'],
    ['quay country:GB', 'country', 'GB', 'quay country:GB'],
    ['x', 'topic', 'medtop:20000065', 'x topic:medtop:20000065'],
    ['x', 'entity', 'OR', 'x entity:"OR"'],
  ])('%j narrowed by %s %s is %j', (query, field, value, narrowed) => {
    expect(withTerm(query, field, value)).toBe(narrowed);
  });

  it('writes a value so that it is read again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (value) => {
        expect(first(termFor('issuer', value))).toMatchObject({ field: 'issuer', value });
      }),
    );
  });
});

describe('withoutTerm', () => {
  it.each([
    ['quay country:GB pier', 'quay pier'],
    ['country:GB', ''],
    ['(a OR b) country:GB', 'a OR b'],
    ['a OR country:GB', 'a'],
    ['country:GB OR a', 'a'],
    ['a OR country:GB OR b', 'a OR b'],
    ['NOT country:GB a', 'a'],
  ])('%j without its filter is %j', (query, rest) => {
    expect(withoutTerm(query, first(query))).toBe(rest);
  });

  it('takes back what withTerm did', () => {
    const queries = fc.constantFrom('quay', 'a OR b', '"north pier" -oil', '(a OR b) c', '');
    fc.assert(
      fc.property(queries, fc.string({ minLength: 1, maxLength: 20 }), (query, value) => {
        const narrowed = withTerm(query, 'issuer', value);
        const term = termOf(narrowed, 'issuer', value);
        expect(term && withoutTerm(narrowed, term)).toBe(query);
      }),
    );
  });
});

describe('termOf', () => {
  it('finds the filter of a facet’s value, whatever its case; a negated one is another', () => {
    expect(termOf('country:gb', 'country', 'GB')?.text).toBe('country:gb');
    expect(termOf('-country:gb', 'country', 'GB')).toBeUndefined();
    expect(termOf('issuer:GB', 'country', 'GB')).toBeUndefined();
  });
});
