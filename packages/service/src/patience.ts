import { setTimeout as wait } from 'node:timers/promises';
import { isExpected, type Logger } from '@presswatch/service-kit';

/** Something has to be made by `presswatch setup` first. */
export class NotSetUpError extends Error {
  override readonly name = 'NotSetUpError';
}

export interface Patience {
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Aborted when the process is to stop. */
  readonly signal: AbortSignal;
  /** Told what is waited for, and null when that has come. */
  note(problem: string | null): void;
}

const FIRST_MS = 250;
const MOST_MS = 5_000;
/** ms between two log lines that say the same. */
const SAY_MS = 10_000;

/**
 * Tries until it works: servers that are down, or not set up yet, are waited for, with a log line every 10 s. A process
 * that ended instead would be restarted over and over, and its log would tell nothing but that.
 *
 * @throws what no waiting mends (wrong settings, a bug), and the signal's reason when it is aborted
 */
export async function patiently<T>(what: string, attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { logger, signal, note } = patience;
  const began = performance.now();
  let problem: string | undefined;
  // Also while a try takes long: clients try again by themselves before they give up.
  const saying = setInterval(() => logger.warn(problem ?? `waiting for ${what}: no answer yet`), SAY_MS);
  try {
    for (let ms = FIRST_MS; ; ms = Math.min(MOST_MS, ms * 2)) {
      try {
        const result = await unlessAborted(attempt(), signal);
        note(null);
        const seconds = Math.round((performance.now() - began) / 1000);
        if (problem !== undefined) logger.info({ seconds }, `${what} is there: going on`);
        return result;
      } catch (error) {
        signal.throwIfAborted();
        if (!passes(error)) throw error;
        const isFirst = problem === undefined;
        problem = `waiting for ${what}: ${messageOf(error)}`;
        note(problem);
        if (isFirst) logger.warn(problem);
      }
      await wait(ms, undefined, { signal });
    }
  } finally {
    clearInterval(saying);
  }
}

/** Does not wait for a try that is under way when the process is to stop: what it opens ends with the process. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) abort();
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];

/** Whether waiting may mend it. */
function passes(error: unknown): boolean {
  if (isExpected(error) || BUGS.some((bug) => error instanceof bug)) return false;
  const { code } = error as { code?: unknown };
  return code !== 'ERR_MODULE_NOT_FOUND';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
