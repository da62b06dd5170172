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
  let said = Number.NEGATIVE_INFINITY;
  const began = performance.now();
  for (let ms = FIRST_MS; ; ms = Math.min(MOST_MS, ms * 2)) {
    try {
      const result = await attempt();
      note(null);
      if (said > 0)
        logger.info({ seconds: Math.round((performance.now() - began) / 1000) }, `${what} is there: going on`);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (!passes(error)) throw error;
      const problem = `waiting for ${what}: ${messageOf(error)}`;
      note(problem);
      if (performance.now() - said >= SAY_MS) {
        said = performance.now();
        logger.warn(problem);
      }
    }
    await wait(ms, undefined, { signal });
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
