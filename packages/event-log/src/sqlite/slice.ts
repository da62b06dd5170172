import type { DatabaseSync } from 'node:sqlite';

/** Work for one transaction. Returns how many records it removed and whether there may be more to do. */
export interface Slice {
  readonly removed: number;
  readonly more: boolean;
}

/** A slice ends at so many records, or when it has removed about so many bytes: the event loop waits for some ms. */
export const SLICE_RECORDS = 250;
export const SLICE_BYTES = 1024 * 1024;

export interface Place {
  readonly topicId: number;
  readonly partition: number;
}

/** The first offset that some group has not finished; beyond every record where no group reads the topic. */
export function slowestGroup(db: DatabaseSync, { topicId, partition }: Place): number {
  const row = db
    .prepare(
      `SELECT min(ifnull(f.up_to, 0)) AS slowest FROM consumer_groups g
       LEFT JOIN finished f ON f.consumer_group = g.id AND f.part = ? WHERE g.topic = ?`,
    )
    .get(partition, topicId);
  return typeof row?.slowest === 'number' ? row.slowest : Number.MAX_SAFE_INTEGER;
}
