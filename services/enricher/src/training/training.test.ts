import { loadSnapshot } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { CLASSES } from '../entities/model/classes.ts';
import { defaultGazetteerFolder } from '../index.ts';
import { lexiconOf } from '../lexicon.ts';
import { trainLogistic } from './logistic.ts';
import { plainWords } from './plain-words.ts';
import { goldExamples, silverExamples } from './silver.ts';

const snapshot = loadSnapshot([defaultGazetteerFolder]);
const lexicon = lexiconOf(snapshot);
const read = (text: string) => readDocument(text, lexicon);

describe('plainWords', () => {
  it('keeps words that texts write small at least half as often as capitalised, and none of addresses', () => {
    const texts = ['a mill by a Weir', 'a mill or a Mill or a Weir', 'so mill weir@weir.com', 'a Weir'];
    expect(plainWords(texts, 2)).toEqual(['mill']);
    expect(plainWords(texts, 4)).toEqual([]);
  });
});

describe('trainLogistic', () => {
  const instance = (slot: number, label: number) => ({
    slots: Int32Array.of(slot, 9),
    groups: Uint8Array.of(0, 1),
    label,
    weight: 1,
  });
  const instances = [instance(1, 0), instance(2, 1), instance(1, 0), instance(2, 1)];
  const training = { classes: 2, epochs: 20, seed: 7, leaveOut: [0, 0.5] };

  it('learns which feature speaks for which class, the same from the same seed', () => {
    const weights = trainLogistic(instances, training);
    expect(weights[2] ?? 0).toBeGreaterThan(weights[3] ?? 0);
    expect(weights[5] ?? 0).toBeGreaterThan(weights[4] ?? 0);
    expect(trainLogistic(instances, training)).toEqual(weights);
  });
});

describe('examples', () => {
  const labels = (text: string, examples: readonly { span: { from: number; to: number }; label: number }[]) => {
    const { tokens } = read(text);
    return examples.map(({ span, label }) => [
      text.slice(tokens[span.from]?.start, tokens[span.to - 1]?.end),
      CLASSES[label],
    ]);
  };

  it('carries what a sure rule finds to the other places of the name', () => {
    const text = 'It bought Brackwell Ltd today. Later the Brackwell Ltd mill burnt.';
    expect(labels(text, silverExamples(read(text), snapshot, undefined))).toEqual([
      ['Brackwell Ltd', 'ORG'],
      ['Later', 'none'],
      ['Brackwell Ltd', 'ORG'],
    ]);
  });

  it('takes names annotated by hand, and spans that touch none', () => {
    const text = 'we were told that people saw Brackwell in bright Weekend light.';
    const gold = [{ start: 29, end: 38, type: 'PLACE' }];
    expect(labels(text, goldExamples(read(text), gold))).toEqual([
      ['Brackwell', 'PLACE'],
      ['Weekend', 'none'],
    ]);
  });
});
