import { ErasedReleaseError } from '@presswatch/erasures';
import { type EventLog, type NewRecord, RecordTooLargeError } from '@presswatch/event-log';

/** A batch is published when it holds this much: single sends are what slows a log down. */
export const BATCH_RECORDS = 100;
export const BATCH_BYTES = 1024 * 1024;

/** Gathers records and publishes them in batches. */
export interface Publisher {
  /**
   * Adds a record; `acknowledged` runs after the log has it safe, `refused` where the log says that it is too large, or
   * the release was erased. Without `refused` the first is an error, and the second is passed over.
   * @returns once there is room again
   */
  add(
    record: NewRecord,
    acknowledged: () => void,
    refused?: (error: RecordTooLargeError | ErasedReleaseError) => void,
  ): Promise<void>;
  /** Publishes what is gathered. */
  flush(): Promise<void>;
}

interface Gathered {
  readonly record: NewRecord;
  readonly acknowledged: () => void;
  readonly refused: ((error: RecordTooLargeError | ErasedReleaseError) => void) | undefined;
}

export function createPublisher(log: Pick<EventLog, 'publish'>): Publisher {
  let gathered: Gathered[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    bytes = 0;
    await publishBatch(log, batch);
  };
  return {
    async add(record, acknowledged, refused) {
      const size = record.value?.length ?? 0;
      if (gathered.length > 0 && bytes + size > BATCH_BYTES) await flush();
      gathered.push({ record, acknowledged, refused });
      bytes += size;
      if (gathered.length >= BATCH_RECORDS || bytes >= BATCH_BYTES) await flush();
    },
    flush,
  };
}

/** A batch with a record that is refused is published one by one, so that its neighbours do not suffer for it. */
async function publishBatch(log: Pick<EventLog, 'publish'>, batch: readonly Gathered[]): Promise<void> {
  try {
    await log.publish(batch.map(({ record }) => record));
  } catch (error) {
    const [first] = batch;
    const refusal = error instanceof RecordTooLargeError || error instanceof ErasedReleaseError;
    if (!refusal || first === undefined) throw error;
    if (batch.length > 1) for (const single of batch) await publishBatch(log, [single]);
    else if (first.refused) first.refused(error);
    else if (error instanceof RecordTooLargeError) throw error;
    return;
  }
  for (const { acknowledged } of batch) acknowledged();
}
