import type { DatabaseSync } from 'node:sqlite';
import type { Retention } from '@presswatch/events';
import { truncateWal } from '@presswatch/sqlite';
import { type Maintenance, maintain } from './retention.ts';
import type { Store } from './store.ts';

const HOUR = 60 * 60 * 1000;
/** After opening: a process that never lives for an hour keeps its file in order, too. */
const FIRST_AFTER = 60 * 1000;

export interface Janitor {
  maintain(now: number): Promise<Maintenance>;
  /** Stops the run that is on after its slice. */
  close(): Promise<void>;
}

export interface JanitorOptions {
  readonly retention: ReadonlyMap<string, Retention> | undefined;
  readonly readOnly?: boolean;
  readonly onMaintenanceError?: (error: Error) => void;
}

/** Runs the maintenance every hour; one run at a time. */
export function createJanitor(db: DatabaseSync, store: Store, options: JanitorOptions): Janitor {
  const { retention, onMaintenanceError = (error) => process.emitWarning(error) } = options;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  let walHoldsRemoved = false;

  const runOnce = async (now: number): Promise<Maintenance> => {
    if (!retention) return { expired: 0, superseded: 0, tombstones: 0 };
    const done = await maintain(db, store, retention, { now, stopped: () => stopped });
    if (done.expired + done.superseded + done.tombstones > 0) walHoldsRemoved = true;
    if (walHoldsRemoved) walHoldsRemoved = !truncateWal(db);
    return done;
  };
  const maintainNow = (now: number): Promise<Maintenance> => {
    const run = running.then(() => runOnce(now));
    running = run.catch(() => undefined); // the caller of this run hears of it; the next run goes on
    return run;
  };
  const byItself = (): void => {
    maintainNow(Date.now()).catch((cause: unknown) => {
      onMaintenanceError(new Error('the hourly maintenance of the log failed; it tries again', { cause }));
    });
  };
  const timers =
    retention && !options.readOnly
      ? [setTimeout(byItself, FIRST_AFTER).unref(), setInterval(byItself, HOUR).unref()]
      : [];
  return {
    maintain: maintainNow,
    async close() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await running;
    },
  };
}
