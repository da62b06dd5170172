import { describe, expect, it } from 'vitest';
import { slopeOf } from './least-squares.ts';

describe('slopeOf', () => {
  it('finds the slope of a line', () => {
    expect(
      slopeOf([
        [0, 1],
        [10, 21],
        [20, 41],
      ]),
    ).toBeCloseTo(2, 10);
  });

  it('lies between points that scatter', () => {
    expect(
      slopeOf([
        [0, 0],
        [1, 2],
        [2, 1],
        [3, 3],
      ]),
    ).toBeCloseTo(0.8, 10);
  });

  it('knows none of points above each other', () => {
    expect(slopeOf([])).toBeNaN();
    expect(
      slopeOf([
        [1, 1],
        [1, 5],
      ]),
    ).toBeNaN();
  });
});
