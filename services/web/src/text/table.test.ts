import { describe, expect, it } from 'vitest';
import { isFigure, rowsOf } from './table.ts';

const texts = (text: string) => rowsOf(text, [])?.map((row) => row.map((cell) => cell.text));

describe('rowsOf', () => {
  it('parts lines into rows, and rows at tabs into cells', () => {
    expect(texts('Port\tShips\nHull\t12\nBergen\t')).toEqual([
      ['Port', 'Ships'],
      ['Hull', '12'],
      ['Bergen', ''],
    ]);
  });

  it('keeps a line that runs across', () => {
    expect(texts('In millions\nPort\tShips\nHull\t12')?.[0]).toEqual(['In millions']);
  });

  it.each([
    ['without tabs', 'Port Ships\nHull 12'],
    ['with few of them', 'A\nB\nC\td'],
    ['with more columns than one can read', 'a\t'.repeat(60)],
    ['with more rows than one can read', 'a\tb\n'.repeat(3000)],
  ])('takes a text %s as it is', (_name, text) => expect(texts(text)).toBeUndefined());

  it('gives each cell its own marks; one that runs over cells is none', () => {
    const text = 'Hull\tin Bergen\nOslo\tHull';
    const mark = (start: number, end: number) => ({ start, end, what: text.slice(start, end) });
    const rows = rowsOf(text, [mark(20, 24), mark(0, 4), mark(8, 14), mark(15, 24)]);
    expect(rows?.map((row) => row.map(({ marks }) => marks))).toEqual([
      [[{ start: 0, end: 4, what: 'Hull' }], [{ start: 3, end: 9, what: 'Bergen' }]],
      [[], [{ start: 0, end: 4, what: 'Hull' }]],
    ]);
  });
});

it.each([
  ['12.5', true],
  ['(1,204)', true],
  ['$ 3.1', true],
  ['14 %', true],
  ['Q2', true],
  ['12 ships', false],
  ['Hull', false],
  ['–', false],
])('takes %s for a figure: %s', (text, is) => expect(isFigure(text)).toBe(is));
