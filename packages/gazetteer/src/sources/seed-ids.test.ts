import { readFileSync } from 'node:fs';
import { borders } from '@rapideditor/country-coder';
import { describe, expect, it } from 'vitest';
import { foldPhrase } from '../compile.ts';
import { readCsvList } from '../read-csv.ts';
import { readNsi } from './nsi.ts';

const FILES = ['cities', 'organisations', 'public-bodies', 'regions', 'un-system', 'products'];
const folder = new URL('../../../../seeds/gazetteer/', import.meta.url);
/** What the README of the lists says of each source. */
const SOURCES = new Set([
  ...['nsi', 'country-coder', 'opensanctions', 'finance-profiles', 'known-organisations'],
  ...['largest-cities', 'capitals', 'places-of-publication', 'locations-registry'],
]);

const entries = FILES.flatMap((file) => {
  const list = readCsvList(`${file}.csv`, readFileSync(new URL(`${file}.csv`, folder), 'utf8'));
  return list.list === 'names' ? list.entries : [];
});

/** Without its legal form. */
const bare = (name: string): string => foldPhrase(name).replace(/ (?:plc|inc|ag|corporation)$/, '');

describe('ids of our own lists', () => {
  it('stand with a source each, and never twice for two things of one list', () => {
    for (const { name, wikidata, source } of entries) {
      expect(wikidata === undefined, `${name}: an id and its source go together`).toBe(source === undefined);
      if (source !== undefined) expect(SOURCES, name).toContain(source);
    }
    const ids = entries.flatMap(({ wikidata }) => wikidata ?? []);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('are those of the name-suggestion-index where it is the source, under one of the names', () => {
    const nsi = readNsi();
    const called = new Map<string, Set<string>>();
    const call = (wikidata: string, name: string) =>
      called.set(wikidata, (called.get(wikidata) ?? new Set()).add(bare(name)));
    for (const [wikidata, { label }] of nsi.notes) if (label !== undefined) call(wikidata, label);
    for (const { tags } of [...nsi.paths.values()].flat()) {
      const ids = Object.entries(tags).flatMap(([tag, value]) => (tag.endsWith('wikidata') ? [value] : []));
      for (const id of ids) for (const name of Object.values(tags)) call(id, name);
    }
    const unknown = entries.filter(
      ({ name, aliases, source, wikidata }) =>
        source === 'nsi' && ![name, ...aliases].some((one) => called.get(wikidata ?? '')?.has(bare(one))),
    );
    expect(unknown.map(({ name }) => name)).toEqual([]);
  });

  it('are those of country-coder where it is the source', () => {
    const known = new Map(
      borders.features.flatMap(({ properties: { nameEn, aliases, wikidata } }) =>
        [nameEn, ...(aliases ?? [])].map((name) => [name, wikidata] as const),
      ),
    );
    for (const { name, wikidata, source } of entries) {
      if (source === 'country-coder') expect(known.get(name), name).toBe(wikidata);
    }
  });
});
