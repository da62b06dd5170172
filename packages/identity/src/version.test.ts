import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexVersion } from './version.ts';

const FROM = Date.UTC(2000, 0, 1);
const TO = Date.UTC(2069, 0, 1);
const times = fc.integer({ min: FROM, max: TO });
const epochs = fc.integer({ min: 0, max: 4095 });

describe('indexVersion', () => {
  it('grows with time first, with the epoch then', () => {
    fc.assert(
      fc.property(times, epochs, times, epochs, (timeA, epochA, timeB, epochB) => {
        const order = Math.sign(timeA - timeB || epochA - epochB);
        expect(Math.sign(indexVersion(timeA, epochA) - indexVersion(timeB, epochB))).toBe(order);
      }),
      { seed: 61, numRuns: 1000 },
    );
  });

  it('is a safe whole number from 2000 to 2069', () => {
    for (const time of [FROM, TO])
      for (const epoch of [0, 4095]) expect(indexVersion(time, epoch)).toBeGreaterThanOrEqual(0);
    expect(Number.isSafeInteger(indexVersion(TO, 4095))).toBe(true);
    expect(indexVersion(FROM, 7)).toBe(7);
  });

  it.each([
    [FROM - 1, 0],
    [Date.UTC(2100, 0, 1), 0],
    [FROM + 0.5, 0],
    [Number.NaN, 0],
    [FROM, -1],
    [FROM, 4096],
    [FROM, 1.5],
  ])('refuses %s, epoch %s', (time, epoch) => {
    expect(() => indexVersion(time, epoch)).toThrow(RangeError);
  });
});
