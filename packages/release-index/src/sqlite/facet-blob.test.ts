import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FACET_FIELDS } from '../port.ts';
import { countFacets, encodeFacets, fieldNumber } from './facet-blob.ts';

const id = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 40 }));
const release = fc.dictionary(fc.constantFrom(...FACET_FIELDS), fc.uniqueArray(id, { maxLength: 200 }));

it('counts what was encoded, of the fields that are asked for', () => {
  const property = fc.property(fc.array(release), fc.subarray([...FACET_FIELDS]), (releases, asked) => {
    const counts = new Map(asked.map((field) => [fieldNumber(field), new Map<number, number>()]));
    const expected = new Map(asked.map((field) => [fieldNumber(field), new Map<number, number>()]));
    for (const ids of releases) {
      countFacets(encodeFacets(new Map(FACET_FIELDS.map((field) => [field, ids[field] ?? []]))), counts);
      for (const field of asked) {
        const own = expected.get(fieldNumber(field));
        for (const value of ids[field] ?? []) own?.set(value, (own.get(value) ?? 0) + 1);
      }
    }
    expect(counts).toEqual(expected);
  });
  fc.assert(property, { seed: 1 });
});
