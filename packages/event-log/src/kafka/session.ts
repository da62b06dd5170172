import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { type BatchHandler, PartitionLostError, type StoredRecord } from '../port.ts';
import { type BatchRun, type BatchRunOptions, createBatchRun } from './batch-run.ts';
import type { Gate } from './byte-gate.ts';
import { createCommitter, isGone, isGroupChange } from './committer.ts';
import { consumerConfig } from './connection.ts';
import { toStored } from './message.ts';
import { passes } from './trouble.ts';

export interface SessionOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly group: string;
  readonly partitions: number;
  readonly sessionMs: number;
  readonly handler: BatchHandler;
  readonly limits: { readonly maxRecords: number; readonly maxBytes: number };
  /** Bytes of one fetch, as they come over the wire. */
  readonly fetchBytes: number;
  /** Over all partitions. */
  readonly gate: Gate;
  readonly publish: BatchRunOptions['publish'];
  /** Called whenever the group has shared its partitions anew. @throws LostRecordsError */
  readonly checkLost: () => Promise<void>;
  /** Called when offsets are missing between two batches. @throws LostRecordsError */
  readonly checkGap: (partition: number, expected: number) => Promise<void>;
}

/** How a session ended. `crashed`: kafkajs gave up. `failed`: the handler threw, or records are lost. */
export type SessionEnd =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'crashed' | 'failed'; readonly error: unknown };

export interface Session {
  readonly ended: Promise<SessionEnd>;
  /** Aborts what is in work, waits for it, leaves the group. */
  stop(): void;
}

const BEAT_MS = 1000;

/**
 * One kafkajs consumer from its join to its end. kafkajs joins again, as the group changes, only when every `eachBatch`
 * has returned: so batches stay in their handlers’ hands in there, and a partition moves when its batch is back.
 */
export function startSession(options: SessionOptions): Session {
  const { topic, group } = options;
  const consumer = options.kafka.consumer(
    consumerConfig({ groupId: group, sessionMs: options.sessionMs, fetchBytes: options.fetchBytes }),
  );
  const end = Promise.withResolvers<SessionEnd>();
  const inHand = new Set<BatchRun>();
  const stopping = new AbortController();
  const expected = new Map<number, number>(); // the next offset, of partitions that this member has read from
  let payloads = 0;
  let idle: PromiseWithResolvers<void> | undefined;
  let alive: EachBatchPayload | undefined;
  let checked: Promise<void> | undefined; // that nothing was trimmed before the group's offsets
  let change: unknown; // what Kafka said when it wanted the member to join again
  let changing = new AbortController();

  const stopWith = (reason: SessionEnd): void => {
    end.resolve(reason);
    stopping.abort();
    for (const run of inHand) run.abort();
  };
  const groupChanged = (error: unknown): void => {
    change ??= error;
    changing.abort();
    for (const run of inHand) {
      run.abort();
      if (isGone(error)) run.end();
    }
  };
  const beat = async (): Promise<void> => {
    try {
      await alive?.heartbeat();
    } catch (error) {
      if (isGroupChange(error)) groupChanged(error);
      // Anything else: the broker is away. The member keeps its batch; if it was away too long, a commit will say so.
    }
  };
  const committer = createCommitter(async (offsets) => {
    const partitions = [...offsets].map(([partition, offset]) => ({ partition, offset: String(offset) }));
    await alive?.commitOffsetsIfNecessary({ topics: [{ topic, partitions }] });
  });
  const commit = async (partition: number, upTo: number): Promise<void> => {
    try {
      await committer.commit(partition, upTo);
    } catch (error) {
      if (isGroupChange(error)) groupChanged(error);
      throw new PartitionLostError(`${topic}/${partition} up to ${upTo} could not be marked as done for ${group}`, {
        cause: error,
      });
    }
  };

  /** Hands one batch out; returns where the next one starts. */
  const handOut = async (partition: number, records: readonly StoredRecord[]): Promise<number | undefined> => {
    const bytes = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    const leave = await options.gate.enter(bytes, AbortSignal.any([stopping.signal, changing.signal]));
    if (!leave) return undefined;
    const run = createBatchRun({ topic, partition, group, records, publish: options.publish, commit, beat });
    inHand.add(run);
    try {
      await options.handler(run.batch);
    } catch (error) {
      if (!(error instanceof PartitionLostError)) stopWith({ kind: 'failed', error });
    }
    run.end();
    inHand.delete(run);
    leave();
    return run.finishedUpTo();
  };

  const work = async (payload: EachBatchPayload): Promise<void> => {
    await checked;
    const { messages, partition } = payload.batch;
    const first = Number(messages[0]?.offset);
    const due = expected.get(partition);
    if (due !== undefined && first > due) await options.checkGap(partition, due);
    const generation = changing;
    for (let at = 0; at < messages.length; ) {
      if (stopping.signal.aborted || generation.signal.aborted) return;
      const upTo = await handOut(partition, chunkOf(topic, partition, messages, at, options.limits));
      if (upTo === undefined || generation !== changing) return;
      if (upTo > Number(messages[at]?.offset)) {
        payload.resolveOffset(String(upTo - 1));
        expected.set(partition, upTo);
      }
      while (at < messages.length && Number(messages[at]?.offset) < upTo) at++;
      await nextTurn();
    }
  };

  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    if (stopping.signal.aborted) return;
    if (payloads++ === 0) idle = Promise.withResolvers();
    alive = payload;
    try {
      if (change === undefined) await work(payload);
    } catch (error) {
      // A TypeError that left this function would make kafkajs stop in silence.
      stopWith({ kind: passes(error) ? 'crashed' : 'failed', error });
    } finally {
      if (--payloads === 0) idle?.resolve();
    }
    if (change !== undefined) throw change; // kafkajs joins again
  };

  const joined = (): void => {
    for (const run of inHand) {
      run.abort();
      run.end();
    }
    change = undefined;
    changing.abort();
    changing = new AbortController();
    expected.clear();
    checked = options.checkLost();
    checked.catch(() => undefined); // told where work begins
  };

  consumer.on(consumer.events.GROUP_JOIN, joined);
  consumer.on(consumer.events.CRASH, ({ payload }) => stopWith({ kind: 'crashed', error: payload.error }));
  const ticker = setInterval(
    () => {
      if (payloads > 0) void beat();
    },
    Math.min(BEAT_MS, options.sessionMs / 10),
  );
  const running = run(consumer, options, eachBatch).catch((error: unknown) => stopWith({ kind: 'crashed', error }));
  const ended = end.promise.then(async (reason) => {
    await running; // before the join is through, kafkajs cannot be stopped
    await idle?.promise;
    clearInterval(ticker);
    await consumer.disconnect();
    return reason;
  });
  return { ended, stop: () => stopWith({ kind: 'stopped' }) };
}

async function run(
  consumer: Consumer,
  { topic, partitions }: SessionOptions,
  eachBatch: (payload: EachBatchPayload) => Promise<void>,
): Promise<void> {
  await consumer.connect();
  // From the beginning: kafkajs’ default is the end, for new groups and for those whose offset is gone.
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: partitions,
    eachBatch,
  });
}

function chunkOf(
  topic: string,
  partition: number,
  messages: readonly KafkaMessage[],
  from: number,
  { maxRecords, maxBytes }: SessionOptions['limits'],
): StoredRecord[] {
  const chunk: StoredRecord[] = [];
  let bytes = 0;
  for (const message of messages.slice(from, from + maxRecords)) {
    bytes += message.value?.length ?? 0;
    if (chunk.length > 0 && bytes > maxBytes) break;
    chunk.push(toStored(topic, partition, message));
  }
  return chunk;
}
