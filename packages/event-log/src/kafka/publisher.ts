import { setImmediate as nextTurn } from 'node:timers/promises';
import kafkajs, { type CompressionTypes, type Kafka, type Message, type Producer, type RecordMetadata } from 'kafkajs';
import type { Position } from '../port.ts';
import { createGate, type Gate } from './byte-gate.ts';
import { RETRY } from './connection.ts';
import type { Outgoing } from './message.ts';
import { passes, persist, reasonOf, typeOf } from './trouble.ts';

/** Writes messages so that they are durable, in order within a partition. */
export interface Publisher {
  /** The positions, in the order of the messages. @throws PublishError */
  publish(messages: readonly Outgoing[]): Promise<readonly Position[]>;
  /** Waits for what is being written, for 10 s at most. */
  close(): Promise<void>;
}

/** Kafka did not take records within the time there is, or refused them: they may or may not have been written. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
}

/** Partitions are spread over so many lanes, each with a producer of its own, so that one encodes while another waits. */
const LANES = 3;
const SEND_RECORDS = 400;
const SEND_BYTES = 1 << 20;
/**
 * Bytes that are encoded and under way at a time, over all lanes; a larger send goes alone. kafkajs copies a send some ten
 * times before it is on the wire: three records of the greatest size at once would take hundreds of MB.
 */
const SENDING_BYTES = 4 << 20;
/** ms: a broker that comes back within a minute has cost nobody a restart. */
const DEADLINE_MS = 90_000;
const CLOSING_MS = 10_000;

interface Item {
  readonly outgoing: Outgoing;
  readonly settle: (offset: number) => void;
  readonly fail: (error: Error) => void;
}

export function createPublisher(makeClient: () => Kafka): Publisher {
  let closeBy = Number.POSITIVE_INFINITY;
  const gate = createGate(SENDING_BYTES);
  const lanes = Array.from({ length: LANES }, () => createLane(makeClient, gate, () => closeBy));
  return {
    async publish(messages) {
      const positions = messages.map((outgoing) => {
        const { promise, resolve, reject } = Promise.withResolvers<Position>();
        const { topic, partition } = outgoing;
        const settle = (offset: number): void => resolve({ topic, partition, offset });
        lanes[partition % LANES]?.push({ outgoing, settle, fail: reject });
        return promise;
      });
      // All of them settle before a failure is told, so that nobody tries again beside a send that still runs.
      await Promise.allSettled(positions);
      return Promise.all(positions);
    },
    async close() {
      closeBy = Date.now() + CLOSING_MS;
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

interface Lane {
  push(item: Item): void;
  close(): Promise<void>;
}

/**
 * One send at a time, so that nothing overtakes a send that is tried again: kafkajs’ idempotent producer gives the
 * sequence number of a failed send to the next one, and Kafka would take that for a repetition. When a send fails for
 * good, what waits behind it in the lane fails too.
 */
function createLane(makeClient: () => Kafka, gate: Gate, closeBy: () => number): Lane {
  let queue: Item[] = [];
  let running: Promise<void> | undefined;
  let producer: Promise<Producer> | undefined;

  const connected = (): Promise<Producer> => {
    producer ??= connectProducer(makeClient()).catch((error: unknown) => {
      producer = undefined;
      throw error;
    });
    return producer;
  };
  const retire = async (): Promise<void> => {
    const old = await producer?.catch(() => undefined);
    producer = undefined;
    await old?.disconnect().catch(() => undefined); // a connection that is gone already
  };

  const send = (items: readonly Item[]): Promise<RecordMetadata[]> => {
    const started = Date.now();
    const bytes = items.reduce((sum, { outgoing }) => sum + outgoing.bytes, 0);
    const attempt = async () => {
      const ready = await connected();
      const leave = await gate.enter(bytes);
      try {
        return await ready.sendBatch({
          acks: -1,
          compression: compressionOf(items),
          topicMessages: grouped(items),
        });
      } finally {
        leave?.();
      }
    };
    return persist(attempt, {
      until: () => Math.min(started + DEADLINE_MS, closeBy()),
      passes: (error) => passes(error) || isOutOfSequence(error),
      before: async (error) => {
        if (isOutOfSequence(error)) await retire();
      },
    });
  };

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      await nextTurn(); // whoever publishes in this turn comes along
      const items = takeFrom(queue);
      try {
        settle(items, await send(items));
      } catch (error) {
        const failure = new PublishError(
          `Kafka did not take ${items.length} records (${reasonOf(error)}): they may come twice, what is not finished is done again`,
          { cause: error },
        );
        await retire();
        const behind = queue;
        queue = [];
        for (const item of [...items, ...behind]) item.fail(failure);
      }
    }
    running = undefined;
  };

  return {
    push(item) {
      queue.push(item);
      running ??= run();
    },
    async close() {
      await running;
      await retire();
    },
  };
}

/**
 * A large record goes as it is: consumers bound what they fetch, not what it unpacks to, and kafkajs unpacks all that it
 * has fetched at once.
 */
const compressionOf = (items: readonly Item[]): CompressionTypes =>
  items.some(({ outgoing }) => outgoing.bytes > SEND_BYTES)
    ? kafkajs.CompressionTypes.None
    : kafkajs.CompressionTypes.GZIP;

/** Retries are the lane’s: kafkajs tries twice, then lets go, so that no send lives on unseen. */
async function connectProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    retry: { ...RETRY, retries: 1 },
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0, // always set by toMessage
  });
  await producer.connect();
  return producer;
}

const OUT_OF_SEQUENCE = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
]);
const isOutOfSequence = (error: unknown): boolean => OUT_OF_SEQUENCE.has(typeOf(error) ?? '');

function takeFrom(queue: Item[]): Item[] {
  let bytes = 0;
  let count = 0;
  for (const { outgoing } of queue) {
    bytes += outgoing.bytes;
    if (count > 0 && (bytes > SEND_BYTES || count >= SEND_RECORDS)) break;
    count++;
  }
  return queue.splice(0, count);
}

function grouped(items: readonly Item[]): { topic: string; messages: Message[] }[] {
  const topics = Map.groupBy(items, ({ outgoing }) => outgoing.topic);
  return [...topics].map(([topic, group]) => ({ topic, messages: group.map(({ outgoing }) => outgoing.message) }));
}

/** Kafka tells where the first message of each partition lies; the others follow it. */
function settle(items: readonly Item[], written: readonly RecordMetadata[]): void {
  const next = new Map(written.map((at) => [`${at.topicName}/${at.partition}`, Number(at.baseOffset)]));
  for (const item of items) {
    const { topic, partition } = item.outgoing;
    const offset = next.get(`${topic}/${partition}`);
    if (offset === undefined) throw new Error(`Kafka does not say where the records for ${topic}/${partition} lie`);
    next.set(`${topic}/${partition}`, offset + 1);
    item.settle(offset);
  }
}
