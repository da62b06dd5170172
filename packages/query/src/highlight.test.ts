import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { type HighlightOptions, highlight } from './highlight.ts';
import { parseQuery } from './parse.ts';

function compiled(query: string) {
  const result = parseQuery(query);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return compile(result.tree);
}

/** The fragments with their marks in brackets. */
function shown(query: string, text: string, options: Partial<HighlightOptions> = {}): string[] {
  return highlight(compiled(query), text, { field: 'body', ...options }).map((fragment) =>
    fragment.marks
      .toReversed()
      .reduce((so, [start, end]) => `${so.slice(0, start)}[${so.slice(start, end)}]${so.slice(end)}`, fragment.text),
  );
}

describe('highlight', { timeout: 60_000 }, () => {
  it.each([
    ['sanctions', 'New sanction, sanctioned. Sanctioning', 'New [sanction], [sanctioned]. [Sanctioning]'],
    ['"foreign office"', 'Foreign Office, foreign, Foreign-Office', '[Foreign Office], foreign, [Foreign-Office]'],
    ['pol*', 'Policies, police, the poll', '[Policies], [police], the [poll]'],
    ['policy*', 'Policies, policymakers, police', '[Policies], [policymakers], police'],
    ['US', 'The U.S. and the US, not us-ed', 'The [U.S.] and the [US], not [us]-ed'],
    ['uk', "The UK's partners", "The [UK]'s partners"],
    ['eté', 'Un été', 'Un [été]'],
    ['外交', '国外交部', '国[外交]部'],
    ['交', '国外交部 交', '国外[交]部 [交]'],
    ['外交部', '国外交部发言', '国[外交部]发言'],
    [
      'peace NEAR/1 talks',
      'talks of peace; peace far away from these talks',
      '[talks] of [peace]; peace far away from these talks',
    ],
    ['a -b', 'a b', '[a] b'],
    ['a OR (b c)', 'a b d c', '[a] [b] d [c]'],
    ['"a b" OR "b c"', 'a b c', '[a b c]'],
    ['body:a title:b issuer:c', 'a b c', '[a] b c'],
    ['title:(a NEAR b) body:b', 'a b', 'a [b]'],
  ])('marks what %s finds', (query, text, expected) => {
    expect(shown(query, text)).toEqual([expected]);
  });

  it('gives nothing where nothing is looked for', () => {
    for (const query of ['', 'zzz', '-a', 'title:a', 'country:GB', 'after:2024'])
      expect(shown(query, 'a b c')).toEqual([]);
  });

  const filler = 'so it goes on and on with other words of no account '.repeat(8);

  it('cuts fragments about the marks, the fullest first chosen, in the order of the text', () => {
    const text = `A peace here. ${filler} peace and peace and peace. ${filler} No peace. ${filler} peace, peace.`;
    const two = shown('peace', text, { maxFragments: 2, fragmentLength: 60 });
    expect(two).toHaveLength(2);
    expect(two[0]).toContain('[peace] and [peace] and [peace].');
    expect(two[1]).toContain('[peace], [peace].');
    for (const fragment of two) expect(fragment).toMatch(/^\S.*\S$/s);
    expect(shown('peace', text, { maxFragments: 0 })).toEqual([]);
  });

  it('keeps a short text whole', () => {
    expect(shown('peace', `of peace ${'.'.repeat(100)}`)).toEqual([`of [peace] ${'.'.repeat(100)}`]);
  });

  it('never overlaps, marks only whole finds, and stays within the length, whatever the text', () => {
    const piece = fc.constantFrom(
      'peace',
      'talks',
      'x',
      '中国',
      '中',
      ' ',
      '. ',
      '𠀀',
      '\n\n',
      'verylongwordofnoaccount'.repeat(4),
    );
    const text = fc.array(piece, { maxLength: 120 }).map((parts) => parts.join(''));
    const options = fc.record({
      maxFragments: fc.integer({ min: 1, max: 4 }),
      fragmentLength: fc.integer({ min: 40, max: 90 }),
    });
    fc.assert(
      fc.property(
        text,
        options,
        fc.constantFrom('peace', '"x peace"', '中', 'talks NEAR/3 peace', 'pe*'),
        (body, sizes, query) => {
          let from = 0;
          const fragments = highlight(compiled(query), body, { field: 'body', ...sizes });
          expect(fragments.length).toBeLessThanOrEqual(sizes.maxFragments);
          for (const { text: fragment, marks } of fragments) {
            const at = body.indexOf(fragment, from);
            expect(at).toBeGreaterThanOrEqual(from);
            expect(fragment.isWellFormed()).toBe(true);
            expect(marks.length).toBeGreaterThan(0);
            let last = 0;
            for (const [start, end] of marks) {
              expect(start >= last && end > start && end <= fragment.length).toBe(true);
              last = end;
            }
            from = at + fragment.length;
          }
        },
      ),
      { seed: 5, numRuns: 1500 },
    );
  });
});
