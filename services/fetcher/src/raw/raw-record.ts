import { randomBytes } from 'node:crypto';
import type { NewRecord } from '@presswatch/event-log';
import {
  type Envelope,
  eventSchemaUri,
  eventType,
  type Hints,
  MAX_RAW_BYTES,
  type Origin,
  RAW_RELEASE,
  type RawReleasePresent,
  type SourceRef,
  TRUNCATED_BYTES,
  toHeaders,
} from '@presswatch/events';
import { captureKey, sha256 } from '@presswatch/identity';
import { rawValue, type UnencodedRelease } from './raw-value.ts';

/** The fetcher's version, part of every hop. */
export const FETCHER_VERSION = '1';

/** One item as fetched. */
export interface RawItem {
  readonly releaseId: string;
  readonly source: SourceRef;
  /** ms */
  readonly fetchedAt: number;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly charset?: string;
  /** Bytes of the whole input, where `bytes` is only its beginning. */
  readonly wholeSize?: number;
  readonly url?: string;
  readonly aliases: readonly string[];
  readonly hints?: Hints;
  readonly fetch?: RawReleasePresent['fetch'];
}

/** The event of an item. An input over the size limit keeps its first bytes and its size; the parser rejects it. */
export function toRawRelease(item: RawItem): RawReleasePresent {
  const release = unencodedRelease(item);
  const { buffer, byteOffset, byteLength } = release.bytes;
  return { ...release, bytes: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
}

/** The same, with the bytes as they are: `toRawRecord` encodes them into the record itself. */
export function unencodedRelease(item: RawItem): UnencodedRelease {
  const size = item.wholeSize ?? item.bytes.length;
  const truncated = size > MAX_RAW_BYTES || size > item.bytes.length;
  const bytes = truncated ? item.bytes.subarray(0, TRUNCATED_BYTES) : item.bytes;
  return {
    state: 'present',
    releaseId: item.releaseId,
    capture: { fetchedAt: item.fetchedAt, sha256: sha256(bytes) },
    source: item.source,
    aliases: [...new Set(item.aliases)].filter((alias) => alias !== '' && alias !== item.url),
    mediaType: item.mediaType,
    size,
    bytes,
    ...(item.url !== undefined && { url: item.url }),
    ...(item.charset !== undefined && { charset: item.charset }),
    ...(truncated && { truncated: true as const }),
    ...(item.fetch !== undefined && { fetch: item.fetch }),
    ...(item.hints !== undefined && Object.keys(item.hints).length > 0 && { hints: item.hints }),
  };
}

/** The record that publishes a raw release. @param now ms: when it is published */
export function toRawRecord(release: RawReleasePresent | UnencodedRelease, origin: Origin, now: number): NewRecord {
  const key = captureKey(release.releaseId, release.capture);
  const envelope: Envelope = {
    id: `${key}/raw`,
    type: eventType(RAW_RELEASE),
    source: '/presswatch/fetcher',
    specversion: '1.0',
    time: new Date(now).toISOString(),
    dataschema: eventSchemaUri(RAW_RELEASE),
    traceparent: traceparent(),
    origin,
    epoch: 0,
    ingestedAt: now,
    hops: [{ stage: 'fetcher', version: FETCHER_VERSION, at: now }],
  };
  return {
    topic: RAW_RELEASE.topic,
    key,
    partitionKey: release.releaseId,
    value: isEncoded(release) ? Buffer.from(JSON.stringify(release)) : rawValue(release),
    headers: toHeaders(envelope),
  };
}

const isEncoded = (release: RawReleasePresent | UnencodedRelease): release is RawReleasePresent =>
  typeof release.bytes === 'string';

/** W3C Trace Context: the release's way begins here. */
export const traceparent = (): string => {
  const hex = randomBytes(24).toString('hex');
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
};
