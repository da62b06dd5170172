import type { StoredRecord } from '@presswatch/event-log';

export interface BatchLimits {
  readonly maxRecords: number;
  /** Of values; a single larger record is a batch of its own. */
  readonly maxBytes: number;
}

/** Gathers what a scan gives into batches of one partition each: never more than one batch is held. */
export async function* batches(
  records: AsyncIterable<StoredRecord>,
  { maxRecords, maxBytes }: BatchLimits,
): AsyncGenerator<readonly StoredRecord[], void> {
  let batch: StoredRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    const size = record.value?.length ?? 0;
    const [first] = batch;
    const full = batch.length >= maxRecords || bytes + size > maxBytes;
    if (first !== undefined && (full || first.partition !== record.partition)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
