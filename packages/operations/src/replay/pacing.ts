import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@presswatch/event-log';

export interface PacingOptions {
  readonly log: Pick<EventLog, 'lag'>;
  /** Who reads what the replay writes. */
  readonly topic: string;
  readonly group: string;
  /** Records that may wait for the next stage: what comes in live waits behind them. */
  readonly most: number;
  /** ms between two looks. Default 500. */
  readonly lookMs?: number;
}

/** Looks without any progress of the next stage after which nobody is taken to read: then nobody waits, either. */
const STILL = 20;

/**
 * Keeps a replay from filling the next topic: before each batch it waits while too much is there, as long as it gets
 * less. Where the next stage does not run, it goes on.
 */
export function createPacing({ log, topic, group, most, lookMs = 500 }: PacingOptions) {
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (signal: AbortSignal): Promise<void> => {
    if (performance.now() - askedAt < lookMs) return;
    let least = Number.POSITIVE_INFINITY;
    for (let still = 0; still < STILL && !signal.aborted; still++) {
      const { records } = await log.lag(topic, group);
      askedAt = performance.now();
      if (records <= most) return;
      if (records < least) still = 0;
      least = Math.min(least, records);
      await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    }
  };
}
