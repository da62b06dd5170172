import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Capture, captureKey, compareCaptures, parseCaptureKey, sha256 } from './capture.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const captures: fc.Arbitrary<Capture> = fc.record({
  fetchedAt: fc.integer({ min: 946_684_800_000, max: 3_000_000_000_000 }),
  sha256: hex(64),
});

describe('captures', () => {
  it('hashes bytes as everybody does', () => {
    expect(sha256(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('come back from their keys', () => {
    fc.assert(
      fc.property(hex(32), captures, (releaseId, capture) => {
        expect(parseCaptureKey(captureKey(releaseId, capture))).toEqual({ releaseId, capture });
      }),
      { seed: 41 },
    );
  });

  it.each([
    '',
    'x',
    `${'0'.repeat(32)}/1`,
    `${'0'.repeat(32)}/1-${'g'.repeat(64)}`,
    `${'0'.repeat(32)}/1-${'0'.repeat(64)}\n`,
  ])('are not read from %j', (key) => {
    expect(parseCaptureKey(key)).toBeUndefined();
  });

  it('are in one order, however they are compared', () => {
    const few = fc.record({ fetchedAt: fc.integer({ min: 1, max: 3 }), sha256: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(few, few, few, (a, b, c) => {
        expect(Math.sign(compareCaptures(a, b)) + Math.sign(compareCaptures(b, a))).toBe(0);
        expect(compareCaptures(a, b) === 0).toBe(a.fetchedAt === b.fetchedAt && a.sha256 === b.sha256);
        if (compareCaptures(a, b) <= 0 && compareCaptures(b, c) <= 0)
          expect(compareCaptures(a, c)).toBeLessThanOrEqual(0);
      }),
      { seed: 42, numRuns: 1000 },
    );
  });
});
