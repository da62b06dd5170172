import { type Capture, captureKey } from '@presswatch/identity';
import type { z } from 'zod';
import { enrichedReleaseSchema } from './enriched-release.ts';
import { parsedReleaseSchema } from './parsed-release.ts';
import { rawReleaseSchema } from './raw-release.ts';
import { sourceStatusSchema } from './source-status.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What a topic keeps: for ever but only the newest record of a key, or everything for a time. */
export type Retention = { readonly kind: 'compacted' } | { readonly kind: 'time'; readonly ms: number };

export interface RecordKeys {
  readonly key: string;
  /** Events with the same partition key stay in order. */
  readonly partitionKey: string;
}

/** Of every event about a capture: one release stays in order, each capture has a key of its own. */
const captureKeys = (event: { readonly releaseId: string; readonly capture: Capture }): RecordKeys => ({
  key: captureKey(event.releaseId, event.capture),
  partitionKey: event.releaseId,
});

/** One kind of event and the topic that carries it. */
// biome-ignore lint/suspicious/noExplicitAny: the catalogue holds kinds of different events
export interface EventKind<S extends z.ZodType = z.ZodType<any>> {
  readonly name: string;
  /** Of the schema; a change within a version only adds. */
  readonly version: number;
  readonly topic: string;
  /** What the record key is made of, for people. */
  readonly key: string;
  /** The record key of an event, and what chooses its partition. */
  readonly keysOf: (event: z.output<S>) => RecordKeys;
  readonly retention: Retention;
  readonly schema: S;
  readonly description: string;
}

const kind = <S extends z.ZodType>(event: EventKind<S>): EventKind<S> => event;

export const RAW_RELEASE = kind({
  name: 'release.raw',
  version: 1,
  topic: 'releases.raw',
  key: 'releaseId/capture',
  keysOf: captureKeys,
  retention: { kind: 'compacted' },
  schema: rawReleaseSchema,
  description: 'One item as fetched, with its bytes; or the finding that it is gone. A null value erases the capture.',
});

export const PARSED_RELEASE = kind({
  name: 'release.parsed',
  version: 1,
  topic: 'releases.parsed',
  key: 'releaseId/capture',
  keysOf: captureKeys,
  retention: { kind: 'time', ms: 7 * DAY },
  schema: parsedReleaseSchema,
  description: 'What the parser read out of a raw release.',
});

export const ENRICHED_RELEASE = kind({
  name: 'release.enriched',
  version: 1,
  topic: 'releases.enriched',
  key: 'releaseId/capture',
  keysOf: captureKeys,
  retention: { kind: 'compacted' },
  schema: enrichedReleaseSchema,
  description: 'The parsed release with its entities, topics and fingerprint.',
});

export const SOURCE_STATUS = kind({
  name: 'source.status',
  version: 1,
  topic: 'sources.status',
  key: 'sourceId',
  keysOf: (status) => ({ key: status.source.id, partitionKey: status.source.id }),
  retention: { kind: 'compacted' },
  schema: sourceStatusSchema,
  description: 'A source’s health, whenever it changes.',
});

export const EVENT_KINDS: readonly EventKind[] = [RAW_RELEASE, PARSED_RELEASE, ENRICHED_RELEASE, SOURCE_STATUS];

/** The partitions of every topic, fixed when it is made. */
export const PARTITIONS = 12;

/** The CloudEvents type of an event: `presswatch.release.raw.v1`. */
export const eventType = (event: EventKind): string => `presswatch.${event.name}.v${event.version}`;

/** The `dataschema` attribute of an event. */
export const eventSchemaUri = (event: EventKind): string => `urn:presswatch:schema:${event.name}:${event.version}`;

/** The topic of dead letters of one group reading one topic. */
export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${group}.dlq`;
