import { setTimeout as sleep } from 'node:timers/promises';
import { RecordsUnavailableError } from '@presswatch/records';
import { type EffectStage, type PureStage, startStage } from '@presswatch/stage';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createPassLog, type PassCounts, type PassOptions } from './pass-log.ts';

/** A stage as `startStage` takes it. */
export type StageDefinition = EffectStage<never, unknown> | PureStage;

/** The stage throws on event after event: a bug, which must not make dead letters of a whole topic. */
export class StagePausedError extends Error {
  override readonly name = 'StagePausedError';
}

export interface PassRun extends PassOptions {
  readonly definition: StageDefinition;
  readonly logger: Logger;
  /** Aborted: what is in work is finished, then the pass stops. */
  readonly signal: AbortSignal;
  /** Told about every quarter of a second; `waiting` says for what, while the stage cannot go on. */
  readonly onProgress?: (counts: PassCounts, waiting: string | undefined) => void;
  /** Tells every now and then how far it is, so that a crash repeats little. */
  readonly save?: (counts: PassCounts, next: ReadonlyMap<number, number>) => Promise<void>;
}

export interface PassResult extends PassCounts {
  readonly state: 'done' | 'stopped';
  /** By partition: the first offset that is not done. */
  readonly next: ReadonlyMap<number, number>;
}

const LOOK_MS = 250;
const SAVE_MS = 2000;

/**
 * Sends what a scan gives through a stage, by the ordinary runner: decoding, tries, dead letters and back-pressure are
 * its own.
 *
 * @throws StagePausedError, or what ended the stage
 */
export async function runPass(run: PassRun): Promise<PassResult> {
  const { definition, logger, signal, onProgress, save } = run;
  const pass = createPassLog(run);
  const stage = await startStage(definition, { log: pass.log, logger, registry: new Registry() });
  const looking = new AbortController();
  const watch = async (): Promise<'stopped'> => {
    for (let savedAt = performance.now(); !signal.aborted; ) {
      await sleep(LOOK_MS, undefined, { signal: AbortSignal.any([signal, looking.signal]) }).catch(() => undefined);
      if (looking.signal.aborted) break;
      const health = stage.health();
      if (health.state === 'paused') throw new StagePausedError(health.reason);
      onProgress?.(pass.counts(), health.state === 'waiting' ? health.reason : pass.waiting());
      if (save === undefined || performance.now() - savedAt < SAVE_MS) continue;
      await save(pass.counts(), new Map(pass.next())).catch((error: unknown) => {
        if (!(error instanceof RecordsUnavailableError)) throw error;
        logger.warn({ err: error }, 'how far the pass is cannot be written; it is tried again');
      });
      savedAt = performance.now();
    }
    return 'stopped';
  };
  const watching = watch();
  watching.catch(() => undefined); // the race below hears of it
  let state: PassResult['state'];
  try {
    const ended = stage.ended.then(() => 'stopped' as const);
    state = await Promise.race([pass.drained.then(() => 'done' as const), ended, watching]);
  } finally {
    looking.abort();
    await stage.stop();
    await watching.catch(() => undefined);
  }
  return { state, ...pass.counts(), next: new Map(pass.next()) };
}
