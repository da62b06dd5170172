import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { lookUp } from './look-up.ts';
import { tokenize } from './tokenize.ts';

const snapshot = compile([
  {
    file: 'own.csv',
    list: {
      list: 'names',
      entries: [
        { name: 'Gable', aliases: [], context: true },
        { name: "Marlo's", aliases: [], context: true },
        { name: 'Gable Group', aliases: ['GG'] },
        { name: 'Tarnwell', aliases: [] },
      ],
    },
  },
]);
const found = (text: string, from: number, to: number) =>
  lookUp(snapshot, tokenize(text), from, to).map(({ entry }) => entry.name);

describe('lookUp', () => {
  it('gives what is written just so, doubtful or not', () => {
    expect(found('the Gable Group said', 1, 3)).toEqual(['Gable Group']);
    expect(found('the Gable Group said', 1, 2)).toEqual(['Gable']);
    expect(found('the Tarnwell said', 1, 2)).toEqual(['Tarnwell']);
    expect(found('shares of GG', 2, 3)).toEqual(['Gable Group']);
  });

  it('gives a name that ends in a possessive only where one follows', () => {
    expect(found("Marlo's shop", 0, 1)).toEqual(["Marlo's"]);
  });

  it('gives nothing for other words, other letters and half a name', () => {
    expect(found('the gable said', 1, 2)).toEqual([]);
    expect(found('shares of gg', 2, 3)).toEqual([]);
    expect(found('the Tarnwell Group', 1, 3)).toEqual([]);
    expect(found('Marlo shops', 0, 1)).toEqual([]);
    expect(found('Gable', 0, 3)).toEqual([]);
  });
});
