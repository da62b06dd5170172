import { describe, expect, it } from 'vitest';
import { createMatcherIndex } from './matcher-index.ts';
import { parseQuery } from './parse.ts';
import { analyseRelease } from './release.ts';
import type { QueryNode } from './tree.ts';

function tree(query: string): QueryNode {
  const result = parseQuery(query);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.tree;
}

const release = analyseRelease({
  title: 'New sanctions on arms',
  body: 'Die Straße nach Kyjiw.\n\n国外交部发言人',
  issuer: 'Foreign Office',
  entities: ['United Nations', 'Kim Jong-Un'],
  codes: [{ field: 'country', value: 'GB' }],
  publishedAt: null,
  firstSeenAt: Date.UTC(2024, 5, 28),
});

describe('createMatcherIndex', () => {
  it.each([
    ['sanction', true],
    ['title:straße', false],
    ['strasse', true],
    ['sanc*', true],
    ['sanz*', false],
    ['外交', true],
    ['交', true],
    ['country:gb', true],
    ['country:fr OR kim', true],
    ['-country:fr', true],
    ['"on arms"', true],
    ['"arms on"', false],
    ['"arms die"', false],
    ['entity:"nations kim"', false],
    ['after:2000', false],
    ['-after:2000', true],
    ['seen-after:2024-06-28', true],
    ['seen-before:2024-06-28', false],
    ['sanctions -arms', false],
    ['', true],
    ['-*', false],
  ])('meets %s: %s', (query, met) => {
    const index = createMatcherIndex();
    index.put('one', tree(query));
    expect(index.match(release)).toEqual(met ? ['one'] : []);
  });

  it('replaces and forgets, whatever the kind of search', () => {
    const index = createMatcherIndex();
    const queries = ['sanctions', 'sanc*', 'country:gb', '-zzz', 'arms OR country:gb OR sanc*'];
    queries.forEach((query, n) => {
      index.put(`s${n}`, tree(query));
    });
    expect(index.match(release)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    queries.forEach((_, n) => {
      index.put(`s${n}`, tree('zzz'));
    });
    expect(index.match(release)).toEqual([]);
    index.put('s1', tree('arms'));
    index.put('s0', tree('arms'));
    expect(index.match(release)).toEqual(['s0', 's1']);
    index.delete('s0');
    index.delete('unknown');
    expect(index.match(release)).toEqual(['s1']);
    expect(index.size).toBe(4);
  });
});
