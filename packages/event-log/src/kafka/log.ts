import { MAX_RECORD_BYTES } from '@presswatch/events';
import { type EventLog, type NewRecord, RecordTooLargeError, type Subscription } from '../port.ts';
import { answered, unavailable } from './answered.ts';
import { type Cluster, connectCluster } from './cluster.ts';
import { createClient, type KafkaConnection, type KafkaLogger } from './connection.ts';
import { type Outgoing, sizeOf, toMessage } from './message.ts';
import { partitionOf } from './partitioner.ts';
import { createPublisher } from './publisher.ts';
import { createReader } from './reader.ts';
import { openSubscription, UnknownTopicError } from './subscription.ts';

export interface KafkaLogOptions {
  readonly connection: KafkaConnection;
  /** Of one record: value, key and headers. Default 12 MiB. */
  readonly maxRecordBytes?: number;
  /** Gets what kafkajs reports, such as connections lost. Default: nobody. */
  readonly logger?: KafkaLogger;
  /** ms without a sign of life after which a member’s partitions go to others. Default 10,000. */
  readonly sessionMs?: number;
}

/**
 * Opens the log on Kafka; topics are there already (`setUpTopics`). `finish` writes the outputs, waits until all in-sync
 * replicas have them, then commits the group’s offset: a crash in between repeats the outputs. A broker that is away is
 * waited for: publishing 90 s, consuming without limit.
 *
 * @throws LogUnavailableError when no broker answers
 */
export async function openKafkaLog(options: KafkaLogOptions): Promise<EventLog> {
  const { connection, maxRecordBytes = MAX_RECORD_BYTES, logger, sessionMs = 10_000 } = options;
  const cluster = await connectCluster(connection, logger);
  const publisher = createPublisher(() => createClient(connection, logger));
  const reader = createReader(cluster);
  const subscriptions = new Set<Promise<Subscription>>();
  const spans = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const mustBeOpen = (): void => {
    if (closing !== undefined) throw new Error(`the log on Kafka at ${connection.brokers.join(',')} is closed`);
  };
  const publish = async (records: readonly NewRecord[]) => {
    if (records.length === 0) return [];
    for (const record of records) checkSize(record, maxRecordBytes);
    // A scan called before shows nothing of this: its end is being looked up.
    if (spans.size > 0) await Promise.allSettled(spans);
    const counts = await partitionCounts(cluster, records);
    const now = Date.now();
    return publisher.publish(records.map((record) => outgoing(record, counts, now)));
  };
  const shut = async (): Promise<void> => {
    const open = await Promise.allSettled(subscriptions);
    await Promise.all(open.map((each) => (each.status === 'fulfilled' ? each.value.close() : undefined)));
    await publisher.close();
    await Promise.allSettled(spans);
    await cluster.close();
  };

  return {
    async publish(records) {
      mustBeOpen();
      return publish(records);
    },
    async subscribe(subscribe) {
      mustBeOpen();
      const opening = openSubscription({ connection, logger, cluster, sessionMs, publish }, subscribe);
      subscriptions.add(opening);
      const forget = () => subscriptions.delete(opening);
      opening.then(({ ended }) => ended).then(forget, forget);
      return await opening;
    },
    async readAt(position, key) {
      mustBeOpen();
      return answered(connection, (signal) => reader.readAt(position, key, signal));
    },
    scan(topic, scanOptions = {}) {
      mustBeOpen();
      const span = answered(connection, () => reader.spanOf(topic, scanOptions.publishedSince));
      spans.add(span);
      const forget = () => spans.delete(span);
      span.then(forget, forget); // a failure shows when the scan is read
      return told(reader.scan(topic, scanOptions, span, mustBeOpen), connection.brokers);
    },
    async lag(topic, group) {
      mustBeOpen();
      return answered(connection, () => reader.lag(topic, group));
    },
    close: () => {
      closing ??= shut();
      return closing;
    },
  };
}

/** A scan that has begun waits for its next page as long as the cluster does: a replay outlives a change of leaders. */
async function* told<T>(records: AsyncIterable<T>, brokers: readonly string[]): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (error) {
    throw unavailable(brokers, error);
  }
}

function checkSize(record: NewRecord, maxBytes: number): void {
  const bytes = sizeOf(record);
  if (bytes <= maxBytes) return;
  throw new RecordTooLargeError(
    `the record ${record.key} for ${record.topic} has ${bytes} bytes and the log takes ${maxBytes}: shorten or truncate it`,
  );
}

async function partitionCounts(cluster: Cluster, records: readonly NewRecord[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { topic } of records) {
    if (counts.has(topic)) continue;
    const count = await cluster.partitionsOf(topic);
    if (!count) throw new UnknownTopicError(`Kafka has no topic ${topic}: run \`presswatch setup\``);
    counts.set(topic, count);
  }
  return counts;
}

function outgoing(record: NewRecord, counts: ReadonlyMap<string, number>, now: number): Outgoing {
  const partition = partitionOf(record.partitionKey, counts.get(record.topic) ?? 1);
  return { topic: record.topic, partition, message: toMessage(record, partition, now), bytes: sizeOf(record) };
}
