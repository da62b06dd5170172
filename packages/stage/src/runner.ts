import type { Batch, EventLog, StoredRecord } from '@presswatch/event-log';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { backOffMs, waitBeating } from './back-off.ts';
import { type BatchWork, createBatchWork, type Finished, type Waiting } from './batch-work.ts';
import { type BugGuard, createBugGuard } from './bug-guard.ts';
import { createEffectExecutor, type EffectStage } from './effect-executor.ts';
import type { Executor } from './executor.ts';
import { createStageMetrics, type StageMetrics } from './metrics.ts';
import { createPoolExecutor, type PureStage } from './pool/pool-executor.ts';
import type { StageDescription } from './stage.ts';
import { traceIdOf } from './trace.ts';

export interface StageSettings {
  /** Tries of one event before it becomes a dead letter. Default 5. */
  readonly tries?: number;
  /** Records a batch. Default 64. */
  readonly maxRecords?: number;
  /** Bytes of values a batch. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Bytes of values in work at a time, over all partitions. Default 2 MiB. */
  readonly maxInFlightBytes?: number;
  /** ms: the first wait before a retry. Default 250, doubling to 30,000. */
  readonly firstWaitMs?: number;
}

export interface StageDeps {
  readonly log: EventLog;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly settings?: StageSettings;
  /** For jitter: 0 ≤ x < 1. */
  readonly random?: () => number;
}

/** How a stage is: `waiting` for a dependency passes by itself, `paused` after a bug needs a mend and a restart. */
export type StageHealth =
  | { readonly state: 'running' | 'stopped' }
  | { readonly state: 'waiting' | 'paused'; readonly reason: string };

export interface RunningStage {
  readonly stage: StageDescription;
  health(): StageHealth;
  /** Rejects when the stage ended by itself: the process should stop with exit code 1. */
  readonly ended: Promise<void>;
  /** Finishes what is in work, hands back the rest. */
  stop(): Promise<void>;
}

const MOST_WAIT_MS = 30_000;
const BEAT_MS = 2000;

/** Starts consuming: everything that is not a stage's own business is here (docs/architecture.md, outcome table). */
export async function startStage(
  definition: EffectStage<never, unknown> | PureStage,
  deps: StageDeps,
): Promise<RunningStage> {
  const executor =
    'module' in definition ? await createPoolExecutor(definition) : createEffectExecutor(definition as EffectStage);
  const { stage } = executor;
  const runner = createRunner(executor, deps);
  const { maxRecords = 64, maxBytes = 1 << 20, maxInFlightBytes = 2 << 20 } = deps.settings ?? {};
  const subscription = await deps.log.subscribe({
    topic: stage.input.topic,
    group: stage.name,
    handler: (batch) => runner.handle(batch),
    maxRecords,
    maxBytes,
    maxInFlightBytes,
  });
  let stopped = false;
  return {
    stage,
    health: () => (stopped ? { state: 'stopped' } : runner.health()),
    ended: subscription.ended,
    async stop() {
      stopped = true;
      await subscription.close();
      await executor.close();
    },
  };
}

interface Runner {
  handle(batch: Batch): Promise<void>;
  health(): StageHealth;
}

function createRunner(executor: Executor, deps: StageDeps): Runner {
  const { stage } = executor;
  const logger = deps.logger.child({ stage: stage.name });
  const metrics = createStageMetrics(deps.registry, stage.name);
  const guard = createBugGuard();
  const waits = new Map<Batch, Waiting>();
  const { tries = 5, firstWaitMs = 250 } = deps.settings ?? {};
  const random = deps.random ?? Math.random;

  async function handle(batch: Batch): Promise<void> {
    const bytes = batch.records.reduce((sum, record) => sum + (record.value?.length ?? 0), 0);
    const started = performance.now();
    metrics.inFlight(bytes);
    try {
      await work(batch, createBatchWork(stage, batch.records, guard, tries));
    } finally {
      metrics.inFlight(-bytes);
      metrics.batch((performance.now() - started) / 1000);
      settle(batch);
    }
  }

  async function work(batch: Batch, items: BatchWork): Promise<void> {
    for (let attempt = 1; !items.complete && !batch.signal.aborted; attempt++) {
      const waiting = guard.paused === undefined ? await pass(batch, items) : undefined;
      if (guard.paused !== undefined) return await pauseUntilStopped(batch, guard, logger, metrics);
      if (waiting === undefined) settle(batch);
      else note(batch, waiting);
      if (items.complete) return;
      const ms = backOffMs({ firstMs: firstWaitMs, mostMs: MOST_WAIT_MS }, attempt, random);
      if (!(await waitBeating(ms, () => batch.heartbeat(), batch.signal))) return;
    }
  }

  /** One round over what is open; then finishes as far as nothing is missing. */
  async function pass(batch: Batch, items: BatchWork): Promise<Waiting | undefined> {
    const verdicts = await beating(batch, (signal) => executor.execute(items.open(), signal));
    if (verdicts === undefined) return undefined;
    const { retries, failures, waiting } = items.take(verdicts);
    for (const failure of failures) metrics.failed(failure);
    for (const reason of retries) metrics.retried(reason);
    await eraseTombstones(executor, items, logger);
    const finish = items.finishable(Date.now());
    if (finish === undefined) return waiting;
    await batch.finish({ outputs: finish.outputs, deadLetters: finish.deadLetters, upTo: finish.upTo });
    account(finish.done, metrics, logger);
    return waiting;
  }

  function note(batch: Batch, waiting: Waiting): void {
    if (!waits.has(batch)) logger.warn({ ...waiting }, `waiting for ${waiting.dependency}: ${waiting.reason}`);
    waits.set(batch, waiting);
    metrics.waiting(waiting.dependency, true);
  }

  function settle(batch: Batch): void {
    const waiting = waits.get(batch);
    if (waiting === undefined || !waits.delete(batch)) return;
    const others = [...waits.values()].some((other) => other.dependency === waiting.dependency);
    if (!others) metrics.waiting(waiting.dependency, false);
  }

  function health(): StageHealth {
    if (guard.paused !== undefined) return { state: 'paused', reason: bugReason(stage, guard.paused) };
    const [waiting] = waits.values();
    return waiting ? { state: 'waiting', reason: `${waiting.dependency}: ${waiting.reason}` } : { state: 'running' };
  }

  return { handle, health };
}

/** Runs work with heartbeats beside it; undefined when the batch was aborted meanwhile. */
async function beating<T>(batch: Batch, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const lost = new AbortController();
  const timer = setInterval(() => void batch.heartbeat().catch((error: unknown) => lost.abort(error)), BEAT_MS);
  try {
    return await work(AbortSignal.any([batch.signal, lost.signal]));
  } catch (error) {
    if (lost.signal.aborted) throw lost.signal.reason;
    if (batch.signal.aborted) return undefined;
    throw error;
  } finally {
    clearInterval(timer);
  }
}

async function eraseTombstones(executor: Executor, items: BatchWork, logger: Logger): Promise<void> {
  const tombstones = items.tombstones();
  if (tombstones.length === 0) return;
  try {
    await executor.erase?.(tombstones.map((record) => record.key));
  } catch (error) {
    logger.error({ err: error }, 'erasing failed; it is tried again until it works');
    return;
  }
  items.tombstonesDone();
}

function account(done: readonly Finished[], metrics: StageMetrics, logger: Logger): void {
  const now = Date.now();
  const isDebug = logger.isLevelEnabled('debug');
  metrics.processed(done.length);
  for (const { record, final, attempts } of done) {
    const ingestedAt = Number(record.headers.ce_ingestedat);
    if (Number.isFinite(ingestedAt)) metrics.age((now - ingestedAt) / 1000);
    if (final.kind === 'done') {
      if (final.skipped !== undefined) metrics.skipped(final.skipped);
      if (isDebug) logger.debug({ ...aboutOf(record), skipped: final.skipped, attempts }, 'finished');
      continue;
    }
    const { code, message } = final.reason;
    metrics.deadLetter(code);
    logger.warn({ ...aboutOf(record), reason: code, attempts, cause: final.cause }, `dead letter: ${message}`);
  }
}

/** What a log line about one release bears, so that its way can be followed over all services. */
function aboutOf({ key, value, headers }: StoredRecord) {
  const { traceparent } = headers;
  const traceId = traceIdOf(typeof traceparent === 'string' ? traceparent : new TextDecoder().decode(traceparent));
  return { traceId, releaseId: key.split('/', 1)[0], source: sourceOf(value), key };
}

/** The source's id, for a log line; the value may be anything. */
function sourceOf(value: Uint8Array | null): string | undefined {
  const head = new TextDecoder().decode(value?.subarray(0, 4096));
  return /"source":\{"id":"([^"\\]{1,200})"/.exec(head)?.[1];
}

const bugReason = (stage: StageDescription, kind: string): string =>
  `${stage.name} ${stage.version} threw on event after event (${kind}): it is paused so that they do not all become dead letters. Mend it and start again: nothing is lost`;

async function pauseUntilStopped(batch: Batch, guard: BugGuard, logger: Logger, metrics: StageMetrics): Promise<void> {
  logger.error({ threw: guard.paused }, 'paused: the stage throws on everything');
  metrics.waiting('a-mend', true);
  while (await waitBeating(BEAT_MS, () => batch.heartbeat(), batch.signal)) {
    // only a restart with a mended stage ends this
  }
}
