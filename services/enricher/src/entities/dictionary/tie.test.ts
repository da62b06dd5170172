import { loadSnapshot } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../document.ts';
import { defaultGazetteerFolder } from '../../index.ts';
import { lexiconOf } from '../../lexicon.ts';
import { findEntities } from '../find-entities.ts';

const snapshot = loadSnapshot([defaultGazetteerFolder]);

function tied(text: string): string[] {
  const whole = `note\n\n${text}`;
  const { entities, mentions } = findEntities(readDocument(whole, lexiconOf(snapshot)), snapshot, undefined);
  return mentions.map(({ start, end, entity }) => `${whole.slice(start, end)} = ${entities[entity]?.wikidata}`);
}

describe('names found by other rules', () => {
  it.each([
    // The legal form settles that the word of everyday use is the company.
    ['They met Target Corporation there.', ['Target Corporation = Q1046951']],
    ['They met Zelkanta Corporation there.', ['Zelkanta Corporation = undefined']],
    // The possessive is of the name, and of no other name.
    ['A spokesman for McDonald’s spoke.', ['McDonald’s = Q38076']],
    ['A spokesman for Brackenridge’s spoke.', ['Brackenridge = undefined']],
  ])('%j', (text, expected) => {
    expect(tied(text)).toEqual(expected);
  });
});
