import {
  type IndexSettings,
  type LogSettings,
  openIndex,
  openLog,
  openRecords,
  openState,
  type RecordsSettings,
  type Role,
  type SetupLine,
  type StateSettings,
  setUpIndex,
  setUpLog,
  setUpRecordStore,
  topicsOf,
} from '@presswatch/adapters';
import type { EventLog } from '@presswatch/event-log';
import type { Logger } from '@presswatch/service-kit';
import { NotSetUpError, type Patience, patiently } from './patience.ts';

/** The topics that a service uses. */
export interface Topics {
  readonly topics: readonly string[];
  /** The stage whose dead letters it writes or reads, and the topic that stage reads. */
  readonly stages: readonly { readonly stage: string; readonly topic: string }[];
}

/** What setup checks about copies is none of a service's business: it only needs that things are there. */
const ANY_COPIES = { replication: 1, minInsync: 1, replicas: 0, shards: 1 };

/** Waits for Kafka and its topics, then opens the log. */
export async function waitForLog(
  settings: LogSettings,
  used: Topics,
  role: Role,
  patience: Patience & { readonly logger: Logger },
): Promise<EventLog> {
  return patiently(
    'Kafka',
    async () => {
      const topics = topicsOf(used.stages).filter(
        ({ name }) =>
          used.topics.includes(name) || used.stages.some(({ stage, topic }) => name.startsWith(`${topic}.${stage}.`)),
      );
      missing(await setUpLog({ ...ANY_COPIES, ...settings }, { topics, check: true }));
      return openLog(settings, role, patience.logger);
    },
    patience,
  );
}

/** Waits for OpenSearch and the indices of releases, then opens the index. */
export async function waitForIndex(settings: IndexSettings, role: Role, patience: Patience) {
  return patiently(
    'OpenSearch (releases)',
    async () => {
      missing(await setUpIndex({ ...ANY_COPIES, ...settings }, { check: true }));
      return openIndex(settings, role);
    },
    patience,
  );
}

/** Waits for OpenSearch and the index of records, then opens the store. */
export async function waitForRecords(settings: RecordsSettings, patience: Patience) {
  return patiently(
    'OpenSearch (records)',
    async () => {
      missing(await setUpRecordStore({ ...ANY_COPIES, ...settings }, { check: true }));
      return openRecords(settings);
    },
    patience,
  );
}

/** Waits for Redis. */
export async function waitForState(settings: StateSettings, patience: Patience) {
  return patiently('Redis', () => openState(settings), patience);
}

function missing(lines: readonly SetupLine[]): void {
  const names = lines.filter(({ state }) => state === 'missing').map(({ name }) => name);
  if (names.length === 0) return;
  throw new NotSetUpError(`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not there: run "presswatch setup"`);
}
