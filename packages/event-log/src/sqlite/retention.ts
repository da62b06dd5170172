import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Retention } from '@presswatch/events';
import { inTransaction } from '@presswatch/sqlite';
import { compactSlice, dropTombstonesSlice } from './compaction.ts';
import { type Place, SLICE_BYTES, SLICE_RECORDS, type Slice, slowestGroup } from './slice.ts';
import type { Store } from './store.ts';

/** What a maintenance run removed. */
export interface Maintenance {
  /** Records of time-retained topics that were old enough and finished by every group. */
  readonly expired: number;
  /** Records of compacted topics that a newer record of their key, or a tombstone, made obsolete. */
  readonly superseded: number;
  /** Tombstones that every group has passed and that were kept long enough. */
  readonly tombstones: number;
}

const TOMBSTONE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * One run over all topics, a slice of each partition at a time. Topics the map does not name are compacted, as dead
 * letters are: nothing that has no newer record of its key is ever lost by an omission.
 *
 * @param now ms
 * @param stopped asked between slices
 */
export async function maintain(
  db: DatabaseSync,
  store: Store,
  retention: ReadonlyMap<string, Retention>,
  { now, stopped }: { readonly now: number; readonly stopped: () => boolean },
): Promise<Maintenance> {
  const inSlices = async (slice: () => Slice): Promise<number> => {
    let removed = 0;
    for (let more = true; more && !stopped(); ) {
      const done = inTransaction(db, slice);
      removed += done.removed;
      more = done.more;
      await nextTurn();
    }
    return removed;
  };
  let expired = 0;
  let superseded = 0;
  let tombstones = 0;
  for (const { id, name } of store.topics()) {
    const kept = retention.get(name) ?? { kind: 'compacted' };
    for (let partition = 0; partition < store.partitions && !stopped(); partition++) {
      const place = { topicId: id, partition };
      if (kept.kind === 'time') {
        expired += await inSlices(() => expireSlice(db, place, now - kept.ms));
      } else {
        superseded += await inSlices(() => compactSlice(db, place));
        tombstones += await inSlices(() => dropTombstonesSlice(db, place, now - TOMBSTONE_MS));
      }
    }
  }
  return { expired, superseded, tombstones };
}

/** Removes the oldest records published before `before`, up to the first that is younger or that a group still needs. */
function expireSlice(db: DatabaseSync, place: Place, before: number): Slice {
  const rows = db
    .prepare(
      `SELECT position, published_at, ifnull(length(value), 0) AS bytes FROM records
       WHERE topic = ? AND part = ? AND position < ? ORDER BY position LIMIT ?`,
    )
    .iterate(place.topicId, place.partition, slowestGroup(db, place), SLICE_RECORDS);
  const old: number[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (Number(row.published_at) >= before) return removeAll(db, old, false);
    old.push(Number(row.position));
    bytes += Number(row.bytes);
    if (bytes > SLICE_BYTES) return removeAll(db, old, true);
  }
  return removeAll(db, old, old.length === SLICE_RECORDS);
}

function removeAll(db: DatabaseSync, positions: readonly number[], more: boolean): Slice {
  const remove = db.prepare('DELETE FROM records WHERE position = ?');
  for (const position of positions) remove.run(position);
  return { removed: positions.length, more };
}
