import { describe, expect, it } from 'vitest';
import { type Confusable, isDoubtful } from './doubt.ts';

const than: Confusable = {
  everyday: new Set(['best', 'buy', 'target']),
  words: new Set(['best', 'buy', 'target', 'boot', 'stores']),
  firstNames: new Set(['wendy', 'marlo']),
  surnames: new Set(['dent']),
  places: new Set(['lincoln', 'new haven']),
};
const wide = { wide: true, own: true };

describe('names that need company', () => {
  it.each([
    ['Target', wide],
    ['Boots', wide],
    ["Wendy's", wide],
    ['Dent', wide],
    ['Lincoln', wide],
    ['New Haven', wide],
    ['BP', wide],
    ['S&P', wide],
    ['Best Buy', wide],
    ['Marlo Quist', wide],
    ['24', wide],
    ['Tarnwell', { wide: false, own: true }],
    ['COTA', { wide: true, own: false }],
  ])('%s', (name, fame) => {
    expect(isDoubtful(name, fame, than)).toBe(true);
  });

  it.each([
    ['Tarnwell', wide],
    ['TarnWell', { wide: false, own: true }],
    ['Tarnwell Stores', { wide: false, own: false }],
    ['Target Tarnwell', wide],
    ['Marlo Stores', wide],
    ['COTA', wide],
  ])('but not %s', (name, fame) => {
    expect(isDoubtful(name, fame, than)).toBe(false);
  });
});
