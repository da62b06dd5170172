import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { formatQuery } from './format.ts';
import { parseQuery, QUERY_LIMITS } from './parse.ts';
import type { QueryNode, TextField } from './tree.ts';

const word = (text: string, field?: TextField): QueryNode => ({ kind: 'phrase', text, ...(field && { field }) });
const and = (...nodes: QueryNode[]): QueryNode => ({ kind: 'and', nodes });
const or = (...nodes: QueryNode[]): QueryNode => ({ kind: 'or', nodes });
const not = (node: QueryNode): QueryNode => ({ kind: 'not', node });
const all: QueryNode = { kind: 'all' };
const [a, b, c] = [word('a'), word('b'), word('c')];
const published = (from?: number, to?: number): QueryNode => ({
  kind: 'time',
  field: 'published',
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

describe('parseQuery', { timeout: 60_000 }, () => {
  it.each<[string, QueryNode]>([
    ['', all],
    [' \n\t ', all],
    ['*', all],
    ['word', word('word')],
    ['a b c', and(a, b, c)],
    ['a AND b c', and(a, b, c)],
    ['(a b) c', and(a, b, c)],
    ['a b OR c', or(and(a, b), c)],
    ['a (b OR c)', and(a, or(b, c))],
    ['a OR (b OR c)', or(a, b, c)],
    ['-a', not(a)],
    ['NOT a -b', and(not(a), not(b))],
    ['--a', not(not(a))],
    ['-(a OR b)', not(or(a, b))],
    ['a - b — c', and(a, b, c)],
    ['Jong-Un', word('Jong-Un')],
    ['"two words"', word('two words')],
    ['“two words” «a» „b“', and(word('two words'), a, b)],
    ['"say \\"yes\\" \\\\ \\n"', word('say "yes" \\ \\n')],
    ['sanction*', { kind: 'prefix', text: 'sanction' }],
    ['"foreign pol"*', { kind: 'prefix', text: 'foreign pol' }],
    ['中*', { kind: 'prefix', text: '中' }],
    ['a NEAR/5 "b c"', { kind: 'near', phrases: ['a', 'b c'], distance: 5 }],
    ['a NEAR b NEAR c', { kind: 'near', phrases: ['a', 'b', 'c'], distance: 10 }],
    ['a NEAR/0 b c', and({ kind: 'near', phrases: ['a', 'b'], distance: 0 }, c)],
    ['title:(a NEAR/5 b)', { kind: 'near', phrases: ['a', 'b'], distance: 5, field: 'title' }],
    ['title:a', word('a', 'title')],
    ['TITLE:a', word('a', 'title')],
    ['issuer:"Foreign Office"', word('Foreign Office', 'issuer')],
    ['-body:(a OR "b c")', not(or(word('a', 'body'), word('b c', 'body')))],
    ['entity:put*', { kind: 'prefix', text: 'put', field: 'entity' }],
    ['country:GB', { kind: 'code', field: 'country', value: 'GB' }],
    ['topic:medtop:20000065', { kind: 'code', field: 'topic', value: 'medtop:20000065' }],
    ['source:"a feed"', { kind: 'code', field: 'source', value: 'a feed' }],
    [
      'lang:(en -fr)',
      and({ kind: 'code', field: 'lang', value: 'en' }, not({ kind: 'code', field: 'lang', value: 'fr' })),
    ],
    ['after:2024', published(Date.UTC(2024, 0, 1))],
    ['before:2024-06', published(undefined, Date.UTC(2024, 5, 1))],
    ['after:2024-06-28', published(Date.UTC(2024, 5, 28))],
    ['after:2024-02-29T23:30:10.5+02:00', published(Date.UTC(2024, 1, 29, 21, 30, 10, 500))],
    ['after:"2024-06-28 09:30"', published(Date.UTC(2024, 5, 28, 9, 30))],
    ['seen-before:2024-06-28T09:30Z', { kind: 'time', field: 'seen', to: Date.UTC(2024, 5, 28, 9, 30) }],
    ['https://example.org/x_(y)?z=1', word('https://example.org/x_(y)?z=1')],
    ['(https://example.org/)', word('https://example.org/')],
    ['09:30 a', and(word('09:30'), a)],
    ['Statement: a', and(word('Statement:'), a)],
    ['Trade & Industry', and(word('Trade'), word('Industry'))],
    ['or and not near', and(word('or'), word('and'), word('not'), word('near'))],
    ['"OR"', word('OR')],
    ['title:OR', word('OR', 'title')],
    ['中国　人', and(word('中国'), word('人'))],
  ])('reads %s', (text, tree) => {
    expect(parseQuery(text)).toEqual({ ok: true, version: 1, tree });
  });

  it.each<[string, string, number, number, RegExp]>([
    ['a "b c', 'unclosed-quote', 2, 6, /add "/],
    ['a (b', 'unclosed-bracket', 2, 3, /add \)/],
    ['a) b', 'unopened-bracket', 1, 2, /leave it out/],
    ['a ()', 'empty-brackets', 2, 4, /leave them out/],
    ['tilte:a', 'unknown-field', 0, 6, /did you mean title:\?/],
    ['language:en', 'unknown-field', 0, 9, /did you mean lang:\?/],
    ['zzzzzz:a', 'unknown-field', 0, 7, /use one of title:.*quotes/],
    ['a title: b', 'empty-field', 2, 8, /without a space: title:word/],
    ['title:', 'empty-field', 0, 6, /title:word/],
    ['title:*', 'leading-star', 6, 7, /sanction\*/],
    ['title:""', 'no-words', 6, 8, /at least one word/],
    ['title:&', 'no-words', 6, 7, /at least one word/],
    ['country:" "', 'empty-field', 8, 11, /country:word/],
    ['title:-a', 'misplaced-not', 6, 8, /-title:word/],
    ['title:(a country:GB)', 'field-in-field', 9, 17, /out of the brackets/],
    ['country:G*', 'code-prefix', 8, 10, /whole code/],
    ['after:soon', 'bad-date', 6, 10, /2024-06-28/],
    ['after:28/06/2024', 'bad-date', 6, 16, /year first/],
    ['after:2024-6', 'bad-date', 6, 12, /2024-06-28/],
    ['after:2024-02-31', 'no-such-date', 6, 16, /2024-02-01 to 2024-02-29/],
    ['after:2023-02-29', 'no-such-date', 6, 16, /2023-02-28/],
    ['after:2024-13', 'no-such-date', 6, 13, /2024-06-28/],
    ['after:20240', 'bad-date', 6, 11, /2024/],
    ['after:0024', 'no-such-date', 6, 10, /four digits/],
    ['after:2024-06-28T24:00', 'no-such-date', 6, 22, /09:30Z/],
    ['after:(2024)', 'bad-date', 0, 7, /after:2024/],
    ['OR a', 'dangling-operator', 0, 2, /each side of OR/],
    ['a OR', 'dangling-operator', 2, 4, /each side of OR/],
    ['a OR OR b', 'dangling-operator', 5, 7, /each side of OR/],
    ['a NEAR/3', 'dangling-operator', 2, 8, /each side of OR/],
    ['a -', 'ok', 0, 0, /./],
    ['a NOT', 'dangling-operator', 2, 5, /after NOT/],
    ['(a OR) b', 'dangling-operator', 3, 5, /each side of OR/],
    ['a NEAR/500 b', 'bad-near', 2, 10, /0 to 100/],
    ['a NEAR/x b', 'bad-near', 2, 8, /0 to 100/],
    ['a NEAR/2 b NEAR/3 c', 'near-distances-differ', 11, 17, /NEAR\/2 throughout/],
    ['title:a NEAR b', 'near-operand', 0, 6, /title:\(peace/],
    ['(a b) NEAR c', 'near-operand', 0, 1, /on both sides/],
    ['*tion', 'leading-star', 0, 5, /tion\*/],
    ['sa*ion', 'inner-star', 0, 6, /leave out/],
    ['s*', 'prefix-too-short', 0, 2, /two letters/],
    ['&&&', 'no-words', 0, 3, /at least one word/],
    ['x'.repeat(2001), 'too-long', 2000, 2001, /shorten/],
    [`${'('.repeat(51)}a${')'.repeat(51)}`, 'too-deep', 50, 51, /leave out brackets/],
    ['a '.repeat(201), 'too-many-terms', 400, 401, /several saved searches/],
  ])('says what is wrong with %s', (text, code, start, end, remedy) => {
    const result = parseQuery(text);
    if (code === 'ok') return expect(result.ok).toBe(true);
    if (result.ok) throw new Error(`accepted as ${JSON.stringify(result.tree)}`);
    expect(result.errors.map((error) => error.code)).toEqual([code]);
    expect(result.errors[0]).toMatchObject({ start, end });
    expect(result.errors[0]?.remedy).toMatch(remedy);
  });

  it('reports several errors in the order of the text, ten at most', () => {
    const result = parseQuery('tilte:a (b after:never "c');
    expect(result.ok ? [] : result.errors.map((error) => error.code)).toEqual([
      'unknown-field',
      'unclosed-bracket',
      'bad-date',
      'unclosed-quote',
    ]);
    const many = parseQuery('after:x '.repeat(30));
    expect(many.ok ? 0 : many.errors.length).toBe(10);
  });

  /** Pieces of the language in any order: mostly nonsense, sometimes a query. */
  const pieces = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'a',
          'foo',
          '中',
          '"',
          '“',
          '”',
          '(',
          ')',
          ' ',
          ' ',
          '-',
          '*',
          'OR',
          'AND',
          'NOT',
          'NEAR/3',
          'NEAR',
        ),
        fc.constantFrom(
          ' title:',
          ' country:',
          ' after:',
          '2024-06-28',
          '2024',
          ':',
          '\\',
          'https://',
          ' x:',
          '|',
          '«',
          '»',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join(''));

  it('never throws, names places inside the text, and formats what it accepts back to the same tree, hardly longer', () => {
    let accepted = 0;
    fc.assert(
      fc.property(pieces, (text) => {
        const result = parseQuery(text);
        if (!result.ok) {
          expect(result.errors.length).toBeGreaterThan(0);
          for (const { start, end, message, remedy } of result.errors) {
            expect(start >= 0 && start <= end && end <= text.length, `${start}–${end}`).toBe(true);
            expect(message !== '' && remedy !== '').toBe(true);
          }
          return;
        }
        accepted += 1;
        const written = formatQuery(result.tree);
        expect(parseQuery(written)).toEqual(result);
        expect(written.length).toBeLessThanOrEqual(text.length + 2 * analyse(text).length);
      }),
      { seed: 11, numRuns: 10_000 },
    );
    expect(accepted).toBeGreaterThan(1000);
  });

  it('reads the worst texts of full length', () => {
    for (const piece of ['(', '-', '"a" ', 'NOT ', 'a NEAR ', 'a: ', '*', '\\', '(a OR ', 'a.', 'http://(', '- ']) {
      const text = piece.repeat(QUERY_LIMITS.length / piece.length);
      expect(() => parseQuery(text), piece).not.toThrow();
    }
  });
});
