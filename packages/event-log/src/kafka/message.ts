import { isUtf8 } from 'node:buffer';
import type { Headers, HeaderValue } from '@presswatch/events';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { NewRecord, StoredRecord } from '../port.ts';

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A record on its way to a partition, with its size in bytes: value, key and headers. */
export interface Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly message: Message;
  readonly bytes: number;
}

export function toMessage(record: NewRecord, partition: number, now: number): Message {
  const headers = Object.entries(record.headers).map(([name, value]) => [name, asHeader(value)]);
  return {
    key: Buffer.from(record.key),
    value: record.value === null ? null : asBuffer(record.value),
    headers: Object.fromEntries(headers) as IHeaders,
    timestamp: String(now),
    partition,
  };
}

const asHeader = (value: HeaderValue): Buffer => (typeof value === 'string' ? Buffer.from(value) : asBuffer(value));

/** Bytes of value, key and headers. */
export function sizeOf({ key, value, headers }: NewRecord): number {
  let bytes = Buffer.byteLength(key) + (value?.length ?? 0);
  for (const [name, header] of Object.entries(headers)) bytes += Buffer.byteLength(name) + Buffer.byteLength(header);
  return bytes;
}

export const toStored = (topic: string, partition: number, message: KafkaMessage): StoredRecord => ({
  topic,
  partition,
  offset: Number(message.offset),
  key: message.key?.toString() ?? '',
  value: message.value,
  headers: fromHeaders(message.headers),
  publishedAt: Number(message.timestamp),
});

/** Kafka has bytes only: what is UTF-8 becomes a text, which gives the same bytes again. Of a repeated name the last counts. */
function fromHeaders(headers: IHeaders | undefined): Headers {
  const entries = Object.entries(headers ?? {}).map(([name, value]): [string, HeaderValue] => {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last === undefined || last === null) return [name, ''];
    if (typeof last === 'string') return [name, last];
    return [name, isUtf8(last) ? last.toString() : last];
  });
  return Object.fromEntries(entries);
}
