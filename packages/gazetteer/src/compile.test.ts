import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type NamedList } from './compile.ts';
import type { NameEntry } from './list-schema.ts';
import { tokenize } from './tokenize.ts';
import { longestMatch } from './trie.ts';

const names = (file: string, ...entries: (Partial<NameEntry> & { name: string })[]): NamedList => ({
  file,
  list: { list: 'names', entries: entries.map((entry) => ({ aliases: [], ...entry })) },
});
const countries: NamedList = {
  file: 'countries.csv',
  list: {
    list: 'countries',
    countries: [
      { iso2: 'KP', aliases: ['DPRK'], demonyms: ['North Korean'] },
      { iso2: 'GB', aliases: ['Britain'], demonyms: ['British'] },
    ],
  },
};
const lookUp = (lists: NamedList[], text: string) =>
  longestMatch(compile(lists).names, tokenize(text), 0, (aliases) => aliases.map((alias) => alias.entry));

describe('compile', () => {
  it('gives countries both ids, from country-coder', () => {
    expect(lookUp([countries], 'DPRK')?.value).toMatchObject([{ iso2: 'KP', wikidata: 'Q423', country: true }]);
    expect(lookUp([countries], 'United Kingdom')?.value).toMatchObject([{ iso2: 'GB', wikidata: 'Q145' }]);
    expect(lookUp([countries], 'North Korean officials')?.value).toMatchObject([{ type: 'DEMONYM', iso2: 'KP' }]);
    expect(lookUp([countries], 'Kosovo')?.value).toMatchObject([{ iso2: 'XK' }]);
  });

  it('knows every country of ISO 3166-1, none twice', () => {
    const found = [
      'Eswatini',
      'Sint Maarten',
      'Taiwan',
      'Åland Islands',
      'St Lucia',
      'Gambia',
      'Denmark',
      'Netherlands',
    ];
    for (const name of found) expect(lookUp([countries], name)?.value, name).toHaveLength(1);
  });

  it('finds the longest name, whatever stands for “and”, a hyphen or an accent', () => {
    const lists = [names('a', { name: 'Fish Board' }, { name: 'Fish Board & Rivers Agency' }, { name: 'Köln-Porz' })];
    expect(lookUp(lists, 'Fish Board and Rivers Agency')?.to).toBe(5);
    expect(lookUp(lists, 'Fish Board, Rivers')?.to).toBe(2);
    expect(lookUp(lists, 'Koln Porz')?.to).toBe(2);
  });

  it('keeps things that are written alike apart', () => {
    const lists = [
      names(
        'a',
        { name: 'Springfield', type: 'PLACE', iso2: 'US' },
        { name: 'Springfield', iso2: 'GB', type: 'PLACE' },
      ),
    ];
    expect(lookUp(lists, 'Springfield')?.value).toHaveLength(2);
  });

  it('gives the same snapshot and version in whatever order lists come', () => {
    const lists = [
      countries,
      names('b', { name: 'Acme', aliases: ['AC'] }),
      names('a', { name: 'Acme', aliases: ['Acme Group'] }),
    ];
    const { version } = compile(lists);
    fc.assert(
      fc.property(fc.shuffledSubarray(lists, { minLength: 3 }), (shuffled) => {
        expect(compile(shuffled).version).toBe(version);
        expect(lookUp(shuffled, 'Acme Group')?.value).toHaveLength(1);
      }),
    );
    expect(compile([countries]).version).not.toBe(version);
  });
});
