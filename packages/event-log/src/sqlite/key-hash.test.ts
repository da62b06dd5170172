import { textHash } from '@presswatch/sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionOf } from './key-hash.ts';

describe('textHash', () => {
  it('never changes: stored records lie where it said', () => {
    const texts = ['', 'a', 'b', 'd41d8cd98f00b204e9800998ecf8427e', 'Zürich', '日本語 👩‍🚀'];
    expect(texts.map(textHash)).toEqual([
      1902329787743243, 3029734799749555, 1888095587033650, 1420396933049920, 741339615327936, 425381099910958,
    ]);
  });

  it('is a whole number of 52 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = textHash(text);
        expect(Number.isSafeInteger(hash) && hash >= 0 && hash < 2 ** 52).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('tells 100,000 similar keys apart', () => {
    const hashes = new Set(Array.from({ length: 100_000 }, (_, n) => textHash(`release/${n}`)));
    expect(hashes.size).toBe(100_000);
  });
});

describe('partitionOf', () => {
  it('spreads keys evenly', () => {
    const counts = new Array<number>(12).fill(0);
    for (let n = 0; n < 12_000; n++) {
      const partition = partitionOf(`release-${n}`, 12);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });
});
