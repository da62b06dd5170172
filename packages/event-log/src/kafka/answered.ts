import { LogUnavailableError } from '../port.ts';
import { passes, reasonOf } from './trouble.ts';

/** ms that a reader waits: somebody sits before a page, and is better told than kept. */
const ANSWER_MS = 5_000;

export interface AnsweredOptions {
  readonly brokers: readonly string[];
  readonly withinMs?: number;
}

/**
 * Waits for what is read from Kafka, some seconds at the most. The work itself may still run after that, until its own
 * patience is at its end; its signal then tells that nobody waits for it.
 *
 * @throws LogUnavailableError where brokers are away or do not answer; other errors pass through
 */
export async function answered<T>(
  { brokers, withinMs = ANSWER_MS }: AnsweredOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(withinMs);
  const { promise: lateness, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new LogUnavailableError(away(brokers, `no answer within ${withinMs / 1000} s`)));
  late.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(late), lateness]);
  } catch (error) {
    throw unavailable(brokers, error);
  } finally {
    late.removeEventListener('abort', giveUp);
  }
}

/** The error as whoever reads is told it: the port's own where brokers are away. */
export const unavailable = (brokers: readonly string[], error: unknown): unknown =>
  !(error instanceof LogUnavailableError) && passes(error)
    ? new LogUnavailableError(away(brokers, reasonOf(error)), { cause: error })
    : error;

const away = (brokers: readonly string[], reason: string): string =>
  `Kafka at ${brokers.join(',')} cannot be read now (${reason}): nothing on it is lost; see that it runs and can be reached, and try again`;
