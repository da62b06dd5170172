import type { Batch, EventLog, Finish, StoredRecord, SubscribeOptions } from '@presswatch/event-log';
import { ENRICHED_RELEASE, type Envelope, PARSED_RELEASE, RAW_RELEASE, toHeaders } from '@presswatch/events';
import { captureKey } from '@presswatch/identity';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { EffectStage } from './effect-executor.ts';
import { emit, type Outcome, reject, retry, skip, unavailable } from './outcome.ts';
import { startStage } from './runner.ts';

const RELEASE = 'ab'.repeat(16);
const envelope: Envelope = {
  id: 'x',
  type: 'presswatch.release.parsed.v1',
  source: '/presswatch/parser',
  specversion: '1.0',
  time: '2026-01-02T03:04:05.000Z',
  origin: 'backfill',
  epoch: 3,
  ingestedAt: 1_767_323_045_000,
  hops: [{ stage: 'fetcher', version: '1', at: 1 }],
  rawAt: 'releases.raw/4/17',
};

/** A removed release: the smallest event that fits the schemas of parsed and enriched releases. */
const event = (n: number) => ({
  state: 'removed',
  releaseId: RELEASE,
  capture: { fetchedAt: 1_767_323_045_000 + n, sha256: 'cd'.repeat(32) },
  source: { id: 's', kind: 'feed' },
  aliases: [],
  reason: 'gone',
});

function record(n: number, over: Partial<StoredRecord> = {}): StoredRecord {
  return {
    topic: PARSED_RELEASE.topic,
    partition: 4,
    offset: n,
    key: captureKey(RELEASE, event(n).capture),
    value: Buffer.from(JSON.stringify(event(n))),
    headers: toHeaders(envelope),
    publishedAt: 0,
    ...over,
  };
}

/** A batch by hand: it notes what is finished, and can be aborted. */
function batchOf(records: readonly StoredRecord[], finish: (finish: Finish) => Promise<void> = async () => undefined) {
  const finishes: Finish[] = [];
  const controller = new AbortController();
  const batch: Batch = {
    topic: PARSED_RELEASE.topic,
    partition: 4,
    records,
    signal: controller.signal,
    heartbeat: async () => undefined,
    finish: async (given) => {
      await finish(given);
      finishes.push(given);
    },
  };
  const upTo = () => finishes.at(-1)?.upTo;
  const outputs = () => finishes.flatMap((f) => f.outputs);
  const dead = () => finishes.flatMap((f) => f.deadLetters);
  return { batch, finishes, abort: () => controller.abort(), upTo, outputs, dead };
}

const stageOf = (handler: EffectStage<never, unknown>['handler'], more: Partial<EffectStage<never, unknown>> = {}) =>
  ({ name: 'tester', version: '7', input: PARSED_RELEASE, output: ENRICHED_RELEASE, handler, ...more }) as EffectStage<
    never,
    unknown
  >;

async function start(stage: EffectStage<never, unknown>, settings = {}) {
  let options: SubscribeOptions | undefined;
  const log = {
    subscribe: async (given: SubscribeOptions) => {
      options = given;
      return { ended: new Promise<void>(() => undefined), close: async () => undefined };
    },
  } as Partial<EventLog> as EventLog;
  const registry = new Registry();
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const running = await startStage(stage, { log, logger, registry, settings: { firstWaitMs: 0, ...settings } });
  const handle = (batch: Batch) => options?.handler(batch) ?? Promise.reject(new Error('not subscribed'));
  const metric = async (name: string) =>
    (await registry.getSingleMetric(`presswatch_stage_${name}`)?.get())?.values.map(({ value, labels }) => ({
      value,
      ...labels,
    }));
  return { running, handle, metric, lines };
}

const each = (outcome: (n: number) => Outcome<unknown> | Promise<Outcome<unknown>>) =>
  stageOf({ run: async (e: { capture: { fetchedAt: number } }) => outcome(e.capture.fetchedAt - 1_767_323_045_000) });

describe('the outcome table', () => {
  it('emits: outputs carry the envelope on, with a hop more', async () => {
    const { handle, metric } = await start(each((n) => emit(event(n))));
    const { batch, outputs, upTo } = batchOf([record(1), record(2)]);
    await handle(batch);
    expect(upTo()).toBe(3);
    expect(outputs().map((o) => [o.topic, o.key, o.partitionKey])).toEqual(
      [1, 2].map((n) => [ENRICHED_RELEASE.topic, record(n).key, RELEASE]),
    );
    const headers = outputs()[0]?.headers;
    expect(headers).toMatchObject({
      ce_type: 'presswatch.release.enriched.v1',
      ce_origin: 'backfill',
      ce_epoch: '3',
      ce_ingestedat: '1767323045000',
      ce_rawat: 'releases.raw/4/17',
      ce_source: '/presswatch/tester',
    });
    expect(JSON.parse(String(headers?.ce_hops))).toMatchObject([
      { stage: 'fetcher' },
      { stage: 'tester', version: '7' },
    ]);
    expect(await metric('processed_total')).toEqual([{ stage: 'tester', value: 2 }]);
  });

  it('stamps the position of raw releases', async () => {
    const raw = { ...event(1), reason: 'gone' };
    const { handle } = await start(
      stageOf({ run: async () => emit(raw) }, { input: RAW_RELEASE, output: PARSED_RELEASE }),
    );
    const { rawAt: _, ...bare } = envelope;
    const headers = toHeaders({ ...bare, type: 'presswatch.release.raw.v1' });
    const { batch, outputs } = batchOf([record(9, { topic: RAW_RELEASE.topic, headers })]);
    await handle(batch);
    expect(outputs()[0]?.headers.ce_rawat).toBe('releases.raw/4/9');
  });

  it('carries the trace on under a span of its own, and names it in what is logged of a release', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = toHeaders({ ...envelope, traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    const { handle, metric, lines } = await start(each((n) => (n === 2 ? reject('bad', 'it is bad') : emit(event(n)))));
    const { batch, outputs } = batchOf([record(1, { headers }), record(2, { headers })]);
    await handle(batch);
    expect(outputs()[0]?.headers.traceparent).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
    const about = { stage: 'tester', traceId: trace, releaseId: RELEASE, source: 's' };
    expect(lines).toMatchObject([
      { ...about, msg: 'finished' },
      { ...about, reason: 'bad', msg: 'dead letter: it is bad' },
    ]);
    expect(await metric('failures_total')).toEqual([{ stage: 'tester', class: 'rejected', value: 1 }]);
  });

  it('skips: counted by reason, nothing published', async () => {
    const { handle, metric } = await start(each(() => skip('not-news', 'a weather map')));
    const { batch, outputs, dead, upTo } = batchOf([record(1)]);
    await handle(batch);
    expect([outputs(), dead(), upTo()]).toEqual([[], [], 2]);
    expect(await metric('skipped_total')).toEqual([{ stage: 'tester', reason: 'not-news', value: 1 }]);
  });

  it('rejects: a dead letter beside its good neighbours, never an output', async () => {
    const { handle, metric, lines } = await start(
      each((n) => (n === 2 ? reject('too-odd', 'look at it') : emit(event(n)))),
    );
    const { batch, outputs, dead, finishes } = batchOf([record(1), record(2), record(3)]);
    await handle(batch);
    expect(outputs().map((o) => o.key)).toEqual([record(1).key, record(3).key]);
    expect(dead()).toHaveLength(1);
    expect(dead()[0]).toMatchObject({ topic: 'releases.parsed.tester.dlq', value: record(2).value });
    expect(finishes).toHaveLength(1);
    expect(await metric('dead_letters_total')).toEqual([{ stage: 'tester', reason: 'too-odd', value: 1 }]);
    expect(lines).toContainEqual(
      expect.objectContaining({ releaseId: RELEASE, source: 's', reason: 'too-odd', attempts: 1 }),
    );
  });

  it.each([
    ['no envelope', { headers: {} }, 'no-envelope'],
    ['no JSON', { value: Buffer.from('{') }, 'not-json'],
    ['bad UTF-8', { value: Buffer.from([0x22, 0xff, 0x22]) }, 'not-json'],
    ['another shape', { value: Buffer.from('{"state":"present"}') }, 'schema-mismatch'],
    ['another event', { headers: toHeaders({ ...envelope, type: 'presswatch.release.raw.v1' }) }, 'wrong-event'],
    [
      'a newer version',
      { headers: toHeaders({ ...envelope, type: 'presswatch.release.parsed.v2' }) },
      'unsupported-version',
    ],
  ])('makes a dead letter of %s', async (_name, over, code) => {
    const { handle, metric } = await start(each((n) => emit(event(n))));
    const { batch, outputs, dead } = batchOf([record(1, over), record(2)]);
    await handle(batch);
    expect(outputs()).toHaveLength(1);
    expect(dead()).toHaveLength(1);
    expect(await metric('dead_letters_total')).toEqual([{ stage: 'tester', reason: code, value: 1 }]);
  });

  it('makes a dead letter of what grew over the limit of the log', async () => {
    const { handle, metric } = await start(
      each((n) => emit({ ...event(n), aliases: ['x'.repeat(n === 1 ? 12 << 20 : 9)] })),
    );
    const { batch, outputs, dead } = batchOf([record(1), record(2)]);
    await handle(batch);
    expect([outputs().length, dead().length]).toEqual([1, 1]);
    expect(await metric('dead_letters_total')).toEqual([{ stage: 'tester', reason: 'output-too-large', value: 1 }]);
  });

  it('retries only what asked for it, then makes a dead letter', async () => {
    const tries = new Map<number, number>();
    const { handle, metric } = await start(
      each((n) => {
        tries.set(n, (tries.get(n) ?? 0) + 1);
        if (n === 2) return retry('shaky', 'again');
        return n === 3 && tries.get(3) === 1 ? retry('shaky', 'again') : emit(event(n));
      }),
      { tries: 4 },
    );
    const { batch, outputs, dead, upTo } = batchOf([record(1), record(2), record(3)]);
    await handle(batch);
    expect([...tries.entries()].sort()).toEqual([
      [1, 1],
      [2, 4],
      [3, 2],
    ]);
    expect(outputs().map((o) => o.key)).toEqual([record(1).key, record(3).key]);
    expect([dead().length, upTo()]).toEqual([1, 4]);
    expect(await metric('retries_total')).toEqual([{ stage: 'tester', reason: 'shaky', value: 4 }]);
  });

  it('waits without limit for what is away; the offset stops below the first unfinished', async () => {
    let calls = 0;
    const stage = each((n) => (n === 2 && ++calls < 50 ? unavailable('index', 'refused') : emit(event(n))));
    const { handle, running } = await start(stage, { tries: 2 });
    const seen: unknown[] = [];
    const { batch, outputs, dead, finishes } = batchOf([record(1), record(2), record(3)], async () => {
      seen.push(running.health());
    });
    await handle(batch);
    expect(calls).toBe(50);
    expect(finishes.map((f) => f.upTo)).toEqual([2, 4]);
    expect([outputs().length, dead().length]).toEqual([3, 0]);
    expect(seen[1]).toEqual({ state: 'waiting', reason: 'index: refused' });
    expect(running.health()).toEqual({ state: 'running' });
  });

  it('lets a failure to publish end the subscription, with nothing finished', async () => {
    const { handle } = await start(each((n) => emit(event(n))));
    const { batch, finishes } = batchOf([record(1)], () => Promise.reject(new Error('disk full')));
    await expect(handle(batch)).rejects.toThrow('disk full');
    expect(finishes).toEqual([]);
  });
});

describe('throwing', () => {
  it('keeps one event’s throw its own, in runBatch too', async () => {
    const stage = stageOf({
      runBatch: async (inputs: readonly { event: { capture: { fetchedAt: number } } }[]) => {
        if (inputs.some((i) => i.event.capture.fetchedAt === 1_767_323_045_002)) throw new TypeError('two');
        return inputs.map((i) => emit(i.event));
      },
    } as EffectStage<never, unknown>['handler']);
    const { handle } = await start(stage, { tries: 3 });
    const { batch, outputs, dead } = batchOf([record(1), record(2), record(3)]);
    await handle(batch);
    expect([outputs().length, dead().length]).toEqual([2, 1]);
  });

  it('counts an event that is tried again and again once: a few bad ones are no bug', async () => {
    const { handle, running } = await start(
      each(() => Promise.reject(new TypeError('a bad event'))),
      { tries: 8 },
    );
    const { batch, dead } = batchOf([record(1), record(2), record(3), record(4)]);
    await handle(batch);
    expect(running.health().state).toBe('running');
    expect(dead()).toHaveLength(4);
  });

  it('pauses a stage that throws on everything, and makes no dead letters of it', async () => {
    const { handle, running } = await start(each(() => Promise.reject(new TypeError('a bug'))));
    const { batch, dead, finishes, abort } = batchOf(Array.from({ length: 30 }, (_, n) => record(n + 1)));
    const handled = handle(batch);
    await expect.poll(() => running.health().state).toBe('paused');
    abort();
    await handled;
    expect([dead(), finishes]).toEqual([[], []]);
  });

  it('does not pause on different throws, nor on throws with good events between', async () => {
    const { handle, running } = await start(
      each((n) => (n % 19 === 0 ? emit(event(n)) : Promise.reject(new TypeError('now and then')))),
      { tries: 1 },
    );
    const { batch, dead } = batchOf(Array.from({ length: 60 }, (_, n) => record(n + 1)));
    await handle(batch);
    expect(running.health().state).toBe('running');
    expect(dead()).toHaveLength(57);
  });
});

it('forwards tombstones in order, and erases what they gave', async () => {
  const erased: string[] = [];
  const stage = { ...each((n) => emit(event(n))), erase: async (keys: readonly string[]) => void erased.push(...keys) };
  const { handle } = await start(stage);
  const { batch, outputs } = batchOf([record(1), record(2, { value: null }), record(3)]);
  await handle(batch);
  expect(erased).toEqual([record(2).key]);
  expect(outputs().map((o) => [o.key, o.value === null])).toEqual([1, 2, 3].map((n) => [record(n).key, n === 2]));
});

it('stops in a wait when the batch is aborted, and finishes nothing more', async () => {
  const { handle } = await start(
    each(() => unavailable('index', 'away')),
    { firstWaitMs: 60_000 },
  );
  const { batch, finishes, abort } = batchOf([record(1)]);
  const handled = handle(batch);
  abort();
  await handled;
  expect(finishes).toEqual([]);
});
