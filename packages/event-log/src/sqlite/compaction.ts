import type { DatabaseSync } from 'node:sqlite';
import { textHash } from '@presswatch/sqlite';
import { type Place, SLICE_BYTES, SLICE_RECORDS, type Slice, slowestGroup } from './slice.ts';

/**
 * Goes on through a partition from where the last run stopped and removes, for each record met, the older ones of its
 * key. It does not wait for slow groups: they get the newest record of the key, or its tombstone. The table of newest
 * records is filled here and not on publishing, which would pay for a random write a record.
 */
export function compactSlice(db: DatabaseSync, { topicId, partition }: Place): Slice {
  const upTo =
    db.prepare('SELECT up_to FROM compacted WHERE topic = ? AND part = ?').get(topicId, partition)?.up_to ?? 0;
  const met = db
    .prepare(
      `SELECT position, record_key FROM records
       WHERE topic = ? AND part = ? AND position > ? ORDER BY position LIMIT ?`,
    )
    .all(topicId, partition, upTo, SLICE_RECORDS) as { position: number; record_key: string }[];
  // By hash, because two keys may share one: the record itself says whether it is the same.
  const older = db.prepare(
    `SELECT r.position, ifnull(length(r.value), 0) AS bytes FROM newest n JOIN records r ON r.position = n.position
     WHERE n.topic = ? AND n.part = ? AND n.key_hash = ? AND r.record_key = ?`,
  );
  const insert = db.prepare('INSERT INTO newest (topic, part, key_hash, position) VALUES (?, ?, ?, ?)');
  const remover = createRemover(db, topicId, partition);
  let removed = 0;
  let bytes = 0;
  let last = Number(upTo);
  for (const { position, record_key: key } of met) {
    if (bytes > SLICE_BYTES) break;
    const hash = textHash(key);
    for (const row of older.all(topicId, partition, hash, key)) {
      remover(hash, Number(row.position));
      removed++;
      bytes += Number(row.bytes);
    }
    insert.run(topicId, partition, hash, position);
    last = position;
  }
  db.prepare(
    'INSERT INTO compacted (topic, part, up_to) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET up_to = excluded.up_to',
  ).run(topicId, partition, last);
  return { removed, more: met.length === SLICE_RECORDS || last !== (met.at(-1)?.position ?? last) };
}

/** Removes tombstones published before `before` that compaction has met and every group has finished. */
export function dropTombstonesSlice(db: DatabaseSync, place: Place, before: number): Slice {
  const { topicId, partition } = place;
  const old = db
    .prepare(
      `SELECT position, record_key FROM records
       WHERE topic = :topic AND part = :part AND value IS NULL AND position < :slowest AND published_at < :before
         AND position <= (SELECT up_to FROM compacted WHERE topic = :topic AND part = :part)
       ORDER BY position LIMIT :limit`,
    )
    .all({
      topic: topicId,
      part: partition,
      slowest: slowestGroup(db, place),
      before,
      limit: SLICE_RECORDS,
    }) as { position: number; record_key: string }[];
  const remove = createRemover(db, topicId, partition);
  for (const { position, record_key: key } of old) remove(textHash(key), position);
  return { removed: old.length, more: old.length === SLICE_RECORDS };
}

function createRemover(db: DatabaseSync, topicId: number, partition: number) {
  const record = db.prepare('DELETE FROM records WHERE position = ?');
  const entry = db.prepare('DELETE FROM newest WHERE topic = ? AND part = ? AND key_hash = ? AND position = ?');
  return (hash: number, position: number): void => {
    record.run(position);
    entry.run(topicId, partition, hash, position);
  };
}
