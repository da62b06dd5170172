import { type ConsumerConfig, Kafka, type KafkaConfig, type LogEntry, logLevel, type RetryOptions } from 'kafkajs';
import { registerCodecs } from './codecs.ts';
import { mendRequestQueue } from './mends.ts';
import { createThrottle } from './throttle.ts';

/** Where Kafka is and how to get in. */
export interface KafkaConnection {
  /** As `host:port`; some of the cluster’s, the others are found through them. */
  readonly brokers: readonly string[];
  /** Shown in the brokers’ logs and quotas. Default `presswatch`. */
  readonly clientId?: string;
  /** Given: TLS. `ca` is a PEM text; without it the system’s authorities count. */
  readonly tls?: { readonly ca?: string };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** As much of pino as is needed. */
export interface KafkaLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Every setting is given, because kafkajs has other defaults under NODE_ENV=test. About 15 s in all; short steps, so that a broker that is back is found. */
export const RETRY = {
  initialRetryTime: 100,
  maxRetryTime: 1500,
  factor: 0.2,
  multiplier: 2,
  retries: 12,
} satisfies RetryOptions;

/** ms a request may take; a broker that hangs is given up then. */
const REQUEST_MS = 15_000;

/** A client of its own for each consumer: kafkajs keeps committed offsets by client and group, and members must not share them. */
export function createClient(
  connection: KafkaConnection,
  logger?: KafkaLogger,
  /** Of connecting, too: what an admin or producer is given for itself does not count there. */
  retry: RetryOptions = RETRY,
): Kafka {
  registerCodecs();
  mendRequestQueue();
  return new Kafka({ ...clientConfig(connection, logger), retry });
}

export function clientConfig({ brokers, clientId, tls, sasl }: KafkaConnection, logger?: KafkaLogger): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId: clientId ?? 'presswatch',
    connectionTimeout: 5000,
    authenticationTimeout: 10_000,
    requestTimeout: REQUEST_MS,
    enforceRequestTimeout: true,
    retry: RETRY,
    logLevel: logger ? logLevel.WARN : logLevel.NOTHING,
    logCreator: () => (entry) => forward(entry, logger),
    ...(tls ? { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } } : {}),
    ...(sasl ? { sasl: saslOf(sasl) } : {}),
  };
}

type Sasl = NonNullable<KafkaConnection['sasl']>;
function saslOf({ mechanism, username, password }: Sasl): NonNullable<KafkaConfig['sasl']> {
  if (mechanism === 'plain') return { mechanism, username, password };
  return mechanism === 'scram-sha-256' ? { mechanism, username, password } : { mechanism, username, password };
}

/** Said of every producer whose retries are ours (publisher.ts). */
const EXPECTED = /^Limiting retries for the idempotent producer/;
/** An answer like any other: reader.ts and session.ts say what it means. */
const OUT_OF_RANGE = /^The requested offset is not within the range/;

/** kafkajs says “error” of all that it tries again; what is final reaches us as an error of the call. */
function forward({ namespace, log }: LogEntry, logger: KafkaLogger | undefined): void {
  const { message, timestamp: _, logger: __, stack: ___, ...details } = log;
  if (logger === undefined || EXPECTED.test(message)) return;
  if (OUT_OF_RANGE.test(String(details.error))) return;
  const throttle = throttles.get(logger) ?? createThrottle();
  throttles.set(logger, throttle);
  // Requests bear numbers and times in their messages: the kind is what is left without them.
  const kind = `${namespace} ${message.replace(/\d+/g, '')} ${String(details.error ?? '').replace(/\d+/g, '')}`;
  throttle(kind, (said, text) => logger.warn(said, text), { kafkajs: namespace, ...details }, message);
}

/** One for each logger: a process has several clients, and each says the same. */
const throttles = new WeakMap<KafkaLogger, ReturnType<typeof createThrottle>>();

export interface ConsumerWish {
  readonly groupId: string;
  /** A member that gives no sign of life for so long has lost its partitions. */
  readonly sessionMs: number;
  /** kafkajs fetches again when all that it has fetched is worked through: so it is as much as may be in work. */
  readonly fetchBytes: number;
}

export const consumerConfig = ({ groupId, sessionMs, fetchBytes }: ConsumerWish): ConsumerConfig => ({
  groupId,
  sessionTimeout: sessionMs,
  heartbeatInterval: Math.floor(sessionMs / 4),
  rebalanceTimeout: 60_000,
  minBytes: 1,
  maxWaitTimeInMs: 500,
  maxBytes: fetchBytes, // compressed; five times as much, or more, in memory
  maxBytesPerPartition: 256 << 10,
  allowAutoTopicCreation: false,
  // A crash ends the consumer; subscription.ts makes a new one where that can help.
  retry: { ...RETRY, restartOnFailure: async () => false },
});
