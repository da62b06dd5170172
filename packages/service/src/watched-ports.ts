import type { EventLog } from '@presswatch/event-log';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseReader } from '@presswatch/release-index';
import type { State } from '@presswatch/state';
import type { WatchedServer } from './watch-servers.ts';

// The smallest question that each port's server answers; what is asked for is never there.

/** Beyond every end: Kafka answers that nothing lies there, and sends no bytes. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/** The name of the index's server among those that are away. */
export const INDEX_SERVER = 'OpenSearch (releases)';

export const asksLog = (log: Pick<EventLog, 'readAt'>, topic: string): WatchedServer => ({
  name: 'Kafka',
  ask: () => log.readAt({ topic, partition: 0, offset: NOWHERE }, ''),
});

export const asksIndex = (reader: Pick<ReleaseReader, 'get'>): WatchedServer => ({
  name: INDEX_SERVER,
  ask: () => reader.get('0'.repeat(32)),
});

export const asksRecords = (records: Pick<RecordStore, 'get'>): WatchedServer => ({
  name: 'OpenSearch (records)',
  ask: () => records.get('health', 'none'),
});

export const asksState = (state: Pick<State, 'memory'>): WatchedServer => ({
  name: 'Redis',
  ask: () => state.memory.get('health:none'),
});
