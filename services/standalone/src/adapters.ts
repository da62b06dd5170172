import type { EventLog } from '@presswatch/event-log';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { EVENT_KINDS, MAX_RECORD_BYTES } from '@presswatch/events';
import type { RecordStore } from '@presswatch/records';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import type { ReleaseIndex } from '@presswatch/release-index';
import { openSqliteIndex } from '@presswatch/release-index/sqlite';
import { adapterAddress, type Settings } from '@presswatch/service-kit';
import type { State } from '@presswatch/state';
import { openSqliteState } from '@presswatch/state/sqlite';

/** Every port, opened. */
export interface Adapters {
  readonly log: EventLog;
  readonly index: ReleaseIndex;
  readonly state: State;
  readonly records: RecordStore;
  /** Closes all of them, the log first: nothing is consumed after that. */
  close(): Promise<void>;
}

/** Bytes: what a dead letter adds to a record that is itself as large as the log takes. */
const DEAD_LETTER_ROOM = 64 * 1024;

/**
 * Opens the adapters that the settings name.
 *
 * @param role `consumer`: the one process that runs the stages, removes what the retention does not keep and writes the
 *   index in a thread of its own; `beside`: reads, searches and publishes next to it
 */
export async function openAdapters(settings: Settings, role: 'consumer' | 'beside'): Promise<Adapters> {
  const { path: logPath } = adapterAddress('PRESSWATCH_LOG', settings.log);
  const { path: indexPath } = adapterAddress('PRESSWATCH_INDEX', settings.index);
  const { path: statePath } = adapterAddress('PRESSWATCH_STATE', settings.state);
  const { path: recordsPath } = adapterAddress('PRESSWATCH_RECORDS', settings.records);
  const retention = new Map(EVENT_KINDS.map((kind) => [kind.topic, kind.retention]));
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(adapter: T): T => {
    opened.push(adapter);
    return adapter;
  };
  const close = async () => {
    for (const adapter of opened) await adapter.close();
  };
  try {
    const consumer = role === 'consumer';
    const maxRecordBytes = MAX_RECORD_BYTES + (consumer ? DEAD_LETTER_ROOM : 0);
    const log = keep(openSqliteLog({ path: logPath, maxRecordBytes, retention: consumer ? retention : undefined }));
    const index = keep(await openSqliteIndex({ path: indexPath, inline: !consumer }));
    const state = keep(openSqliteState({ path: statePath }));
    const records = keep(openSqliteRecords({ path: recordsPath }));
    return { log, index, state, records, close };
  } catch (error) {
    await close();
    throw error;
  }
}
