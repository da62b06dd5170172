import type { DeadLetters } from '@presswatch/dead-letters';
import { deadLetterId } from '@presswatch/dead-letters';
import type { Erasures } from '@presswatch/erasures';
import type { EventLog, ScanOptions } from '@presswatch/event-log';
import type { Headers } from '@presswatch/events';
import type { RecordStore } from '@presswatch/records';
import type { Logger } from 'pino';
import type { PassCounts } from '../stage-pass/pass-log.ts';
import { type PassResult, runPass, type StageDefinition } from '../stage-pass/run-pass.ts';
import { takeEpoch } from './epochs.ts';
import { createPacing } from './pacing.ts';
import { createReplayRuns, type ReplayRecord, type ReplayRuns } from './runs.ts';

export interface ReplayDeps {
  readonly log: EventLog;
  readonly records: RecordStore;
  readonly erasures: Erasures;
  readonly deadLetters: DeadLetters;
  readonly logger: Logger;
  /** ms; default: the present time. */
  readonly now?: () => number;
}

export interface ReplayRequest {
  readonly definition: StageDefinition;
  readonly stage: string;
  readonly topic: string;
  /** ms: inputs published since then; `resume`: the newest replay of this stage that was broken off. */
  readonly from: { readonly since: number } | 'resume';
  /** Who reads what the stage writes; absent where nobody does. */
  readonly reader?: { readonly topic: string; readonly group: string };
  /** Records that may wait for the reader. Default 2,000. */
  readonly mostWaiting?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ReplayProgress) => void;
}

export interface ReplayProgress extends PassCounts {
  readonly epoch: number;
  /** Records that the replay began with. */
  readonly total: number;
  /** Open dead letters of the stage that went through now. */
  readonly settled: number;
  /** For what the stage waits. */
  readonly waiting?: string;
}

export interface ReplayResult extends ReplayProgress {
  readonly state: 'done' | 'stopped';
}

/** How many records a replay would take, as of the call. */
export async function countInputs(
  log: EventLog,
  topic: string,
  part: ScanOptions,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for await (const _record of log.scan(topic, part)) {
    if (signal.aborted) break;
    count++;
  }
  return count;
}

/**
 * Sends the inputs of a stage through it again, as they lie on the log: under the next epoch, which wins over what the
 * same captures gave before, and with the origin `replay`, which alerts nobody. Inputs are not published again, so
 * positions stay true. Open dead letters whose records go through now count as replayed.
 *
 * @throws EpochsSpentError, ReplayRunningError, NothingToResumeError, StagePausedError
 */
export async function replayStage(deps: ReplayDeps, request: ReplayRequest): Promise<ReplayResult> {
  const now = deps.now ?? Date.now;
  const runs = createReplayRuns(deps.records);
  await runs.mustBeAlone(now());
  const run = request.from === 'resume' ? await runs.unfinished(request.stage) : await begin(deps, request, now());
  const part: ScanOptions = { publishedSince: run.since, from: positions(run.next) };
  const before = run.done;
  const total = before + (await countInputs(deps.log, request.topic, part, request.signal));
  const write = (counts: PassCounts, next: ReadonlyMap<number, number>, state: ReplayRecord['state']) => {
    const kept = Object.fromEntries(next);
    return runs.save({ ...run, total, done: before + counts.done, next: kept, beatAt: now(), state });
  };
  // Before the record says that it runs: this may take longer than one sign of life counts.
  const letters = await openLetters(deps.deadLetters, request.stage);
  await write(NOTHING, positions(run.next), 'running');
  await runs.mustBeAlone(now(), run.epoch).catch((error) => giveUp(runs, run, error));
  const told = ({ done, outputs, deadLetters, erased }: PassCounts): ReplayProgress => ({
    done: before + done,
    outputs,
    deadLetters,
    erased,
    epoch: run.epoch,
    total,
    settled: letters.settled(),
  });
  let latest: { readonly counts: PassCounts; readonly next: ReadonlyMap<number, number> } = {
    counts: NOTHING,
    next: positions(run.next),
  };
  try {
    const result: PassResult = await runPass({
      ...deps,
      definition: request.definition,
      signal: request.signal,
      part,
      headersOf: (headers) => asReplay(headers, run.epoch),
      onFinished: letters.onFinished,
      ...pacing(deps, request),
      onProgress: (counts, waiting) =>
        request.onProgress?.({ ...told(counts), ...(waiting === undefined ? {} : { waiting }) }),
      save: async (counts, next) => {
        latest = { counts, next };
        await write(counts, next, 'running');
      },
    });
    await write(result, result.next, result.state);
    return { ...told(result), state: result.state };
  } catch (error) {
    await write(latest.counts, latest.next, 'failed');
    throw error;
  }
}

const NOTHING: PassCounts = { done: 0, outputs: 0, deadLetters: 0, erased: 0 };

const positions = (next: ReplayRecord['next']): ReadonlyMap<number, number> =>
  new Map(Object.entries(next).map(([partition, offset]) => [Number(partition), offset]));

async function begin({ records }: ReplayDeps, { stage, from }: ReplayRequest, now: number): Promise<ReplayRecord> {
  const since = from === 'resume' ? 0 : from.since;
  const epoch = await takeEpoch(records);
  return { stage, epoch, since, startedAt: now, beatAt: now, state: 'running', done: 0, total: 0, next: {} };
}

async function giveUp(runs: ReplayRuns, run: ReplayRecord, error: unknown): Promise<never> {
  await runs.save({ ...run, state: 'failed' });
  throw error;
}

const pacing = ({ log }: ReplayDeps, { reader, mostWaiting = 2000 }: ReplayRequest) =>
  reader === undefined ? {} : { pace: createPacing({ log, ...reader, most: mostWaiting }) };

/** Only an envelope has an epoch; what is none becomes the same dead letter again. */
const asReplay = (headers: Headers, epoch: number): Headers =>
  headers.ce_epoch === undefined ? headers : { ...headers, ce_origin: 'replay', ce_epoch: String(epoch) };

/** The dead letters of the stage that were open when the replay began; some hundred bytes each. */
async function openLetters(deadLetters: DeadLetters, stage: string) {
  const open = new Set<string>();
  for await (const { id } of deadLetters.each({ stage, status: 'open' })) open.add(id);
  let settled = 0;
  return {
    settled: () => settled,
    async onFinished(records: readonly Parameters<typeof deadLetterId>[1][], dead: ReadonlySet<string>) {
      if (open.size === 0) return;
      const through = records
        .map((record) => deadLetterId(stage, record))
        .filter((id) => open.has(id) && !dead.has(id));
      await deadLetters.markReplayed(through);
      for (const id of through) open.delete(id);
      settled += through.length;
    },
  };
}
