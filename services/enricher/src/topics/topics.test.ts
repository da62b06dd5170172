import { compile } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { lexiconOf } from '../lexicon.ts';
import { findTopics } from './topics.ts';

const snapshot = compile([
  {
    file: 'topics.yaml',
    list: {
      list: 'topics',
      topics: [
        { id: 'medtop:20000642', name: 'sanctions', words: { sanction: 1.5, 'asset freeze': 3 } },
        { id: 'medtop:20000602', name: 'arms', words: { weapon: 2, city: 1 } },
        { id: 'medtop:20000204', name: 'merger', words: { acquired: 1.2, 'acquisition of': 1.2, shareholder: 0.8 } },
      ],
    },
  },
]);
const topics = (title: string, body: string) =>
  findTopics(readDocument(`${title}\n\n${body}`, lexiconOf(snapshot)), snapshot).map(({ name, score }) => [
    name,
    score,
  ]);

describe('findTopics', () => {
  it('needs enough weight, finds phrases in both numbers, and counts repetitions less', () => {
    expect(topics('News', 'A sanction came.')).toEqual([]);
    expect(topics('News', 'Sanctions and asset freezes came.')).toEqual([['sanctions', 0.6]]);
    expect(topics('News', 'Sanctions, sanctions, sanctions, sanctions, sanctions, sanctions.')).toEqual([
      ['sanctions', 0.5],
    ]);
  });

  it('takes one weak word, in whatever form, for no topic unless the title insists on it', () => {
    const army = 'It acquired tanks. It had acquired guns. The acquisition of mortars goes on.';
    expect(topics('The army grows', army)).toEqual([]);
    expect(topics('The army grows', `${army} Shareholders agreed.`)).toEqual([['merger', 0.56]]);
    expect(topics('Acme acquired', 'It was acquired, and stays acquired.').map(([name]) => name)).toEqual(['merger']);
  });

  it('counts the title twice and puts the weightiest first', () => {
    expect(topics('Weapons for cities', 'A sanction and an asset freeze.')).toEqual([
      ['arms', 0.67],
      ['sanctions', 0.6],
    ]);
  });

  it('says by which words', () => {
    const doc = readDocument('a\n\nweapons, weapons and cities', lexiconOf(snapshot));
    expect(findTopics(doc, snapshot)[0]).toMatchObject({ id: 'medtop:20000602', by: 'weapon, city' });
  });
});
