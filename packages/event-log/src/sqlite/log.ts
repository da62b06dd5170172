import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_RECORD_BYTES, PARTITIONS, type Retention } from '@presswatch/events';
import { openDatabase } from '@presswatch/sqlite';
import { type EventLog, type NewRecord, RecordTooLargeError, type ScanOptions, type StoredRecord } from '../port.ts';
import { createCommitter } from './committer.ts';
import { type ConsumerGroup, createConsumerGroup } from './consumer-group.ts';
import { forgetKeys } from './forget.ts';
import { createJanitor } from './janitor.ts';
import type { Maintenance } from './retention.ts';
import { MIGRATIONS } from './schema.ts';
import { createStore, type PreparedRecord, type Store } from './store.ts';

export interface SqliteLogOptions {
  /** The file; made where missing. */
  readonly path: string;
  /** Of every topic. Fixed when the file is made (12); another number for an existing file is an error. */
  readonly partitions?: number;
  /** Of one record: value, key and headers. Default 12 MiB. */
  readonly maxRecordBytes?: number;
  /** What to keep, by topic; topics that are not named are compacted. Undefined: this process removes nothing. */
  readonly retention: ReadonlyMap<string, Retention> | undefined;
  /** ms between looks for what other processes wrote. Default 100. */
  readonly pollMs?: number;
  /** Only readAt, scan and lag. The file must exist. */
  readonly readOnly?: boolean;
  /** Gets what the hourly maintenance could not do. Default: a process warning. */
  readonly onMaintenanceError?: (error: Error) => void;
}

export interface SqliteLog extends EventLog {
  /**
   * Removes what the retention does not keep, as of `now` (ms), in short slices; runs hourly by itself. Bytes that are
   * removed are overwritten in the file. A time-retained topic loses nothing that a group has not finished; without any
   * group, age alone decides. A compacted topic keeps the newest record of each key, and tombstones for 7 days and
   * until every group has passed them.
   */
  maintain(now: number): Promise<Maintenance>;
}

/**
 * Opens the log on a SQLite file. Any number of processes may publish and read, one may subscribe.
 *
 * @throws SchemaTooNewError when a newer Presswatch wrote the file
 */
export function openSqliteLog(options: SqliteLogOptions): SqliteLog {
  const { path, readOnly = false, maxRecordBytes = MAX_RECORD_BYTES } = options;
  const db = openDatabase({ path, migrations: MIGRATIONS, readOnly });
  const store = createStore(db, partitionsOf(db, options));
  if (!readOnly) db.exec('PRAGMA secure_delete = ON');
  const groups = new Map<string, Map<string, ConsumerGroup>>(); // by topic, by name
  const subscriptions = new Set<() => Promise<void>>();
  const committer = createCommitter(db, store, (positions) => {
    for (const { topic, partition } of positions) {
      for (const group of groups.get(topic)?.values() ?? []) group.wake(partition);
    }
  });
  const prepare = (records: readonly NewRecord[]) =>
    records.map((record) => prepareRecord(store, record, maxRecordBytes));
  const stopPolling = pollForeignWrites(store, options.pollMs ?? 100, () => {
    for (const groupsOfTopic of groups.values()) for (const group of groupsOfTopic.values()) group.wake();
  });
  const janitor = createJanitor(db, store, options);
  let closing: Promise<void> | undefined;

  const mustBeOpen = (writing: boolean): void => {
    if (closing !== undefined) throw new Error(`the log ${path} is closed`);
    if (writing && readOnly) throw new Error(`the log ${path} was opened for reading only`);
  };
  const shut = async (): Promise<void> => {
    stopPolling();
    await Promise.all([janitor.close(), ...[...subscriptions].map((close) => close())]);
    committer.flush();
    db.close();
  };

  return {
    async publish(records) {
      mustBeOpen(true);
      return records.length === 0 ? [] : committer.commit({ records: prepare(records) });
    },
    async subscribe(subscribe) {
      mustBeOpen(true);
      const { topic, group: name } = subscribe;
      mustBeTopic(topic);
      const named = groups.get(topic) ?? new Map<string, ConsumerGroup>();
      const group = named.get(name) ?? createConsumerGroup({ topic, name, store, committer, prepare });
      groups.set(topic, named.set(name, group));
      const { ended, close: leave } = group.join(subscribe);
      const close = () => leave().finally(() => subscriptions.delete(close));
      subscriptions.add(close);
      return { ended, close };
    },
    async readAt(position, key) {
      mustBeOpen(false);
      return store.readAt(position, key);
    },
    scan(topic, scanOptions = {}) {
      mustBeOpen(false);
      return scanPages(store, topic, scanOptions, store.newestPosition(), () => mustBeOpen(false));
    },
    async lag(topic, group) {
      mustBeOpen(false);
      return store.lag(topic, group);
    },
    async forget(keys) {
      mustBeOpen(true);
      return forgetKeys(db, store, keys);
    },
    async maintain(now) {
      mustBeOpen(true);
      return janitor.maintain(now);
    },
    close: () => {
      closing ??= shut();
      return closing;
    },
  };
}

function partitionsOf(db: DatabaseSync, { path, partitions, readOnly }: SqliteLogOptions): number {
  if (!readOnly) {
    db.prepare("INSERT OR IGNORE INTO settings (name, value) VALUES ('partitions', ?)").run(partitions ?? PARTITIONS);
  }
  const made = Number(db.prepare("SELECT value FROM settings WHERE name = 'partitions'").get()?.value);
  if (partitions === undefined || partitions === made) return made;
  throw new RangeError(
    `the log ${path} was made with ${made} partitions and cannot have ${partitions}: leave the number out, or start a new file`,
  );
}

/** A topic's name is part of positions and of other topics' names; Kafka's rule, so that both adapters agree. */
const TOPIC = /^[A-Za-z0-9._-]{1,249}$/;

function mustBeTopic(name: string): void {
  if (!TOPIC.test(name)) throw new RangeError(`“${name}” is no topic: letters, digits and . _ - only`);
}

function prepareRecord(store: Store, record: NewRecord, maxBytes: number): PreparedRecord {
  mustBeTopic(record.topic);
  const prepared = store.prepare(record);
  const bytes = (record.value?.length ?? 0) + Buffer.byteLength(record.key) + Buffer.byteLength(prepared.headers);
  if (bytes <= maxBytes) return prepared;
  throw new RecordTooLargeError(
    `the record ${record.key} for ${record.topic} has ${bytes} bytes and the log takes ${maxBytes}: shorten or truncate it`,
  );
}

/** Other processes' writes show in SQLite's data version; this process's own do not. */
function pollForeignWrites(store: Store, everyMs: number, onWrite: () => void): () => void {
  let seen = store.dataVersion();
  const timer = setInterval(() => {
    const version = store.dataVersion();
    if (version === seen) return;
    seen = version;
    onWrite();
  }, everyMs).unref();
  return () => clearInterval(timer);
}

const PAGE = { maxRecords: 200, maxBytes: 1024 * 1024 };

async function* scanPages(
  store: Store,
  topic: string,
  { from: starts, publishedSince = 0 }: ScanOptions,
  newest: number,
  mustBeOpen: () => void,
): AsyncGenerator<StoredRecord, void> {
  const topicId = store.findTopic(topic);
  if (topicId === undefined) return;
  for (let partition = 0; partition < store.partitions; partition++) {
    for (let from = starts?.get(partition) ?? 0; ; ) {
      mustBeOpen();
      const page = store.nextChunk(topicId, partition, from, PAGE);
      if (!page || page.first > newest) break;
      for (const record of store.read(topic, topicId, partition, page.first, Math.min(page.last, newest))) {
        if (record.publishedAt >= publishedSince) yield record;
      }
      from = page.last + 1;
      await nextTurn();
    }
  }
}
