import { createClient } from '@presswatch/event-log/kafka';
import { PARTITIONS, RAW_RELEASE } from '@presswatch/events';
import type { BenchCluster } from './bench-cluster.ts';
import type { Offsets } from './positions.ts';

/** What kafkajs gives to somebody who does nothing else, in records a second. */
export interface KafkaRun {
  readonly records: number;
  /** Bytes of a record's value. */
  readonly bytes: number;
  readonly produce: number;
  readonly produceGzip: number;
  /** Of the gzipped ones. */
  readonly consume: number;
}

interface Message {
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Record<string, string | Buffer>;
}

const BATCH = 100;
const IN_FLIGHT = 3;
/** As the protocol numbers them. */
const NONE = 0;
const GZIP = 1;

/** Produces and consumes the raw records of a run once more, on a topic of its own. */
export async function runKafka(cluster: BenchCluster, from: Offsets, name: string): Promise<KafkaRun> {
  const topic = `${name}.limit`;
  const messages: Message[] = [];
  for await (const { key, value, headers } of cluster.log.scan(RAW_RELEASE.topic, { from: new Map(from.entries()) })) {
    const own = Object.entries(headers).map(([header, text]) => [
      header,
      typeof text === 'string' ? text : Buffer.from(text),
    ]);
    messages.push({ key, value: value === null ? null : Buffer.from(value), headers: Object.fromEntries(own) });
  }
  const { positions } = cluster;
  await positions.makeTopic(topic, PARTITIONS);
  await positions.makeTopic(`${topic}.gzip`, PARTITIONS);
  const produce = await produceAll(cluster, topic, messages, NONE);
  const produceGzip = await produceAll(cluster, `${topic}.gzip`, messages, GZIP);
  const consume = await consumeAll(cluster, `${topic}.gzip`, messages.length);
  await positions.removeTopic(topic);
  await positions.removeTopic(`${topic}.gzip`);
  const bytes = messages.reduce((sum, { value }) => sum + (value?.length ?? 0), 0) / messages.length;
  return { records: messages.length, bytes, produce, produceGzip, consume };
}

async function produceAll({ brokers }: BenchCluster, topic: string, messages: readonly Message[], compression: number) {
  const producer = createClient({ brokers }).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const batches = Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, at) =>
    messages.slice(at * BATCH, (at + 1) * BATCH),
  ).values();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (const batch of batches) await producer.send({ topic, acks: -1, compression, messages: [...batch] });
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await producer.disconnect();
  return messages.length / seconds;
}

/** From the moment when the group is joined. */
async function consumeAll({ brokers }: BenchCluster, topic: string, count: number): Promise<number> {
  const consumer = createClient({ brokers }).consumer({ groupId: `${topic}.limit`, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const { promise, resolve } = Promise.withResolvers<number>();
  let [seen, started] = [0, Number.NaN];
  consumer.on(consumer.events.GROUP_JOIN, () => {
    started = performance.now();
  });
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: PARTITIONS,
    eachBatch: async ({ batch }) => {
      seen += batch.messages.length;
      if (seen >= count) resolve(seen / ((performance.now() - started) / 1000));
    },
  });
  const rate = await promise;
  await consumer.disconnect();
  return rate;
}
