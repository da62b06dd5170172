import { createRequire } from 'node:module';
import type { KafkaMessage, Logger } from 'kafkajs';
import { kafkaUnavailable, proveAccess } from './access.ts';
import { clientConfig, createClient, type KafkaConnection, type KafkaLogger } from './connection.ts';
import { isUnknownTopic, passes, persist, typeOf } from './trouble.ts';

/** What is used of kafkajs 2.2.4’s inside; docs/adr/0019 says why. */
interface Inside {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  isConnected(): boolean;
  refreshMetadata(): Promise<void>;
  removeBroker(broker: { readonly host: string; readonly port: number }): void;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number }[];
  findLeaderForPartitions(topic: string, partitions: readonly number[]): Record<string, number[]>;
  findBroker(node: { readonly nodeId: string }): Promise<InsideBroker>;
  findGroupCoordinator(group: { readonly groupId: string }): Promise<InsideBroker>;
  fetchTopicsOffset(topics: readonly object[]): Promise<{ readonly partitions: readonly PartitionOffset[] }[]>;
}

interface PartitionOffset {
  readonly partition: number;
  readonly offset: string;
}

interface InsideBroker {
  fetch(request: object): Promise<{ readonly responses: readonly { readonly partitions: readonly Fetched[] }[] }>;
  offsetFetch(request: object): Promise<{ readonly responses: readonly { readonly partitions: PartitionOffset[] }[] }>;
}

interface Fetched {
  readonly partition: number;
  readonly highWatermark: string;
  readonly messages: readonly (KafkaMessage & { readonly isControlRecord?: boolean })[];
}

/** What one fetch gave. */
export interface Page {
  readonly messages: readonly KafkaMessage[];
  /** The offset after the last that may be read, as of the fetch. */
  readonly end: number;
}

/** Offsets by partition. */
export type Offsets = ReadonlyMap<number, number>;

/** Reading by position and looking up offsets, without a group. */
export interface Cluster {
  /** How many partitions a topic has; undefined where there is no such topic. */
  partitionsOf(topic: string): Promise<number | undefined>;
  /**
   * The messages from an offset on, about `maxBytes` (compressed) of them. None, though the end lies further on: the
   * offset is in a batch whose last records were compacted away, which Kafka gives whole or not at all.
   */
  fetch(topic: string, partition: number, offset: number, maxBytes: number): Promise<Page>;
  /** The first offset that is kept. */
  lowest(topic: string, partitions: number): Promise<Offsets>;
  /** The offset of the next record to be published. */
  highest(topic: string, partitions: number): Promise<Offsets>;
  /** The first offset whose record was published at this time (ms) or later; partitions without one are left out. */
  since(topic: string, partitions: number, time: number): Promise<Offsets>;
  /** Where a group goes on; partitions of which it has finished nothing are left out. */
  finished(topic: string, partitions: number, group: string): Promise<Offsets>;
  close(): Promise<void>;
}

/** ms after which what does not come is given up. */
const PATIENCE_MS = 30_000;
const READ_COMMITTED = 1;

/** @throws LogUnavailableError when no broker answers or lets us in */
export async function connectCluster(connection: KafkaConnection, logger?: KafkaLogger): Promise<Cluster> {
  await proveAccess(connection, { logger });
  const inside = createInside(connection, logger);
  try {
    await inside.connect();
  } catch (error) {
    throw kafkaUnavailable(connection, error);
  }
  const counts = new Map<string, number>();

  const ask = <T>(topic: string, work: () => Promise<T>): Promise<T> => {
    const until = Date.now() + PATIENCE_MS;
    const attempt = async () => {
      if (!inside.isConnected()) await inside.connect();
      await inside.addMultipleTargetTopics([topic]);
      return await work();
    };
    const mayPass = (error: unknown) => passes(error) && !isUnknownTopic(error);
    return persist(attempt, { until: () => until, passes: mayPass, before: (error) => recover(inside, error) });
  };
  const list = async (topic: string, partitions: number, which: object): Promise<Offsets> => {
    const wanted = Array.from({ length: partitions }, (_, partition) => ({ partition }));
    const found = await ask(topic, () => inside.fetchTopicsOffset([{ topic, partitions: wanted, ...which }]));
    return offsetsOf(found[0]?.partitions ?? []);
  };

  return {
    async partitionsOf(topic) {
      const known = counts.get(topic);
      if (known !== undefined) return known;
      try {
        const count = await ask(topic, async () => inside.findTopicPartitionMetadata(topic).length);
        counts.set(topic, count);
        return count;
      } catch (error) {
        if (isUnknownTopic(error)) return undefined;
        throw error;
      }
    },
    async fetch(topic, partition, offset, maxBytes) {
      const { messages, highWatermark } = await ask(topic, () => fetchFrom(inside, topic, partition, offset, maxBytes));
      const wanted = messages.filter((message) => Number(message.offset) >= offset && message.isControlRecord !== true);
      return { messages: wanted, end: Number(highWatermark) };
    },
    lowest: (topic, partitions) => list(topic, partitions, { fromBeginning: true }),
    highest: (topic, partitions) => list(topic, partitions, { fromBeginning: false }),
    since: (topic, partitions, time) => list(topic, partitions, { fromTimestamp: time }),
    async finished(topic, partitions, groupId) {
      const wanted = Array.from({ length: partitions }, (_, partition) => ({ partition }));
      const { responses } = await ask(topic, async () => {
        const coordinator = await inside.findGroupCoordinator({ groupId });
        return coordinator.offsetFetch({ groupId, topics: [{ topic, partitions: wanted }] });
      });
      return offsetsOf(responses[0]?.partitions ?? []);
    },
    close: () => inside.disconnect(),
  };
}

function createInside(connection: KafkaConnection, logger?: KafkaLogger): Inside {
  const require = createRequire(import.meta.url);
  const Made = require('kafkajs/src/cluster/index.js') as new (config: object) => Inside;
  const socketFactory = (require('kafkajs/src/network/socketFactory.js') as () => unknown)();
  const root: Logger = createClient(connection, logger).logger();
  const { logLevel: _, logCreator: __, ...config } = clientConfig(connection, logger);
  const metadata = { metadataMaxAge: 300_000, allowAutoTopicCreation: false };
  return new Made({ ...config, ...metadata, isolationLevel: READ_COMMITTED, socketFactory, logger: root });
}

/** Before another try: the leader may be elsewhere, the connection gone. */
async function recover(inside: Inside, error: unknown): Promise<void> {
  const { name, host, port } = error as { name?: string; host?: string; port?: number };
  if (name === 'KafkaJSConnectionClosedError' && host !== undefined && port !== undefined)
    inside.removeBroker({ host, port });
  await inside.refreshMetadata().catch((again: unknown) => {
    if (!passes(again)) throw again;
  });
}

async function fetchFrom(
  inside: Inside,
  topic: string,
  partition: number,
  offset: number,
  maxBytes: number,
): Promise<Pick<Fetched, 'messages' | 'highWatermark'>> {
  const [nodeId] = Object.keys(inside.findLeaderForPartitions(topic, [partition]));
  if (nodeId === undefined) {
    throw Object.assign(new Error(`no leader of ${topic}/${partition} is known`), { retriable: true });
  }
  const broker = await inside.findBroker({ nodeId });
  const partitions = [{ partition, fetchOffset: String(offset), maxBytes }];
  const limits = { isolationLevel: READ_COMMITTED, maxWaitTime: 0, minBytes: 1, maxBytes };
  const { responses } = await broker.fetch({ ...limits, topics: [{ topic, partitions }] });
  return responses[0]?.partitions[0] ?? { messages: [], highWatermark: '0' };
}

const offsetsOf = (partitions: readonly PartitionOffset[]): Offsets =>
  new Map(
    partitions.flatMap(({ partition, offset }) => (Number(offset) < 0 ? [] : [[partition, Number(offset)] as const])),
  );

/** Whether nothing lies at an offset because it is below what is kept, or beyond the end. */
export const isOutOfRange = (error: unknown): boolean => typeOf(error) === 'OFFSET_OUT_OF_RANGE';
