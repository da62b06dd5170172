import type { Erasures } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import { ReindexRunningError, type ReleaseIndexGenerations, type ReleaseWriter } from '@presswatch/release-index';
import type { Logger } from 'pino';
import type { PassCounts } from './stage-pass/pass-log.ts';
import { type PassResult, runPass, type StageDefinition } from './stage-pass/run-pass.ts';

export interface ReindexDeps {
  readonly log: EventLog;
  readonly generations: ReleaseIndexGenerations;
  readonly erasures: Erasures;
  /** The stage that writes the index, over another writer. */
  readonly indexer: (writer: ReleaseWriter) => StageDefinition;
  readonly logger: Logger;
}

export interface ReindexRequest {
  /** What the indexer reads: releases.enriched. */
  readonly topic: string;
  /** Takes the place of a killed reindex whose silence has not lasted a minute. */
  readonly force?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ReindexProgress) => void;
}

export interface ReindexProgress extends PassCounts {
  /** `filling`: the former index serves; `catching-up`: the new one serves and gets what came in meanwhile. */
  readonly phase: 'filling' | 'catching-up';
  /** Records on the topic when the reindex began. */
  readonly total: number;
  readonly waiting?: string;
}

export interface ReindexResult extends PassCounts {
  /** `stopped`: before the new index served; the former one serves on and nothing is left behind. */
  readonly state: 'done' | 'stopped';
  readonly generation: string;
  readonly total: number;
}

/** No group of this name reads: its lag is what the topic holds. */
const NOBODY = 'reindex';
/** The last look before the promotion takes what came in during the fill, until it is so little. */
const FEW = 200;
const MOST_ROUNDS = 10;

/**
 * Makes the index anew from the log and puts it in the former one's place. Until then the former serves, and live
 * traffic goes into it; what came in meanwhile is on the log, and is read from where the fill stopped, before the
 * promotion and again after it, so that searches never miss more than the last moments. Should the process end before
 * the promotion, the former index serves on, and the next reindex removes what was begun.
 *
 * @throws ReindexRunningError, StagePausedError, IndexUnavailableError
 */
export async function reindex(deps: ReindexDeps, request: ReindexRequest): Promise<ReindexResult> {
  const { log, generations } = deps;
  const { records: total } = await log.lag(request.topic, NOBODY);
  const generation = await generations.begin({ force: request.force === true });
  const definition = deps.indexer(generation.writer);
  let sum: PassCounts = NOTHING;
  let next: ReadonlyMap<number, number> = new Map();
  let promoted = false;

  const pass = async (phase: ReindexProgress['phase']): Promise<PassResult> => {
    const before = sum;
    const result = await runPass({
      ...deps,
      definition,
      part: { from: next },
      // What the new index serves already must be completed: only a kill can stop that.
      signal: promoted ? new AbortController().signal : request.signal,
      onProgress: (counts, waiting) =>
        request.onProgress?.({
          ...added(before, counts),
          phase,
          total,
          ...(waiting === undefined ? {} : { waiting }),
        }),
    });
    sum = added(before, result);
    next = result.next;
    return result;
  };

  try {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const { state, done } = await pass('filling');
      if (state === 'stopped') {
        await generation.drop();
        return { ...sum, state, generation: generation.id, total };
      }
      if (done <= FEW) break;
    }
    await generation.writer.refresh();
    await generation.promote();
    promoted = true;
    await pass('catching-up');
    await generation.writer.refresh();
    await generation.finish();
    return { ...sum, state: 'done', generation: generation.id, total };
  } catch (error) {
    // After the promotion the new index serves: it is kept, and the next reindex completes it from the log.
    // Where another process took this one's place there is nothing left to drop, and the first error says more.
    if (!promoted && !(error instanceof ReindexRunningError)) await generation.drop();
    throw error;
  }
}

const NOTHING: PassCounts = { done: 0, outputs: 0, deadLetters: 0, erased: 0 };

const added = (a: PassCounts, b: PassCounts): PassCounts => ({
  done: a.done + b.done,
  outputs: a.outputs + b.outputs,
  deadLetters: a.deadLetters + b.deadLetters,
  erased: a.erased + b.erased,
});
