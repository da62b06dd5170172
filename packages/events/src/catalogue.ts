import type { z } from 'zod';
import { enrichedReleaseSchema } from './enriched-release.ts';
import { parsedReleaseSchema } from './parsed-release.ts';
import { rawReleaseSchema } from './raw-release.ts';
import { sourceStatusSchema } from './source-status.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What a topic keeps: for ever but only the newest record of a key, or everything for a time. */
export type Retention = { readonly kind: 'compacted' } | { readonly kind: 'time'; readonly ms: number };

/** One kind of event and the topic that carries it. */
export interface EventKind<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Of the schema; a change within a version only adds. */
  readonly version: number;
  readonly topic: string;
  readonly key: string;
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
  retention: { kind: 'compacted' },
  schema: rawReleaseSchema,
  description: 'One item as fetched, with its bytes; or the finding that it is gone. A null value erases the capture.',
});

export const PARSED_RELEASE = kind({
  name: 'release.parsed',
  version: 1,
  topic: 'releases.parsed',
  key: 'releaseId/capture',
  retention: { kind: 'time', ms: 7 * DAY },
  schema: parsedReleaseSchema,
  description: 'What the parser read out of a raw release.',
});

export const ENRICHED_RELEASE = kind({
  name: 'release.enriched',
  version: 1,
  topic: 'releases.enriched',
  key: 'releaseId/capture',
  retention: { kind: 'compacted' },
  schema: enrichedReleaseSchema,
  description: 'The parsed release with its entities, topics and fingerprint.',
});

export const SOURCE_STATUS = kind({
  name: 'source.status',
  version: 1,
  topic: 'sources.status',
  key: 'sourceId',
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
