import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsRow, type ReferenceRow, readRow, writeRow } from './reference-row.ts';

const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter(fitsRow);
const row: fc.Arbitrary<ReferenceRow> = fc
  .record({
    type: fc.constantFrom('ORG' as const, 'PLACE' as const, 'PRODUCT' as const),
    list: fc.constantFrom('brands', 'geonames'),
    name,
    iso2: fc.option(fc.constantFrom('GB', 'FR'), { nil: undefined }),
    wikidata: fc.option(
      fc.nat().map((n) => `Q${n}`),
      { nil: undefined },
    ),
    sure: fc.array(name, { maxLength: 3 }),
    doubtful: fc.array(name, { maxLength: 3 }),
    rank: fc.nat(3),
  })
  .map(({ iso2, wikidata, ...rest }) => ({
    ...rest,
    ...(iso2 === undefined ? {} : { iso2 }),
    ...(wikidata === undefined ? {} : { wikidata }),
  }));

describe('reference rows', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(row, (given) => {
        const line = writeRow(given);
        expect(line).not.toMatch(/[\n\r]/);
        expect(readRow(line)).toEqual(given);
      }),
    );
  });

  it('begin with the first words of their names, doubtful ones marked', () => {
    const line = writeRow({
      type: 'ORG',
      list: 'brands',
      name: 'Éclair Stores',
      sure: ['Éclair Stores', 'Eclair Group'],
      doubtful: ['Target'],
      rank: 0,
    });
    expect(line.split('\t')[0]).toBe('eclair|~target');
  });
});
