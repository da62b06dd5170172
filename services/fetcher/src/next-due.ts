import type { PollResult } from './sources/poll.ts';

/** However often a source fails, it is looked at this often. */
const LONGEST_MS = 6 * 60 * 60 * 1000;
/** Sources that began together must not stay together. */
const JITTER = 0.1;

/**
 * When a source is due again: after its interval, give or take a tenth; failures in a row double it up to six hours (or
 * the interval, if that is longer); never before the site allows.
 *
 * @param input.random gives 0 to 1
 * @returns ms
 */
export function nextDue(input: {
  readonly everyMs: number;
  readonly failures: number;
  readonly now: number;
  readonly result: PollResult;
  readonly random: () => number;
}): number {
  const { everyMs, failures, now, result } = input;
  if (result.kind === 'deferred') return Math.max(result.until, now);
  const most = Math.max(LONGEST_MS, everyMs);
  const wait = Math.min(everyMs * 2 ** Math.min(failures, 30), most);
  const due = now + Math.round(wait * (1 - JITTER + 2 * JITTER * input.random()));
  return result.kind === 'bad' ? Math.max(due, result.retryAt ?? 0) : due;
}
