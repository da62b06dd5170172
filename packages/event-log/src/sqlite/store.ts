import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Lag, NewRecord, Position, StoredRecord } from '../port.ts';
import { decodeHeaders, encodeHeaders } from './headers.ts';
import { partitionOf } from './key-hash.ts';

/** A record made ready for the table, outside the transaction. */
export interface PreparedRecord {
  readonly topic: string;
  readonly topicId: number;
  readonly partition: number;
  readonly key: string;
  readonly headers: string;
  readonly value: Uint8Array | null;
}

/** Where a group's next batch ends: chosen by sizes alone, before any value is read. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
}

export interface ChunkLimits {
  readonly maxRecords: number;
  readonly maxBytes: number;
}

interface RecordRow {
  readonly position: number;
  readonly published_at: number;
  readonly record_key: string;
  readonly headers: string;
  readonly value: Uint8Array | null;
}

/** The statements over a log's file. All are synchronous; those that write are called inside a transaction. */
export interface Store {
  readonly partitions: number;
  topicId(name: string): number;
  /** The topic's id where it has one: reading must not make topics. */
  findTopic(name: string): number | undefined;
  topics(): readonly { readonly id: number; readonly name: string }[];
  groupId(topicId: number, name: string): number;
  prepare(record: NewRecord): PreparedRecord;
  append(record: PreparedRecord, publishedAt: number): Position;
  finishedUpTo(groupId: number, partition: number): number;
  moveFinished(groupId: number, partition: number, upTo: number): void;
  nextChunk(topicId: number, partition: number, from: number, limits: ChunkLimits): Chunk | undefined;
  read(topic: string, topicId: number, partition: number, first: number, last: number): readonly StoredRecord[];
  readAt(position: Position, key: string): StoredRecord | null;
  newestPosition(): number;
  lag(topic: string, group: string): Lag;
  /** Changes whenever another connection has written. */
  dataVersion(): number;
}

export function createStore(db: DatabaseSync, partitions: number): Store {
  const topicIds = new Map<string, number>();
  const findTopicRow = db.prepare('SELECT id FROM topics WHERE name = ?');
  const appendRow = db.prepare(
    'INSERT INTO records (topic, part, published_at, record_key, headers, value) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const finishedRow = db.prepare('SELECT up_to FROM finished WHERE consumer_group = ? AND part = ?');
  const moveRow = db.prepare(
    `INSERT INTO finished (consumer_group, part, up_to) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET up_to = max(up_to, excluded.up_to)`,
  );
  const sizes = db.prepare(
    `SELECT position, ifnull(length(value), 0) AS bytes FROM records
     WHERE topic = ? AND part = ? AND position >= ? ORDER BY position LIMIT ?`,
  );
  const rows = db.prepare(
    `SELECT position, published_at, record_key, headers, value FROM records
     WHERE topic = ? AND part = ? AND position BETWEEN ? AND ? ORDER BY position`,
  );
  const rowAt = db.prepare(
    `SELECT position, published_at, record_key, headers, value FROM records
     WHERE position = ? AND topic = ? AND part = ? AND record_key = ? AND value IS NOT NULL`,
  );
  const newest = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'records'");
  const version = db.prepare('PRAGMA data_version');

  const findTopic = (name: string): number | undefined => {
    const known = topicIds.get(name);
    if (known !== undefined) return known;
    const id = integer(findTopicRow.get(name)?.id);
    if (id !== undefined) topicIds.set(name, id);
    return id;
  };
  /** Made in a transaction of its own, so that the id stays true when the caller's is rolled back. */
  const topicId = (name: string): number => {
    const found = findTopic(name);
    if (found !== undefined) return found;
    db.prepare('INSERT OR IGNORE INTO topics (name) VALUES (?)').run(name);
    return required(findTopic(name));
  };
  const finishedUpTo = (groupId: number, partition: number): number =>
    integer(finishedRow.get(groupId, partition)?.up_to) ?? 0;

  return {
    partitions,
    topicId,
    findTopic,
    topics: () => db.prepare('SELECT id, name FROM topics ORDER BY name').all() as { id: number; name: string }[],
    groupId(topic, name) {
      db.prepare('INSERT OR IGNORE INTO consumer_groups (topic, name) VALUES (?, ?)').run(topic, name);
      return required(findGroup(db, topic, name));
    },
    prepare: (record) => ({
      topic: record.topic,
      topicId: topicId(record.topic),
      partition: partitionOf(record.partitionKey, partitions),
      key: record.key,
      headers: encodeHeaders(record.headers),
      value: record.value,
    }),
    append({ topic, topicId, partition, key, headers, value }, publishedAt) {
      const { lastInsertRowid } = appendRow.run(topicId, partition, publishedAt, key, headers, value);
      return { topic, partition, offset: Number(lastInsertRowid) };
    },
    finishedUpTo,
    moveFinished(groupId, partition, upTo) {
      moveRow.run(groupId, partition, upTo);
    },
    nextChunk: (topic, partition, from, limits) =>
      chunk(sizes.iterate(topic, partition, from, limits.maxRecords) as Iterable<SizeRow>, limits.maxBytes),
    read: (topic, id, partition, first, last) =>
      (rows.all(id, partition, first, last) as unknown as RecordRow[]).map((row) => stored(topic, partition, row)),
    readAt({ topic, partition, offset }, key) {
      const id = findTopic(topic);
      if (id === undefined) return null;
      const row = rowAt.get(offset, id, partition, key) as unknown as RecordRow | undefined;
      return row ? stored(topic, partition, row) : null;
    },
    newestPosition: () => integer(newest.get()?.seq) ?? 0,
    lag: lagReader(db, partitions, findTopic, finishedUpTo),
    dataVersion: () => required(integer(version.get()?.data_version)),
  };
}

interface SizeRow {
  readonly position: number;
  readonly bytes: number;
}

/** Takes records while they fit; the first one always, so that a record larger than the limit goes alone. */
function chunk(sizes: Iterable<SizeRow>, maxBytes: number): Chunk | undefined {
  let first: number | undefined;
  let last = 0;
  let total = 0;
  for (const { position, bytes } of sizes) {
    if (first !== undefined && total + bytes > maxBytes) break;
    first ??= position;
    last = position;
    total += bytes;
  }
  return first === undefined ? undefined : { first, last, bytes: total };
}

function lagReader(
  db: DatabaseSync,
  partitions: number,
  findTopic: Store['findTopic'],
  finishedUpTo: Store['finishedUpTo'],
): Store['lag'] {
  // The index alone answers the first; the second reads one row.
  const count: StatementSync = db.prepare(
    'SELECT count(*) AS n, min(position) AS first FROM records WHERE topic = ? AND part = ? AND position >= ?',
  );
  const published = db.prepare('SELECT published_at FROM records WHERE position = ?');
  return (topic, group) => {
    let records = 0;
    let oldestAt: number | null = null;
    const topicId = findTopic(topic);
    if (topicId === undefined) return { records, oldestAt };
    const groupId = findGroup(db, topicId, group);
    for (let partition = 0; partition < partitions; partition++) {
      const from = groupId === undefined ? 0 : finishedUpTo(groupId, partition);
      const waiting = count.get(topicId, partition, from);
      records += integer(waiting?.n) ?? 0;
      const first = integer(waiting?.first);
      if (first === undefined) continue;
      const at = integer(published.get(first)?.published_at) ?? Number.POSITIVE_INFINITY;
      oldestAt = Math.min(at, oldestAt ?? at);
    }
    return { records, oldestAt };
  };
}

const findGroup = (db: DatabaseSync, topicId: number, name: string): number | undefined =>
  integer(db.prepare('SELECT id FROM consumer_groups WHERE topic = ? AND name = ?').get(topicId, name)?.id);

const stored = (topic: string, partition: number, row: RecordRow): StoredRecord => ({
  topic,
  partition,
  offset: row.position,
  key: row.record_key,
  value: row.value,
  headers: decodeHeaders(row.headers),
  publishedAt: row.published_at,
});

const integer = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function required(value: number | undefined): number {
  if (value === undefined) throw new Error('the log holds no row that was just written: the file is damaged');
  return value;
}
