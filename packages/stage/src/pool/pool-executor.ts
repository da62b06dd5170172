import { EVENT_KINDS, type EventKind } from '@presswatch/events';
import type { InputRecord } from '../codec.ts';
import type { Executor } from '../executor.ts';
import type { StageDescription } from '../stage.ts';
import { causeOf, type Verdict } from '../verdict.ts';
import type { StageSetup, WorkerDescription } from './protocol.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

/** A pure stage, run in worker threads. */
export interface PureStage {
  /** The URL of a PureStageModule. */
  readonly module: URL;
  /** What its `create` gets: cloned into each worker. */
  readonly data?: unknown;
  /** The threads to run in; whoever made them closes them. Default: one thread of the stage's own. */
  readonly pool?: WorkerPool;
  /** The longest that one event may take, in ms. Default 10,000. */
  readonly deadlineMs?: number;
}

const CHUNK_RECORDS = 64;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Runs a pure stage in a pool of worker threads, so that its work never blocks heartbeats or the page. One event that
 * takes too long or too much memory costs one worker, and is the only one that becomes a dead letter.
 */
export async function createPoolExecutor(pure: PureStage): Promise<Executor> {
  const { deadlineMs = 10_000, pool = createWorkerPool() } = pure;
  const close = async () => (pure.pool === undefined ? pool.close() : undefined);
  const setup: StageSetup = { module: pure.module.href, data: pure.data };
  try {
    const stage = described(await pool.describe(setup));
    const runner: ChunkRunner = { pool, setup, deadlineMs };
    return {
      stage,
      execute: async (records, signal) => {
        const chunks = await Promise.all(split(records).map((chunk) => runChunk(runner, chunk, signal)));
        return chunks.flat();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface ChunkRunner {
  readonly pool: WorkerPool;
  readonly setup: StageSetup;
  readonly deadlineMs: number;
}

function described(description: WorkerDescription): StageDescription {
  const { name, version } = description;
  const output = description.output === undefined ? {} : { output: kindNamed(description.output) };
  return { name, version, input: kindNamed(description.input), ...output };
}

function kindNamed(name: string): EventKind {
  const kind = EVENT_KINDS.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(`no event kind is called ${name}`);
  return kind;
}

function split(records: readonly InputRecord[]): InputRecord[][] {
  const chunks: InputRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const last = chunks.at(-1);
    bytes += record.value.length;
    if (last === undefined || last.length >= CHUNK_RECORDS || bytes > CHUNK_BYTES) {
      chunks.push([record]);
      bytes = record.value.length;
    } else last.push(record);
  }
  return chunks;
}

/** Why a worker had to be given up. */
type Fault = {
  readonly code: 'deadline' | 'out-of-memory' | 'worker-died';
  readonly message: string;
  readonly error: unknown;
};

async function runChunk(
  runner: ChunkRunner,
  records: readonly InputRecord[],
  signal: AbortSignal,
): Promise<readonly Verdict[]> {
  if (records.length === 0) return [];
  const { pool, setup, deadlineMs } = runner;
  const progress = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const watch = watchDeadline(progress, deadlineMs, signal);
  try {
    return await pool.execute({ stage: setup, records, progress }, watch.signal);
  } catch (error) {
    signal.throwIfAborted();
    const fault = faultOf(error, watch.expired(), deadlineMs);
    return await withoutCulprit(runner, records, Math.max(0, Atomics.load(progress, 0)), fault, signal);
  } finally {
    watch.stop();
  }
}

/** Runs what was not the culprit again; a culprit among others gets a run of its own, with a fresh heap, before it is blamed. */
async function withoutCulprit(
  runner: ChunkRunner,
  records: readonly InputRecord[],
  culprit: number,
  fault: Fault,
  signal: AbortSignal,
): Promise<readonly Verdict[]> {
  const dead: Verdict = {
    kind: 'dead',
    reason: { code: fault.code, message: fault.message },
    cause: causeOf(fault.error),
    threw: fault.code,
  };
  if (records.length === 1) return [dead];
  return [
    ...(await runChunk(runner, records.slice(0, culprit), signal)),
    ...(fault.code === 'deadline' ? [dead] : await runChunk(runner, records.slice(culprit, culprit + 1), signal)),
    ...(await runChunk(runner, records.slice(culprit + 1), signal)),
  ];
}

function faultOf(error: unknown, expired: boolean, deadlineMs: number): Fault {
  if (expired) {
    const message = `reading it took longer than ${deadlineMs} ms; look at it with dlq show ID --raw, and replay it with a version that reads it faster`;
    return { code: 'deadline', message, error: new Error(`no result after ${deadlineMs} ms`) };
  }
  if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const message =
      'reading it took more memory than a worker has; look at it with dlq show ID --raw, and replay it with a version that needs less';
    return { code: 'out-of-memory', message, error };
  }
  return {
    code: 'worker-died',
    message: 'the worker that read it ended; report the cause, and replay after the mend',
    error,
  };
}

/** Aborts when the same record is in work for longer than the deadline; waiting for a free worker does not count. */
function watchDeadline(progress: Int32Array, deadlineMs: number, stop: AbortSignal) {
  const controller = new AbortController();
  let [at, since, expired] = [-1, performance.now(), false];
  const timer = setInterval(
    () => {
      const current = Atomics.load(progress, 0);
      if (current !== at) [at, since] = [current, performance.now()];
      else if (current >= 0 && performance.now() - since > deadlineMs) {
        expired = true;
        controller.abort();
      }
    },
    Math.max(5, Math.min(250, deadlineMs / 10)),
  );
  return {
    signal: AbortSignal.any([controller.signal, stop]),
    expired: () => expired,
    stop: () => clearInterval(timer),
  };
}
