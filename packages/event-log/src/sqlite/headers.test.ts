import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeaders, encodeHeaders } from './headers.ts';

describe('headers', () => {
  it('come back as they were, whatever is in them', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.constantFrom('[', '["QQ=="]', '{}', 'null'),
    );
    const headers = fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), value);
    fc.assert(
      fc.property(headers, (given) => {
        const back = decodeHeaders(encodeHeaders(given));
        expect(Object.keys(back).toSorted()).toEqual(Object.keys(given).toSorted());
        for (const [name, each] of Object.entries(given)) {
          const found = Object.getOwnPropertyDescriptor(back, name)?.value;
          expect(typeof found).toBe(typeof each);
          expect(found).toEqual(typeof each === 'string' ? each : Uint8Array.from(each));
        }
      }),
      { seed: 20240628, numRuns: 300 },
    );
  });
});
