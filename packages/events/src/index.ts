export {
  deadLetterTopic,
  ENRICHED_RELEASE,
  EVENT_KINDS,
  type EventKind,
  eventSchemaUri,
  eventType,
  PARSED_RELEASE,
  PARTITIONS,
  RAW_RELEASE,
  type RecordKeys,
  type Retention,
  SOURCE_STATUS,
} from './catalogue.ts';
export { PRECISIONS, type SourceRef, type StatedTime } from './common.ts';
export {
  ENTITY_TYPES,
  type EnrichedRelease,
  type EnrichedReleasePresent,
  type Entity,
  enrichedReleaseSchema,
  type Mention,
  type Topic,
} from './enriched-release.ts';
export {
  type Envelope,
  EnvelopeError,
  envelopeSchema,
  fromHeaders,
  type Headers,
  type HeaderValue,
  type Hop,
  ORIGINS,
  type Origin,
  toHeaders,
} from './envelope.ts';
export {
  type Block,
  type Change,
  type Contact,
  type Dateline,
  FORMATS,
  KINDS,
  PARTS,
  type ParsedRelease,
  type ParsedReleasePresent,
  parsedReleaseSchema,
  type ReleaseRemoved,
  type Ticker,
  type Withdrawn,
} from './parsed-release.ts';
export {
  FEED_MEDIA_TYPES,
  type Hints,
  MAX_RAW_BYTES,
  MAX_RECORD_BYTES,
  type RawRelease,
  type RawReleasePresent,
  type RawReleaseRemoved,
  rawReleaseSchema,
  TRUNCATED_BYTES,
} from './raw-release.ts';
export { type SourceStatus, sourceStatusSchema } from './source-status.ts';
export { releaseText } from './text.ts';
