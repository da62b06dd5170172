import type { Headers } from '@presswatch/events';

/** Where a record lies. Offsets grow within a partition and may have gaps. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** A record to be published. */
export interface NewRecord {
  readonly topic: string;
  readonly key: string;
  /** Records with the same partition key lie in one partition, in the order they were published in. */
  readonly partitionKey: string;
  /** Null is a tombstone: records with this key are forgotten once the topic is compacted. */
  readonly value: Uint8Array | null;
  readonly headers: Headers;
}

/** A record read from the log. */
export interface StoredRecord extends Position {
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly headers: Headers;
  /** ms: when it was published. */
  readonly publishedAt: number;
}

/** What one `finish` makes durable, all of it or nothing (SQLite), or in this order (Kafka: at least once). */
export interface Finish {
  readonly outputs: readonly NewRecord[];
  readonly deadLetters: readonly NewRecord[];
  /** The first offset that is not finished: where reading goes on after a restart. */
  readonly upTo: number;
}

/** Records of one partition, in their order, handed to one member of a group. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly StoredRecord[];
  /** Aborted when the member closes or loses the partition: stop soon, `finish` what is done. */
  readonly signal: AbortSignal;
  /**
   * Publishes and marks as done. May be called several times in a batch, with growing `upTo`.
   * @throws PartitionLostError when another member owns the partition now: let it pass through
   */
  finish(finish: Finish): Promise<void>;
  /** Tells the group that the member is alive; call it at least every few seconds of work. @throws PartitionLostError */
  heartbeat(): Promise<void>;
}

/**
 * Handles a batch. Records that were not finished when it returns are handed out again, so a handler that cannot go on
 * waits inside, with heartbeats. It lets only PartitionLostError pass; any other error ends the subscription.
 */
export type BatchHandler = (batch: Batch) => Promise<void>;

export interface SubscribeOptions {
  readonly topic: string;
  readonly group: string;
  readonly handler: BatchHandler;
  /** At most this many records a batch. */
  readonly maxRecords?: number;
  /** At most about this many bytes of values a batch; a single larger record is a batch of its own. */
  readonly maxBytes?: number;
  /** At most about this many bytes handed out and not yet returned, over all partitions: the group's back-pressure. */
  readonly maxInFlightBytes?: number;
}

/** One member of a group. */
export interface Subscription {
  /** Resolves after `close`; rejects when the subscription ended by itself: the process should stop. */
  readonly ended: Promise<void>;
  /** Stops handing out, aborts the signals, waits for the handlers that run. */
  close(): Promise<void>;
}

export interface Lag {
  /** Records not finished by the group. */
  readonly records: number;
  /** ms: when the oldest of them was published; null where there is none. */
  readonly oldestAt: number | null;
}

/** What `forget` removed. */
export interface Forgotten {
  readonly records: number;
  readonly bytesLeft: boolean;
}

/** Which part of a topic a scan reads; default: all of it. */
export interface ScanOptions {
  /** By partition: the first offset wanted. Partitions that are not named are read from their beginning. */
  readonly from?: ReadonlyMap<number, number>;
  /** ms: only records published at this time or later. */
  readonly publishedSince?: number;
}

/**
 * The log between the stages. Delivery is at least once: a record is handed to every group until that group finishes it,
 * to one member at a time, records of one partition key in order. A group that is new starts at the beginning.
 */
export interface EventLog {
  /** Resolves when all records are durable; the positions are in the order of the records. */
  publish(records: readonly NewRecord[]): Promise<readonly Position[]>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /**
   * The record at a position, if it still has this key and a value; null when it was erased or trimmed.
   * @throws LogUnavailableError after some seconds; so do `scan` (by its first record) and `lag`
   */
  readAt(position: Position, key: string): Promise<StoredRecord | null>;
  /** The records of a topic as of the call, partition by partition, in the order of offsets. */
  scan(topic: string, options?: ScanOptions): AsyncIterable<StoredRecord>;
  lag(topic: string, group: string): Promise<Lag>;
  /**
   * Removes at once, bytes and all, the records with a value that bear one of these keys, in whatever topic; their
   * tombstones stay. Only where the store can: elsewhere compaction and age do it in their time.
   *
   * @returns how many, and whether their bytes may still stand somewhere (a reader was in the way): then call it again
   */
  forget?(keys: readonly string[]): Promise<Forgotten>;
  close(): Promise<void>;
}

/** The member no longer owns the partition: what it has not finished, another one does. */
export class PartitionLostError extends Error {
  override readonly name = 'PartitionLostError';
}

/** A record over the log's size limit. */
export class RecordTooLargeError extends Error {
  override readonly name = 'RecordTooLargeError';
}

/** The log cannot be reached, or does not answer in time: nothing is lost. The message says what happened and what to do. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
}

/** `topic/partition/offset`, as the envelope's rawAt carries it. */
export const formatPosition = (p: Position): string => `${p.topic}/${p.partition}/${p.offset}`;

export function parsePosition(text: string): Position | undefined {
  const match = /^([^/]+)\/(\d+)\/(\d+)$/.exec(text);
  return match ? { topic: match[1] ?? '', partition: Number(match[2]), offset: Number(match[3]) } : undefined;
}
