import type { EventLog } from '@presswatch/event-log';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseIndex } from '@presswatch/release-index';
import type { Logger, Settings } from '@presswatch/service-kit';
import type { State } from '@presswatch/state';
import { openIndex, openLog, openRecords, openState, type Role } from './open.ts';

/** Every port, opened. */
export interface Adapters {
  readonly log: EventLog;
  readonly index: ReleaseIndex;
  readonly state: State;
  readonly records: RecordStore;
  /** Closes all of them, the log first: nothing is consumed after that. */
  close(): Promise<void>;
}

/** Opens all four ports that the settings name; where one cannot be opened, the others are closed again. */
export async function openAdapters(settings: Settings, role: Role, logger?: Logger): Promise<Adapters> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const adapter = await opening;
    opened.push(adapter);
    return adapter;
  };
  const close = async () => {
    for (const adapter of opened) await adapter.close();
  };
  try {
    const log = await keep(openLog(settings, role, logger));
    const index = await keep(openIndex(settings, role));
    const state = await keep(openState(settings));
    const records = await keep(openRecords(settings));
    return { log, index, state, records, close };
  } catch (error) {
    await close();
    throw error;
  }
}
