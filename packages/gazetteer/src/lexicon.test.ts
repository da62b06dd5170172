import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexicon, type Intern, type Word } from './lexicon.ts';
import { tokenize } from './tokenize.ts';

const counting = () => {
  let made = 0;
  const intern: Intern<Word> = createLexicon((word) => {
    made++;
    return word;
  });
  return { intern, made: () => made };
};

describe('createLexicon', () => {
  it('makes a word once, and apart for each way of writing it', () => {
    const { intern, made } = counting();
    const keys = tokenize('Mill mill MILL Mill mill', intern).map((token) => [token.text, token.key]);
    expect(keys.map(([text]) => text)).toEqual(['Mill', 'mill', 'MILL', 'Mill', 'mill']);
    expect(new Set(keys.map(([, key]) => key))).toEqual(new Set(['mill']));
    expect(made()).toBe(3);
  });

  it('gives what it would give without keeping, for any text and far more words than it keeps', () => {
    const { intern } = counting();
    const flood = Array.from({ length: 40_000 }, (_, i) => `w${(i * 7919) % 39_989}`).join(' ');
    expect(tokenize(flood, intern).map((token) => token.text)).toEqual(flood.split(' '));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(tokenize(text, intern).map(({ word: _, ...rest }) => rest)).toEqual(
          tokenize(text).map(({ word: _, ...rest }) => rest),
        );
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('cuts a text longer than its scratch memory as it cuts a short one', () => {
    const { intern } = counting();
    const long = `${'mill opens, '.repeat(7000)}Gdańsk’s`;
    const tokens = tokenize(long, intern);
    expect(tokens.length).toBe(14_001);
    expect(tokens.at(-1)).toMatchObject({ text: 'Gdańsk', key: 'gdansk', end: long.length - 2 });
    expect(tokenize('Mill', intern).map((token) => token.text)).toEqual(['Mill']);
  });
});
