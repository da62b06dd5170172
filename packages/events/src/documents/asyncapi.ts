import { z } from 'zod';
import {
  ENRICHED_RELEASE,
  EVENT_KINDS,
  type EventKind,
  eventSchemaUri,
  eventType,
  PARSED_RELEASE,
  PARTITIONS,
  RAW_RELEASE,
  SOURCE_STATUS,
} from '../catalogue.ts';
import { ORIGINS } from '../envelope.ts';
import type { JsonSchema } from './json-schema.ts';

/** Which service sends and receives what. */
const WAYS: readonly { readonly service: string; readonly action: 'send' | 'receive'; readonly event: EventKind }[] = [
  { service: 'fetcher', action: 'send', event: RAW_RELEASE },
  { service: 'fetcher', action: 'send', event: SOURCE_STATUS },
  { service: 'parser', action: 'receive', event: RAW_RELEASE },
  { service: 'parser', action: 'send', event: PARSED_RELEASE },
  { service: 'enricher', action: 'receive', event: PARSED_RELEASE },
  { service: 'enricher', action: 'send', event: ENRICHED_RELEASE },
  { service: 'indexer', action: 'receive', event: ENRICHED_RELEASE },
];

const words = (description: string, more: JsonSchema = {}): JsonSchema => ({ type: 'string', description, ...more });
const digits = (description: string): JsonSchema => words(description, { pattern: '^[0-9]+$' });

/** The headers of a record: CloudEvents 1.0 in Kafka's binary mode, and the way of the release (see toHeaders). */
const headersOf = (event: EventKind): JsonSchema => ({
  type: 'object',
  required: ['ce_id', 'ce_type', 'ce_source', 'ce_specversion', 'ce_time', 'content-type', 'ce_origin', 'ce_epoch'],
  properties: {
    ce_id: words('unique with ce_source; the same again when a stage repeats its work'),
    ce_type: { const: eventType(event) },
    ce_source: words('/presswatch/<stage>'),
    ce_specversion: { const: '1.0' },
    ce_time: words('when it was made', { format: 'date-time' }),
    ce_dataschema: { const: eventSchemaUri(event) },
    'content-type': { const: 'application/json' },
    traceparent: words('W3C Trace Context'),
    ce_origin: words('backfill and replay alert nobody', { enum: [...ORIGINS] }),
    ce_epoch: digits('0 for live traffic, 1… for replays; less than 4096'),
    ce_ingestedat: digits('ms: when the fetcher published the raw release'),
    ce_hops: words('JSON: the stages that it came through, oldest first'),
    ce_rawat: words('topic/partition/offset of the raw release'),
  },
});

const nameOf = (event: EventKind): string =>
  event.name.replace(/(^|[.-])([a-z])/g, (_match, _mark, letter: string) => letter.toUpperCase());

const channelOf = (event: EventKind): string => event.topic.replace('.', '-');

/** A payload schema whose definitions move to `schemas`, where references of an AsyncAPI document can reach them. */
function payloadOf(event: EventKind, schemas: Record<string, unknown>): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(event.schema, { io: 'input', target: 'draft-7' });
  const moved = JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"#/components/schemas/'));
  const { definitions = {}, ...payload } = moved as { definitions?: Record<string, { id?: string }> };
  for (const [name, { id: _id, ...definition }] of Object.entries(definitions)) schemas[name] = definition;
  return payload;
}

const retentionOf = (event: EventKind): JsonSchema =>
  event.retention.kind === 'compacted'
    ? { 'cleanup.policy': ['compact'] }
    : { 'cleanup.policy': ['delete'], 'retention.ms': event.retention.ms };

/** The AsyncAPI 3.0 document of the topics: channels, messages with headers, and what each service does with them. */
export function asyncApiDocument(): JsonSchema {
  const schemas: Record<string, unknown> = {};
  const messages = EVENT_KINDS.map((event) => [
    nameOf(event),
    {
      name: eventType(event),
      title: event.name,
      summary: event.description,
      contentType: 'application/json',
      headers: headersOf(event),
      payload: payloadOf(event, schemas),
      bindings: { kafka: { key: words(event.key), bindingVersion: '0.5.0' } },
    },
  ]);
  const channels = EVENT_KINDS.map((event) => [
    channelOf(event),
    {
      address: event.topic,
      description: event.description,
      messages: { [nameOf(event)]: { $ref: `#/components/messages/${nameOf(event)}` } },
      bindings: {
        kafka: {
          topic: event.topic,
          partitions: PARTITIONS,
          topicConfiguration: retentionOf(event),
          bindingVersion: '0.5.0',
        },
      },
    },
  ]);
  const operations = WAYS.map(({ service, action, event }) => [
    `${service}-${action}-${channelOf(event)}`,
    {
      action,
      title: `${service} ${action}s ${event.topic}`,
      channel: { $ref: `#/channels/${channelOf(event)}` },
      messages: [{ $ref: `#/channels/${channelOf(event)}/messages/${nameOf(event)}` }],
    },
  ]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Presswatch events',
      version: '1.0.0',
      description:
        'The events between the stages. A change within a version only adds; readers pass unknown fields on.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(channels),
    operations: Object.fromEntries(operations),
    components: { messages: Object.fromEntries(messages), schemas },
  };
}
