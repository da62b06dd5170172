import { setTimeout as sleep } from 'node:timers/promises';
import { type Erasures, ErasuresUnreadableError } from '@presswatch/erasures';
import type {
  Batch,
  EventLog,
  Finish,
  NewRecord,
  ScanOptions,
  StoredRecord,
  SubscribeOptions,
  Subscription,
} from '@presswatch/event-log';
import type { Headers } from '@presswatch/events';
import { parseCaptureKey } from '@presswatch/identity';
import { batches } from './batches.ts';

export interface PassOptions {
  readonly log: EventLog;
  /** Which part of the topic goes through the stage. */
  readonly part: ScanOptions;
  readonly erasures: Erasures;
  /** The headers with which the stage gets a record. Default: its own. */
  readonly headersOf?: (headers: Headers) => Headers;
  /** Before each batch: may wait. */
  readonly pace?: (signal: AbortSignal) => Promise<void>;
  /** After what came of these records is durable; `dead` holds the keys of the dead letters. */
  readonly onFinished?: (records: readonly StoredRecord[], dead: ReadonlySet<string>) => Promise<void>;
}

/** How far a pass has come. */
export interface PassCounts {
  /** Records that are done with, whatever came of them. */
  readonly done: number;
  readonly outputs: number;
  readonly deadLetters: number;
  /** Records of erased releases: they did not reach the stage. */
  readonly erased: number;
}

/** One reading of a topic, in the shape of the log that a stage's runner consumes. */
export interface PassLog {
  /** For one `subscribe`, by the runner. */
  readonly log: EventLog;
  /** Resolves when everything was handed out and finished; rejects when the subscription ended by itself. */
  readonly drained: Promise<void>;
  counts(): PassCounts;
  /** For what the pass itself waits: the list of erased releases cannot be read. */
  waiting(): string | undefined;
  /** By partition: the first offset that is not done. */
  next(): ReadonlyMap<number, number>;
}

/**
 * A log whose subscription is one scan: what lies in the topic as of now goes to the handler, partition by partition, a
 * batch at a time; what the handler finishes is published to the real log. No group of the real log moves, so live
 * consumers go on undisturbed. Records of erased releases are left out, before the stage and again after it.
 */
export function createPassLog(options: PassOptions): PassLog {
  const { log } = options;
  const drained = Promise.withResolvers<void>();
  drained.promise.catch(() => undefined); // whoever waits hears of it; nobody may
  const next = new Map(options.part.from ?? []);
  const counts = { done: 0, outputs: 0, deadLetters: 0, erased: 0 };
  const asking = createAsking(options.erasures);

  const finished = async (records: readonly StoredRecord[], outputs: number, dead: readonly NewRecord[]) => {
    const last = records.at(-1);
    if (last === undefined) return;
    counts.done += records.length;
    counts.outputs += outputs;
    counts.deadLetters += dead.length;
    await options.onFinished?.(records, new Set(dead.map(({ key }) => key)));
    next.set(last.partition, last.offset + 1);
  };

  async function publish({ outputs, deadLetters }: Finish, signal: AbortSignal) {
    // Erased since the batch was read: what came of it must not reach the log any more.
    const keep = await asking.notErased([...outputs, ...deadLetters], signal);
    const dead = deadLetters.filter((record) => keep.has(record));
    if (keep.size > 0) await log.publish([...keep]);
    return { outputs: keep.size - dead.length, dead };
  }

  /** Hands out what is left of a batch until all of it is finished, or the pass is stopped. */
  async function work(records: readonly StoredRecord[], subscribe: SubscribeOptions, signal: AbortSignal) {
    const keep = await asking.notErased(records, signal);
    counts.erased += records.length - keep.size;
    let rest = records.filter((record) => keep.has(record));
    let waiting = records; // in their order, erased ones among them
    if (rest.length === 0) return finished(records, 0, []);
    while (rest.length > 0 && !signal.aborted) {
      const finish = async (done: Finish): Promise<void> => {
        const published = await publish(done, signal);
        rest = rest.filter(({ offset }) => offset >= done.upTo);
        // Erased records behind the last that the stage saw are done with it.
        const upTo = rest[0]?.offset ?? Number.POSITIVE_INFINITY;
        const passed = waiting.filter(({ offset }) => offset < upTo);
        waiting = waiting.slice(passed.length);
        await finished(passed, published.outputs, published.dead);
      };
      await subscribe.handler(batchOf(rest, options.headersOf, signal, finish));
    }
  }

  async function run(subscribe: SubscribeOptions, signal: AbortSignal): Promise<void> {
    const { topic, maxRecords = 64, maxBytes = 1 << 20 } = subscribe;
    for await (const records of batches(log.scan(topic, options.part), { maxRecords, maxBytes })) {
      if (!signal.aborted) await options.pace?.(signal);
      if (signal.aborted) return;
      await work(records, subscribe, signal);
    }
    if (!signal.aborted) drained.resolve();
  }

  const subscribe = async (subscribing: SubscribeOptions): Promise<Subscription> => {
    const ended = Promise.withResolvers<void>();
    ended.promise.catch(() => undefined); // as above
    const stopping = new AbortController();
    const running = run(subscribing, stopping.signal).catch((error: unknown) => {
      if (stopping.signal.aborted && (error as Error).name === 'AbortError') return; // it waited when it was stopped
      drained.reject(error);
      ended.reject(error);
    });
    const close = async () => {
      stopping.abort(new Error('the pass is being stopped'));
      await running;
      ended.resolve();
    };
    return { ended: ended.promise, close };
  };
  return {
    log: { ...log, subscribe },
    drained: drained.promise,
    counts: () => ({ ...counts }),
    next: () => next,
    waiting: asking.waiting,
  };
}

function batchOf(
  records: readonly StoredRecord[],
  headersOf: PassOptions['headersOf'],
  signal: AbortSignal,
  finish: Batch['finish'],
): Batch {
  const [first] = records;
  const shown = headersOf === undefined ? records : records.map((one) => ({ ...one, headers: headersOf(one.headers) }));
  return {
    topic: first?.topic ?? '',
    partition: first?.partition ?? 0,
    records: shown,
    signal,
    finish,
    heartbeat: async () => undefined,
  };
}

/** What a record is about: a dead letter bears its release as partition key, or in the header that keeps its first key. */
const ownerOf = (record: NewRecord | StoredRecord): string | undefined =>
  parseCaptureKey(record.key)?.releaseId ?? ('partitionKey' in record ? record.partitionKey : undefined);

const ASK_AGAIN_MS = 1000;

/** Asks which records belong to no erased release; while nobody knows, it waits. */
function createAsking(erasures: Erasures) {
  let waiting: string | undefined;

  async function erasedOf(ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    for (;;) {
      try {
        const erased = await erasures.erasedOf(ids);
        waiting = undefined;
        return erased;
      } catch (error) {
        if (!(error instanceof ErasuresUnreadableError)) throw error;
        waiting = `records: ${error.message}`;
        await sleep(ASK_AGAIN_MS, undefined, { signal });
      }
    }
  }

  return {
    waiting: () => waiting,
    /**
     * Those that belong to no erased release; tombstones always.
     *
     * @throws AbortError when the pass is stopped while it waits: then nothing may be written
     */
    async notErased<R extends NewRecord | StoredRecord>(
      records: readonly R[],
      signal: AbortSignal,
    ): Promise<ReadonlySet<R>> {
      const erased = await erasedOf(
        records.flatMap((record) => ownerOf(record) ?? []),
        signal,
      );
      return new Set(records.filter((record) => record.value === null || !erased.has(ownerOf(record) ?? '')));
    },
  };
}
