const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try, in ms: full jitter over a doubling span, so that many clients do not come back
 * at one moment (Brooker, "Exponential backoff and jitter").
 *
 * @param tries failed so far, from 1
 * @param random in [0, 1)
 */
export const backOff = (tries: number, random: number): number =>
  random * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 20));
