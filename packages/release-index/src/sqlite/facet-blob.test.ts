import fc from 'fast-check';
import { expect, it } from 'vitest';
import { captureDocument } from '../contract/documents.ts';
import { type FacetValue, facetValues } from '../projection.ts';
import { encodeFacets, facetValueOf, fieldNumber, readFacets, valueHash } from './facet-blob.ts';

const name = fc.string({ minLength: 1, unit: 'grapheme' });
const document = fc
  .record({
    source: name,
    countries: fc.array(name),
    entities: fc.array(fc.record({ type: fc.constant('ORG'), name })),
  })
  .map(({ source, ...content }) => captureDocument({ source, content }));

const key = ({ field, value }: FacetValue): string => `${fieldNumber(field)} ${valueHash(value)}`;

it('reads back what was written, and the words behind it', () => {
  const property = fc.property(document, (given) => {
    const read: string[] = [];
    readFacets(encodeFacets(given), (field, hash) => read.push(`${field} ${hash}`));
    expect(read.toSorted()).toEqual(facetValues(given).map(key).toSorted());
    for (const value of facetValues(given)) {
      expect(facetValueOf(given, value.field, valueHash(value.value))).toEqual(value);
    }
    expect(facetValueOf(given, 'issuer', 1)).toBeUndefined();
  });
  fc.assert(property, { seed: 1 });
});

it('hashes as the files that are there', () => {
  expect(valueHash('Q1065')).toBe(162050981630837);
  const hashes = Array.from({ length: 100_000 }, (_, n) => valueHash(`Q${n}`));
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(Math.max(...hashes.slice(0, 1000))).toBeGreaterThan(2 ** 47);
});
