import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHeaders } from '@presswatch/events';
import { captureKey } from '@presswatch/identity';
import { afterEach, expect, it } from 'vitest';
import type { Executor } from '../executor.ts';
import { createPoolExecutor } from './pool-executor.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

const RELEASE = 'ab'.repeat(16);
const headers = toHeaders({
  id: 'x',
  type: 'presswatch.release.parsed.v1',
  source: '/presswatch/test',
  specversion: '1.0',
  time: '2026-01-02T03:04:05.000Z',
  origin: 'live',
  epoch: 0,
  ingestedAt: 1,
  hops: [],
});

function input(n: number, reason: string) {
  const capture = { fetchedAt: 1_767_323_045_000 + n, sha256: 'cd'.repeat(32) };
  const event = { state: 'removed', releaseId: RELEASE, capture, source: { id: 's', kind: 'x' }, aliases: [], reason };
  const key = captureKey(RELEASE, capture);
  return { topic: 'releases.parsed', partition: 0, offset: n, key, value: Buffer.from(JSON.stringify(event)), headers };
}

const signal = new AbortController().signal;
let executor: Executor | undefined;
let pool: WorkerPool | undefined;
afterEach(async () => {
  await executor?.close();
  await pool?.close();
});

async function verdicts(reasons: readonly string[], { threads = 1, deadlineMs = 400 } = {}) {
  const module = new URL('./testdata/odd-stage.ts', import.meta.url);
  pool = createWorkerPool({ threads, heapMb: 64 });
  executor = await createPoolExecutor({ module, data: { greeting: 'hello' }, deadlineMs, pool });
  const found = await executor.execute(
    reasons.map((reason, n) => input(n, reason)),
    signal,
  );
  return found.map((verdict) => (verdict.kind === 'dead' ? verdict.reason.code : verdict.kind));
}

it('runs a stage in workers: in order, with the data it was given', async () => {
  expect(
    await verdicts(
      Array.from({ length: 200 }, () => 'fine'),
      { threads: 2 },
    ),
  ).toEqual(Array(200).fill('done'));
  const [verdict] = (await executor?.execute([input(7, 'fine')], signal)) ?? [];
  const output = verdict?.kind === 'done' ? verdict.outputs[0] : undefined;
  expect(output?.key).toBe(input(7, 'fine').key);
  expect(JSON.parse(new TextDecoder().decode(output?.value ?? undefined))).toMatchObject({ greeting: 'hello' });
});

it('blames the one event that takes for ever, and no neighbour', async () => {
  expect(await verdicts(['fine', 'fine', 'loop', 'fine', 'loop', 'fine'])).toEqual([
    'done',
    'done',
    'deadline',
    'done',
    'deadline',
    'done',
  ]);
});

it('waits for events that are answered later, and blames the one that never is', async () => {
  expect(await verdicts(['later', 'fine', 'never', 'later', 'fail later', 'fine'])).toEqual([
    'done',
    'done',
    'deadline',
    'done',
    'threw',
    'done',
  ]);
});

it('blames the one event that eats the memory, and goes on', async () => {
  expect(await verdicts(['fine', 'eat', 'fine'], { deadlineMs: 60_000 })).toEqual(['done', 'out-of-memory', 'done']);
  expect(await executor?.execute([input(9, 'fine')], signal)).toMatchObject([{ kind: 'done' }]);
});

it('waits, and blames no event, where a worker that takes a dead one’s place cannot load its stage', async () => {
  const brokenWhile = join(tmpdir(), `presswatch-broken-${process.pid}`);
  const module = new URL('./testdata/odd-stage.ts', import.meta.url);
  executor = await createPoolExecutor({ module, data: { greeting: 'hello', brokenWhile }, deadlineMs: 200 });
  writeFileSync(brokenWhile, '');
  try {
    expect(await executor.execute([input(1, 'loop')], signal)).toMatchObject([{ reason: { code: 'deadline' } }]);
    expect(await executor.execute([input(2, 'fine')], signal)).toMatchObject([
      { kind: 'unavailable', dependency: 'stage-data', reason: 'a list is half edited' },
    ]);
  } finally {
    rmSync(brokenWhile);
  }
  expect(await executor.execute([input(2, 'fine')], signal)).toMatchObject([{ kind: 'done' }]);
});

it('makes dead letters of throws and of stack overflows, with the kind of throw', async () => {
  expect(await verdicts(['throw', 'recurse', 'fine'])).toEqual(['threw', 'threw', 'done']);
  const [verdict] = (await executor?.execute([input(1, 'throw')], signal)) ?? [];
  expect(verdict).toMatchObject({
    threw: expect.stringMatching(/^TypeError at .*odd-stage\.ts/),
    cause: { message: 'told to' },
  });
});

it('stops when told to, even in the middle of an event', async () => {
  const module = new URL('./testdata/odd-stage.ts', import.meta.url);
  executor = await createPoolExecutor({ module, data: { greeting: 'hello' }, deadlineMs: 60_000 });
  const controller = new AbortController();
  const running = executor.execute([input(1, 'loop')], controller.signal);
  controller.abort();
  await expect(running).rejects.toThrow();
});

it('says what is wrong with a stage that cannot be made', async () => {
  const module = new URL('./testdata/no-such-stage.ts', import.meta.url);
  await expect(createPoolExecutor({ module })).rejects.toThrow('no-such-stage');
});
