import { createHash } from 'node:crypto';
import type { Erasures } from '@presswatch/erasures';
import type { EventLog, NewRecord, StoredRecord } from '@presswatch/event-log';
import type { Headers } from '@presswatch/events';
import { parseCaptureKey } from '@presswatch/identity';

export interface CopyTopic {
  readonly source: EventLog;
  readonly target: EventLog;
  readonly topic: string;
  /** Of several records with one key: the first where they hold the same bytes, the last where each replaces the former. */
  readonly take: 'first' | 'last';
  /** Of the source: erased releases are not copied. */
  readonly erasures: Erasures;
  readonly signal: AbortSignal;
  readonly onProgress?: (copied: CopiedTopic) => void;
}

export interface CopiedTopic {
  readonly copied: number;
  /** Their keys are in the target already. */
  readonly there: number;
  readonly erased: number;
  /** Stopped before the end. */
  readonly stopped: boolean;
}

const BATCH = { records: 100, bytes: 1 << 20 };

/**
 * Publishes the records of a topic to another log, with the same keys, values and headers; only that they are replayed,
 * which alerts nobody, and that epochs begin again. Of several records with one key one is taken. Whatever is there is not
 * copied again, so it may be broken off and repeated. Memory: some 100 bytes a key.
 */
export async function copyTopic(copy: CopyTopic): Promise<CopiedTopic> {
  const { source, target, topic, take, erasures, signal, onProgress } = copy;
  const known = await keysOf(target, topic);
  const last = take === 'last' ? await lastOf(source, topic, signal) : undefined;
  const counts = { copied: 0, there: 0, erased: 0, stopped: false };
  let batch: NewRecord[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await target.publish(batch);
    counts.copied += batch.length;
    batch = [];
    bytes = 0;
    onProgress?.({ ...counts });
  };
  for await (const record of source.scan(topic)) {
    if (signal.aborted) {
      counts.stopped = true;
      break;
    }
    if (record.value === null) continue; // a tombstone: there is nothing to forget in the target
    const hash = hashOf(record.key);
    if (last !== undefined && last.get(hash) !== record.offset) continue; // replaced since
    if (known.has(hash)) {
      counts.there++;
    } else if (await isErased(erasures, record)) {
      counts.erased++;
    } else {
      known.add(hash);
      batch.push(copyOf(record));
      bytes += record.value.length;
      if (batch.length >= BATCH.records || bytes >= BATCH.bytes) await flush();
    }
  }
  await flush();
  return counts;
}

async function keysOf(log: EventLog, topic: string): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key, value } of log.scan(topic)) if (value !== null) keys.add(hashOf(key));
  return keys;
}

/** Where the last record of each key lies: one key is always in one partition. */
async function lastOf(log: EventLog, topic: string, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>();
  for await (const { key, offset } of log.scan(topic)) {
    if (signal.aborted) break; // nothing is copied then
    last.set(hashOf(key), offset);
  }
  return last;
}

/** 96 bits: short, and no two keys of one installation ever share them. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest().toString('latin1', 0, 12);

const isErased = async (erasures: Erasures, { key }: StoredRecord): Promise<boolean> => {
  const releaseId = parseCaptureKey(key)?.releaseId;
  return releaseId !== undefined && (await erasures.erasedOf([releaseId])).size > 0;
};

function copyOf({ topic, key, value, headers }: StoredRecord): NewRecord {
  return { topic, key, partitionKey: parseCaptureKey(key)?.releaseId ?? key, value, headers: asReplayed(headers) };
}

const asReplayed = (headers: Headers): Headers =>
  headers.ce_epoch === undefined ? headers : { ...headers, ce_origin: 'replay', ce_epoch: '0' };
