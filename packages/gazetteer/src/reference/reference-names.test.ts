import { describe, expect, it } from 'vitest';
import { compile, type NamedList } from '../compile.ts';
import type { NameEntry } from '../list-schema.ts';
import type { Alias, Snapshot } from '../snapshot.ts';
import { tokenize } from '../tokenize.ts';
import { longestMatch, type TrieNode } from '../trie.ts';
import { indexReference, readReferenceNames } from './reference-names.ts';
import { type ReferenceRow, writeRow } from './reference-row.ts';

const thing = (name: string, more: Partial<ReferenceRow> = {}): ReferenceRow => ({
  type: 'ORG',
  list: 'brands',
  name,
  sure: [name],
  doubtful: [],
  rank: 0,
  ...more,
});
const own = (...entries: (Partial<NameEntry> & { name: string })[]): NamedList => ({
  file: 'own.csv',
  list: { list: 'names', entries: entries.map((entry) => ({ aliases: [], ...entry })) },
});
const snapshotOf = (rows: readonly ReferenceRow[], ...lists: NamedList[]): Snapshot =>
  compile(lists, indexReference(Buffer.from(`# a comment\n${rows.map(writeRow).join('\n')}\n`)));
const found = (trie: TrieNode<Alias>, text: string) =>
  longestMatch(trie, tokenize(text), 0, (aliases) => aliases.map(({ entry }) => entry.wikidata ?? entry.id));

describe('the reference lists', () => {
  it('are found by every name, with their id', () => {
    const { names } = snapshotOf([
      thing('Tarnwell Stores', { wikidata: 'Q1', sure: ['Tarnwell Stores', 'Stores of Tarnwell'] }),
      thing('Tarnwell Bank', { wikidata: 'Q2' }),
    ]);
    expect(found(names, 'Tarnwell Stores opened')).toEqual({ to: 2, value: ['Q1'] });
    expect(found(names, 'Stores of Tarnwell')).toEqual({ to: 3, value: ['Q1'] });
    expect(found(names, 'Tarnwell Bank')?.value).toEqual(['Q2']);
    expect(found(names, 'Tarnwell')).toBeUndefined();
  });

  it('keep names that need company apart', () => {
    const { names, doubtful } = snapshotOf([thing('Gable Inc', { doubtful: ['Gable', "Gable's"] })]);
    expect(found(names, 'Gable')).toBeUndefined();
    expect(found(names, 'Gable Inc')?.to).toBe(2);
    expect(found(doubtful, 'Gable')?.value).toHaveLength(2);
    const kinds = longestMatch(doubtful, tokenize('Gable'), 0, (aliases) => aliases.map((alias) => alias.possessive));
    expect(kinds?.value).toEqual([false, true]);
  });

  it('are overruled by the names of a folder, whatever these say', () => {
    const rows = [thing('Wickford', { wikidata: 'Q1' }), thing('Wickford Rail', { wikidata: 'Q2' })];
    const { names, doubtful } = snapshotOf(rows, own({ name: 'Wickford', type: 'PRODUCT' }));
    expect(found(names, 'Wickford')?.value).toEqual(['PRODUCT::Wickford']);
    expect(found(names, 'Wickford Rail')?.value).toEqual(['Q2']);
    expect(found(doubtful, 'Wickford')).toBeUndefined();
    const doubted = snapshotOf(rows, own({ name: 'Wickford', context: true }));
    expect(found(doubted.names, 'Wickford')).toBeUndefined();
    expect(found(doubted.doubtful, 'Wickford')?.value).toEqual(['ORG::Wickford']);
  });

  it('leave places of one name in several countries side by side, the best known first by id', () => {
    const place = (iso2: string, rank: number) => thing('Fernley', { type: 'PLACE', list: 'geonames', iso2, rank });
    const alone = found(snapshotOf([place('NZ', 0), place('CA', 1)]).names, 'Fernley');
    expect(alone?.value.toSorted()[0]).toBe('PLACE:NZ:Fernley');
    const beside = found(
      snapshotOf([place('NZ', 0), place('CA', 1)], own({ name: 'Fernley', type: 'PLACE', iso2: 'CA' })).names,
      'Fernley',
    );
    expect(beside?.value.toSorted()).toEqual(['PLACE:CA:Fernley', 'PLACE:NZ:Fernley']);
  });

  it('give another version when they change, and say what they hold', () => {
    const one = snapshotOf([thing('Aldmoor')]);
    expect(snapshotOf([thing('Aldmoor')]).version).toBe(one.version);
    expect(snapshotOf([thing('Aldmoor', { wikidata: 'Q9' })]).version).not.toBe(one.version);
    expect(one.size.lists).toMatchObject({ brands: 1, countries: expect.any(Number) });
    expect(one.size.referenceBytes).toBeGreaterThan(10);
  });

  it('are committed whole: every line can be read, every name is found', () => {
    const reference = readReferenceNames();
    const { names, doubtful } = compile([], reference);
    let seen = 0;
    for (const root of [names, doubtful]) {
      for (const node of root.next?.values() ?? []) if (node.values !== undefined || node.next !== undefined) seen++;
    }
    expect(reference.entries).toBeGreaterThan(20_000);
    expect(seen).toBeGreaterThan(reference.lines.size * 0.99);
  });
});
