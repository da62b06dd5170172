import { createErasures } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import { createIndexer } from '@presswatch/indexer';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseWriter } from '@presswatch/release-index';
import type { Logger, Settings } from '@presswatch/service-kit';
import { createWorkerPool, type RunningStage, startStage } from '@presswatch/stage';
import type { Registry } from 'prom-client';

export { STAGES } from '@presswatch/inspection';

/** Pure stages are named, not imported: only their workers load them. */
export const PARSER = new URL(import.meta.resolve('@presswatch/parser/stage'));
export const ENRICHER = new URL(import.meta.resolve('@presswatch/enricher/stage'));

export interface StagesDeps {
  readonly settings: Settings;
  readonly log: EventLog;
  readonly writer: ReleaseWriter;
  readonly records: RecordStore;
  readonly logger: Logger;
  readonly registry: Registry;
}

/** The stages of one process, together. */
export interface RunningStages {
  readonly all: readonly RunningStage[];
  /** Rejects as soon as one of them ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts parser, enricher and indexer. Where one cannot start, the others are stopped again. */
export async function startStages(deps: StagesDeps): Promise<RunningStages> {
  const { settings, writer, records, log, logger, registry } = deps;
  const pool = createWorkerPool({ threads: settings.workers });
  const definitions = [
    { module: PARSER, pool },
    { module: ENRICHER, data: { folders: settings.gazetteer }, pool },
    createIndexer(writer, createErasures({ records })),
  ];
  const started = await Promise.allSettled(
    definitions.map((definition) => startStage(definition, { log, logger, registry })),
  );
  const all = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async () => {
    await Promise.all(all.map((stage) => stage.stop()));
    await pool.close();
  };
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { all, ended: Promise.race(all.map((stage) => stage.ended)), stop };
}
