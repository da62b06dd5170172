import { setTimeout as wait } from 'node:timers/promises';

/** The fields that kafkajs gives its errors. */
interface Trouble {
  readonly name?: string;
  readonly message?: string;
  readonly type?: string;
  readonly retriable?: boolean;
  readonly cause?: unknown;
}

/** An error and what it came from, outermost first. */
function chainOf(error: unknown): Trouble[] {
  const chain: Trouble[] = [];
  for (let at = error; at && typeof at === 'object' && chain.length < 10; at = (at as Trouble).cause) {
    chain.push(at as Trouble);
  }
  return chain;
}

/** Kafka’s own name of what went wrong, such as ILLEGAL_GENERATION. */
export const typeOf = (error: unknown): string | undefined => chainOf(error).find(({ type }) => type)?.type;

const AWAY = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSLockTimeout',
  'KafkaJSMetadataNotLoaded',
  'KafkaJSTopicMetadataNotLoaded',
]);

/** Whether trying again later can help: the broker is away, moving or busy. What the broker refuses for good is none. */
export function passes(error: unknown): boolean {
  const chain = chainOf(error);
  if (chain.some(({ name = '' }) => AWAY.has(name))) return true;
  const innermost = chain.at(-1);
  return innermost?.retriable === true || chain.some(({ type, retriable }) => type !== undefined && retriable === true);
}

export const isUnknownTopic = (error: unknown): boolean => typeOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION';

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export interface Patience {
  /** ms since the epoch: no new try after it. */
  readonly until: () => number;
  readonly passes?: (error: unknown) => boolean;
  /** Called before each new try. */
  readonly before?: (error: unknown) => Promise<void>;
}

/** Tries until it works, until it cannot, or until time is up; then the last error. 100 ms to 2 s between tries. */
export async function persist<T>(work: () => Promise<T>, patience: Patience): Promise<T> {
  for (let ms = 100; ; ms = Math.min(2000, ms * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!(patience.passes ?? passes)(error) || Date.now() + ms > patience.until()) throw error;
      await wait(ms * (0.5 + Math.random() / 2));
      await patience.before?.(error);
    }
  }
}
