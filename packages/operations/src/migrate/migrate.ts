import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import { RAW_RELEASE, SOURCE_STATUS } from '@presswatch/events';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseReader } from '@presswatch/release-index';
import type { StagePlace } from '../erase/find-release.ts';
import { type CarriedStatuses, carryStatuses } from './carry-statuses.ts';
import { type CopiedKind, copyRecords } from './copy-records.ts';
import { type CopiedTopic, copyTopic } from './copy-topic.ts';

/** One of the two installations. */
export interface Installation {
  readonly log: EventLog;
  readonly records: RecordStore;
  readonly index: ReleaseReader;
}

export interface MigrateRequest {
  readonly source: Installation;
  readonly target: Installation;
  readonly stages: readonly StagePlace[];
  readonly signal: AbortSignal;
  readonly onProgress?: (topic: string, copied: CopiedTopic, total: number) => void;
}

export interface Migrated {
  readonly records: readonly CopiedKind[];
  readonly releases: CopiedTopic;
  readonly sources: CopiedTopic;
  readonly letters: CarriedStatuses;
  readonly state: 'done' | 'stopped';
}

const NOBODY = 'migrate';

/**
 * Copies an installation into other stores: what people made, and the raw releases with their bytes. The target's own
 * services read and index them anew, so that the positions of original bytes are the target's. Erasures go first: nothing
 * that was erased can arrive before them. May be broken off and repeated.
 */
export async function migrate(request: MigrateRequest): Promise<Migrated> {
  const { source, target, signal, onProgress } = request;
  const erasures = createErasures({ records: source.records });
  const copy = async (topic: string, take: 'first' | 'last'): Promise<CopiedTopic> => {
    const { records: total } = await source.log.lag(topic, NOBODY);
    const progress = onProgress && ((copied: CopiedTopic) => onProgress(topic, copied, total));
    const logs = { source: source.log, target: target.log };
    const shown = progress === undefined ? {} : { onProgress: progress };
    return copyTopic({ ...logs, topic, take, erasures, signal, ...shown });
  };
  const records = await copyRecords(source.records, target.records);
  const sources = await copy(SOURCE_STATUS.topic, 'last');
  const releases = await copy(RAW_RELEASE.topic, 'first');
  const letters = await carryStatuses(lettersOf(source, request), lettersOf(target, request), target.records);
  return { records, releases, sources, letters, state: releases.stopped || sources.stopped ? 'stopped' : 'done' };
}

export const lettersOf = ({ log, records }: Installation, { stages }: { readonly stages: readonly StagePlace[] }) =>
  createDeadLetters({
    log,
    records,
    topics: stages.map(({ stage, topic }) => ({ group: stage, topic })),
    erasures: createErasures({ records }),
  });
