import type { Erasures } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import {
  IndexUnavailableError,
  ReindexRunningError,
  type ReleaseIndexGenerations,
  type ReleaseWriter,
} from '@presswatch/release-index';
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

/** The new index serves, but is not complete: only another reindex makes it so. */
export class ReindexIncompleteError extends Error {
  override readonly name = 'ReindexIncompleteError';
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
 * @throws ReindexRunningError, StagePausedError, IndexUnavailableError, and ReindexIncompleteError after the promotion
 */
export async function reindex(deps: ReindexDeps, request: ReindexRequest): Promise<ReindexResult> {
  const { log, generations } = deps;
  const { records: total } = await log.lag(request.topic, NOBODY);
  const generation = await generations.begin({ force: request.force === true });
  const lost = new AbortController();
  const definition = deps.indexer(endingWith(generation.writer, lost));
  let sum: PassCounts = NOTHING;
  let next: ReadonlyMap<number, number> = new Map();
  let promoted = false;

  const pass = async (phase: ReindexProgress['phase']): Promise<PassResult> => {
    const before = sum;
    const running = runPass({
      ...deps,
      definition,
      part: { from: next },
      // What the new index serves already must be completed: only a kill can stop that.
      signal: promoted ? lost.signal : AbortSignal.any([request.signal, lost.signal]),
      onProgress: (counts, waiting) =>
        request.onProgress?.({
          ...added(before, counts),
          phase,
          total,
          ...(waiting === undefined ? {} : { waiting }),
        }),
    });
    // Where the lease was lost, this says more than what it led to.
    const result = await running.finally(() => lost.signal.throwIfAborted());
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
    // Where another process took this one's place there is nothing left to drop, and that one makes the index whole.
    if (error instanceof ReindexRunningError) throw error;
    // After the promotion the new index serves: it is kept, and the next reindex completes it from the log.
    if (promoted) throw incomplete(error);
    await generation.drop().catch((cause: unknown) => {
      deps.logger.warn({ err: cause }, `${generation.id} could not be removed: the next reindex does it`);
    });
    throw error;
  }
}

const incomplete = (cause: unknown): ReindexIncompleteError =>
  new ReindexIncompleteError(
    `the new index serves, but what came in meanwhile may be missing (${(cause as Error).message}): run presswatch reindex again`,
    { cause },
  );

/**
 * A writer that ends the pass when another process has taken this one's place. To the stage that is an index which cannot
 * take anything now: a throw of another kind would make dead letters until the pass has ended.
 */
function endingWith(writer: ReleaseWriter, lost: AbortController): ReleaseWriter {
  const watched = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof ReindexRunningError)) throw error;
      lost.abort(error);
      throw new IndexUnavailableError(error.message, { cause: error });
    }
  };
  return {
    ...writer,
    upsert: (documents) => watched(writer.upsert(documents)),
    erase: (keys) => watched(writer.erase(keys)),
  };
}

const NOTHING: PassCounts = { done: 0, outputs: 0, deadLetters: 0, erased: 0 };

const added = (a: PassCounts, b: PassCounts): PassCounts => ({
  done: a.done + b.done,
  outputs: a.outputs + b.outputs,
  deadLetters: a.deadLetters + b.deadLetters,
  erased: a.erased + b.erased,
});
