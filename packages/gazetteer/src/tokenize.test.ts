import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord } from './fold-word.ts';
import { GAP, joins, tokenize } from './tokenize.ts';

const words = (text: string) => tokenize(text).map((token) => token.text);

describe('tokenize', () => {
  it.each([
    ['The U.S. and the U.K. met.', ['The', 'U.S.', 'and', 'the', 'U.K.', 'met']],
    ["Putin's visit", ['Putin', 'visit']],
    ['Putin’s visit', ['Putin', 'visit']],
    ['O’Brien and d’Arcy', ['O’Brien', 'and', 'd’Arcy']],
    ['Kim Jong-Un', ['Kim', 'Jong', 'Un']],
    ['J.P. Morgan & Co.', ['J.P.', 'Morgan', '&', 'Co']],
    ['Ünal (São Paulo)', ['Ünal', 'São', 'Paulo']],
    ['2016/679', ['2016', '679']],
    ['', []],
  ])('cuts %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('says what stands between words', () => {
    const [first, second, third, fourth] = tokenize('Acme, Inc. wins.\n\nMore');
    expect(first?.gap).toBe(GAP.block);
    expect(second?.gap).toBe(GAP.comma);
    expect(third !== undefined && joins(third)).toBe(true);
    expect((fourth?.gap ?? 0) & GAP.block).toBe(GAP.block);
  });

  it('tells the end of a sentence from the dot of a title or an initial', () => {
    const stops = tokenize('Dr. Jane Q. Doe left. He stayed.').filter((token) => token.gap & GAP.stop);
    expect(stops.map((token) => token.text)).toEqual(['He']);
  });

  it('folds accents, case, dots and apostrophes away', () => {
    expect(['Gdańsk', 'Łódź', "Sana'a", 'U.N.', 'Straße', 'Tromsø'].map(foldWord)).toEqual([
      'gdansk',
      'lodz',
      'sanaa',
      'un',
      'strasse',
      'tromso',
    ]);
  });

  it('gives offsets that cut out the word, in order and apart, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let before = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(before);
          expect(token.end).toBeGreaterThan(token.start);
          before = token.end;
        }
      }),
    );
  });
});
