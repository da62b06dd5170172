import type { Logger } from 'pino';

/** A part of a process that can be stopped, and may end by itself. */
export interface Runnable {
  /** Finishes what is in work. */
  stop(): Promise<void>;
  /** Rejects when the part failed and the process should end with it. */
  readonly ended: Promise<void>;
}

/**
 * Runs until SIGTERM, SIGINT or a failure, then stops within the grace time. A second signal ends the process at once.
 *
 * @returns the exit code: 0 after a clean stop, 1 when something failed or the grace time ran out
 */
export async function runUntilStopped(part: Runnable, options: { graceMs: number; logger: Logger }): Promise<number> {
  const { graceMs, logger } = options;
  const signal = signalled();
  const failure = part.ended.then(
    () => undefined,
    (error: unknown) => error ?? new Error('ended without a reason'),
  );
  const why = await Promise.race([signal.received, failure]);
  const failed = typeof why !== 'string';
  if (failed) logger.fatal({ err: why }, `stopping: ${reasonOf(why)}. ${WHAT_TO_DO}`);
  else logger.info({ signal: why }, 'stopping');
  signal.onNext(exitUnlessEcho());
  const stopped = await within(graceMs, part.stop());
  if (!stopped) logger.error(`not stopped within ${graceMs} ms: what was in work will be done again at the next start`);
  signal.forget();
  return failed || !stopped ? 1 : 0;
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

const WHAT_TO_DO =
  'A part of the process failed. Nothing is lost: start it again, as a supervisor does; if it fails again, mend the cause told here, and see what presswatch doctor finds';

/** ms: a signal sent to a group of processes may come twice, by itself and passed on by a parent. */
const ECHO_MS = 1000;

/** Ends the process at once, but for the first signal's echo. */
function exitUnlessEcho(): () => void {
  const first = performance.now();
  return () => {
    if (performance.now() - first > ECHO_MS) process.exit(130);
  };
}

function signalled() {
  let next = (_name: string): void => undefined;
  const listener = (name: string) => next(name);
  const received = new Promise<string>((resolve) => {
    next = resolve;
  });
  process.on('SIGTERM', listener);
  process.on('SIGINT', listener);
  return {
    received,
    onNext: (action: () => void) => {
      next = action;
    },
    forget: () => {
      process.off('SIGTERM', listener);
      process.off('SIGINT', listener);
    },
  };
}

async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
