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
