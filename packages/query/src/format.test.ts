import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { formatQuery } from './format.ts';
import { parseQuery } from './parse.ts';
import { CODE_FIELDS, type QueryNode, TEXT_FIELDS } from './tree.ts';

const text = fc
  .oneof(
    fc.constantFrom(
      'peace',
      'Jong-Un',
      'U.S.',
      'OR',
      'NEAR/3',
      'a"b',
      'a\\',
      '\\"x',
      'a*',
      '*a',
      'title:x',
      'https://a(b',
      '-5',
    ),
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  .filter((any) => analyse(any).length > 0);
const field = fc.oneof(fc.constant({}), fc.record({ field: fc.constantFrom(...TEXT_FIELDS) }));
const value = fc.oneof(text, fc.string({ minLength: 1 })).filter((any) => any.trim() !== '');

const leaf: fc.Arbitrary<QueryNode> = fc.oneof(
  fc.constant<QueryNode>({ kind: 'all' }),
  fc.tuple(text, field).map(([any, f]) => ({ kind: 'phrase', text: any, ...f }) as const),
  fc.tuple(text, field).map(([any, f]) => ({ kind: 'prefix', text: `ab${any}`, ...f }) as const),
  fc
    .tuple(fc.array(text, { minLength: 2, maxLength: 3 }), fc.integer({ min: 0, max: 100 }), field)
    .map(([phrases, distance, f]) => ({ kind: 'near', phrases, distance, ...f }) as const),
  fc.record({ kind: fc.constant('code' as const), field: fc.constantFrom(...CODE_FIELDS), value }),
  fc
    .tuple(
      fc.constantFrom('published' as const, 'seen' as const),
      fc.constantFrom('from' as const, 'to' as const),
      fc.oneof(
        fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(10_000, 0) - 1 }),
        fc.integer({ min: 1000, max: 9999 }).map((year) => Date.UTC(year, 0)),
        fc.integer({ min: 0, max: 99_999 }).map((day) => day * 86_400_000),
      ),
    )
    .map(([name, bound, at]) => ({ kind: 'time', field: name, [bound]: at }) as QueryNode),
);

/** Trees in normal form: no `and` directly within an `and`, no `or` within an `or`. */
const { tree } = fc.letrec<{ tree: QueryNode }>((tie) => {
  const several = (kind: 'and' | 'or') =>
    fc
      .array(tie('tree'), { minLength: 2, maxLength: 4 })
      .filter((nodes) => nodes.every((node) => node.kind !== kind))
      .map((nodes) => ({ kind, nodes }) as const);
  const not = tie('tree').map((node) => ({ kind: 'not', node }) as const);
  return { tree: fc.oneof({ maxDepth: 5, depthSize: 'small' }, leaf, several('and'), several('or'), not) };
});

describe('formatQuery', { timeout: 60_000 }, () => {
  it('writes any tree in normal form as text that parses to it', () => {
    fc.assert(
      fc.property(tree, (any) => {
        const written = formatQuery(any);
        fc.pre(written.length <= 2000);
        expect(parseQuery(written), written).toEqual({ ok: true, version: 1, tree: any });
      }),
      { seed: 3, numRuns: 5000 },
    );
  });

  it.each([
    ['title:a title:"b c" d', 'title:(a "b c") d'],
    ['(title:a OR title:b) NOT -c', 'title:(a OR b) --c'],
    ['a AND b AND (c OR d)', 'a b (c OR d)'],
    ['country:GB OR country:FR', 'country:(GB OR FR)'],
    ['after:2024-01-01T00:00:00Z before:2024-06-28T09:30:00Z', 'after:2024 before:2024-06-28T09:30'],
    ['after:2024-06-01 "word"', 'after:2024-06 word'],
    ['a NEAR/10 b', 'a NEAR b'],
    ['-(title:(a NEAR/3 b))', '-title:(a NEAR/3 b)'],
    ['', ''],
  ])('writes %s shortly', (text, expected) => {
    const result = parseQuery(text);
    expect(result.ok && formatQuery(result.tree)).toBe(expected);
  });

  it('refuses what no text can mean', () => {
    expect(() => formatQuery({ kind: 'or', nodes: [] })).toThrow(RangeError);
    expect(() => formatQuery({ kind: 'time', field: 'seen' })).toThrow(RangeError);
    expect(() => formatQuery({ kind: 'time', field: 'seen', from: 1e15 })).toThrow(RangeError);
  });
});
