import { setTimeout as wait } from 'node:timers/promises';

/** How long to wait before a try, and how many there are. */
export interface BackOff {
  /** ms before the second try at the most; doubles from try to try. */
  readonly firstMs: number;
  /** ms: no wait is longer. */
  readonly mostMs: number;
}

/**
 * Full jitter: anything between nothing and the doubled ceiling, so that many who failed together do not return together.
 * Source: M. Brooker, Exponential Backoff And Jitter, 2015.
 *
 * @param attempt tries made so far, from 1
 * @returns ms
 */
export const backOffMs = (backOff: BackOff, attempt: number, random: () => number): number =>
  random() * Math.min(backOff.mostMs, backOff.firstMs * 2 ** Math.min(30, attempt - 1));

/** Waits in slices, calling `beat` between them; false when the signal ended it. */
export async function waitBeating(
  ms: number,
  beat: () => Promise<void>,
  signal: AbortSignal,
  sliceMs = 2000,
): Promise<boolean> {
  for (let left = ms; left > 0; left -= sliceMs) {
    if (!(await slept(Math.min(left, sliceMs), signal))) return false;
    await beat();
  }
  return !signal.aborted;
}

async function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
