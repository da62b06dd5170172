import { setTimeout as wait } from 'node:timers/promises';
import type { SubscribeOptions, Subscription } from '../port.ts';
import type { BatchRunOptions } from './batch-run.ts';
import { createGate } from './byte-gate.ts';
import type { Cluster } from './cluster.ts';
import { createClient, type KafkaConnection, type KafkaLogger } from './connection.ts';
import { type Session, startSession } from './session.ts';
import { passes } from './trouble.ts';

export interface SubscriptionDeps {
  readonly connection: KafkaConnection;
  readonly logger: KafkaLogger | undefined;
  readonly cluster: Cluster;
  readonly sessionMs: number;
  readonly publish: BatchRunOptions['publish'];
}

/** Records that a group had not finished are gone from the log. */
export class LostRecordsError extends Error {
  override readonly name = 'LostRecordsError';
}

/** A topic that nobody has made. */
export class UnknownTopicError extends Error {
  override readonly name = 'UnknownTopicError';
}

/** Bytes: the half of what stages have in work unless they say otherwise. */
const LEAST_FETCH = 1 << 20;
/** ms between the end of a consumer and the next, doubling. */
const REST = { firstMs: 250, mostMs: 10_000 };

/**
 * A member of a group: kafkajs consumers, one after another. A consumer that gave up because brokers are away is
 * replaced, without limit; any other end is told through `ended`.
 *
 * @throws UnknownTopicError, LostRecordsError
 */
export async function openSubscription(deps: SubscriptionDeps, options: SubscribeOptions): Promise<Subscription> {
  const { topic, group, handler, maxRecords = 64, maxBytes = 1 << 20, maxInFlightBytes = 4 << 20 } = options;
  const partitions = await mustHave(deps.cluster, topic);
  await checkNothingLost(deps.cluster, topic, partitions, group);
  const gate = createGate(maxInFlightBytes);
  const closing = new AbortController();
  let session: Session | undefined;

  const start = (): Session =>
    startSession({
      ...deps,
      kafka: createClient(deps.connection, deps.logger),
      topic,
      group,
      partitions,
      handler,
      limits: { maxRecords, maxBytes: Math.min(maxBytes, maxInFlightBytes) },
      fetchBytes: Math.max(LEAST_FETCH, maxInFlightBytes >> 1),
      gate,
      checkLost: () => checkNothingLost(deps.cluster, topic, partitions, group),
      checkGap: (partition, expected) => checkGap(deps.cluster, { topic, group, partition }, expected),
    });
  const keepGoing = async (): Promise<void> => {
    for (let rest = REST.firstMs; !closing.signal.aborted; rest = Math.min(REST.mostMs, rest * 2)) {
      const began = Date.now();
      session = start();
      const end = await session.ended;
      if (end.kind === 'stopped') return;
      if (end.kind === 'failed' || !passes(end.error)) throw end.error;
      deps.logger?.warn({ err: end.error, topic, group }, 'the consumer gave up; a new one goes on');
      if (Date.now() - began > REST.mostMs * 6) rest = REST.firstMs;
      await wait(rest, undefined, { signal: closing.signal }).catch(() => undefined); // closed meanwhile
    }
  };

  const ended = keepGoing();
  ended.catch(() => undefined); // whoever holds the subscription is told; nobody may be looking yet
  return {
    ended,
    async close() {
      closing.abort();
      session?.stop();
      await Promise.allSettled([ended]);
    },
  };
}

async function mustHave(cluster: Cluster, topic: string): Promise<number> {
  const partitions = await cluster.partitionsOf(topic);
  if (partitions !== undefined && partitions > 0) return partitions;
  throw new UnknownTopicError(`Kafka has no topic ${topic}: run \`presswatch setup\``);
}

async function checkNothingLost(cluster: Cluster, topic: string, partitions: number, group: string): Promise<void> {
  const [low, finished] = await Promise.all([
    cluster.lowest(topic, partitions),
    cluster.finished(topic, partitions, group),
  ]);
  for (const [partition, at] of finished) {
    const lowest = low.get(partition) ?? 0;
    if (at < lowest) throw lostRecords({ topic, group, partition }, at, lowest);
  }
}

interface Place {
  readonly topic: string;
  readonly group: string;
  readonly partition: number;
}

/** Compaction leaves gaps; only what lies below the lowest offset kept was trimmed. */
async function checkGap(cluster: Cluster, place: Place, expected: number): Promise<void> {
  const low = (await cluster.lowest(place.topic, place.partition + 1)).get(place.partition) ?? 0;
  if (expected < low) throw lostRecords(place, expected, low);
}

const lostRecords = ({ topic, group, partition }: Place, from: number, to: number): LostRecordsError =>
  new LostRecordsError(
    `${topic}/${partition}: the records ${from} to ${to - 1} were trimmed before ${group} had finished them. Nothing is consumed, so that the gap is not passed over. Stop ${group}, move it on (kafka-consumer-groups.sh --bootstrap-server HOST:PORT --group ${group} --topic ${topic}:${partition} --reset-offsets --to-earliest --execute), start it, then run \`presswatch replay STAGE\` for the stage before it`,
  );
