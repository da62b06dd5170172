import type { EventLog, NewRecord } from '@presswatch/event-log';

/** A batch is published when it holds this much: single sends are what slows a log down. */
export const BATCH_RECORDS = 100;
export const BATCH_BYTES = 1024 * 1024;

/** Gathers records and publishes them in batches. */
export interface Publisher {
  /**
   * Adds a record; `acknowledged` runs after the log has it safe.
   * @returns once there is room again
   */
  add(record: NewRecord, acknowledged: () => void): Promise<void>;
  /** Publishes what is gathered. */
  flush(): Promise<void>;
}

export function createPublisher(log: Pick<EventLog, 'publish'>): Publisher {
  let records: NewRecord[] = [];
  let acknowledgements: (() => void)[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (records.length === 0) return;
    const [batch, told] = [records, acknowledgements];
    records = [];
    acknowledgements = [];
    bytes = 0;
    await log.publish(batch);
    for (const tell of told) tell();
  };
  return {
    async add(record, acknowledged) {
      const size = record.value?.length ?? 0;
      if (records.length > 0 && bytes + size > BATCH_BYTES) await flush();
      records.push(record);
      acknowledgements.push(acknowledged);
      bytes += size;
      if (records.length >= BATCH_RECORDS || bytes >= BATCH_BYTES) await flush();
    },
    flush,
  };
}
