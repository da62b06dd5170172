import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deadLetterTopic, ENRICHED_RELEASE, EVENT_KINDS, eventType, PARSED_RELEASE, RAW_RELEASE } from './catalogue.ts';
import { releaseText } from './text.ts';

const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../samples', `${name}.json`), 'utf8')).value;

const raw = sample('raw-web-page');
const parsed = sample('parsed-stamped');
const enriched = sample('enriched-entities');

describe('words of lists that may grow', () => {
  it('are tolerated', () => {
    expect(PARSED_RELEASE.schema.safeParse({ ...parsed, kind: 'hologram', format: 'smoke-signal' }).success).toBe(true);
    const entities = [{ type: 'SPACESHIP', name: 'Aurora' }];
    expect(ENRICHED_RELEASE.schema.safeParse({ ...enriched, entities, mentions: [] }).success).toBe(true);
  });
});

describe('what is wrong is refused', () => {
  const time = { value: '2024-06-28', precision: 'day', zone: null, stated: 'x', from: 'x' };

  it.each([
    ['a state that is none', RAW_RELEASE, { ...raw, state: 'perhaps' }],
    ['no state', RAW_RELEASE, { ...raw, state: undefined }],
    ['a releaseId that is none', RAW_RELEASE, { ...raw, releaseId: 'abc' }],
    ['a capture before the year 2000', RAW_RELEASE, { ...raw, capture: { fetchedAt: 5, sha256: '0'.repeat(64) } }],
    ['a hash in capitals', RAW_RELEASE, { ...raw, capture: { fetchedAt: 1719566820000, sha256: 'A'.repeat(64) } }],
    ['bytes that are not base64', RAW_RELEASE, { ...raw, bytes: 'näh' }],
    ['a negative size', RAW_RELEASE, { ...raw, size: -1 }],
    ['an empty title', PARSED_RELEASE, { ...parsed, title: '' }],
    ['an empty block', PARSED_RELEASE, { ...parsed, body: [{ kind: 'paragraph', text: '' }] }],
    ['the year 20240', PARSED_RELEASE, { ...parsed, published: { ...time, value: '20240-06-28' } }],
    ['a date in words', PARSED_RELEASE, { ...parsed, published: { ...time, value: '28 June 2024' } }],
    ['a country in small letters', ENRICHED_RELEASE, { ...enriched, countries: ['no'] }],
    ['a score over 1', ENRICHED_RELEASE, { ...enriched, topics: [{ id: 'x', name: 'x', score: 2, by: 'x' }] }],
    ['an enriched release without entities', ENRICHED_RELEASE, parsed],
  ])('%s', (_name, event, value) => {
    expect(event.schema.safeParse(value).success).toBe(false);
  });
});

describe('the catalogue', () => {
  it('gives every kind a topic and a type of its own', () => {
    expect(new Set(EVENT_KINDS.map(({ topic }) => topic)).size).toBe(EVENT_KINDS.length);
    expect(EVENT_KINDS.map(eventType)).toContain('presswatch.release.raw.v1');
  });

  it('names dead letters after topic and group', () => {
    expect(deadLetterTopic('releases.raw', 'parser')).toBe('releases.raw.parser.dlq');
  });

  it('keys every capture for itself and orders by release', () => {
    const event = RAW_RELEASE.schema.parse(raw);
    const { key, partitionKey } = RAW_RELEASE.keysOf(event);
    expect(partitionKey).toBe(event.releaseId);
    expect(key).toBe(`${event.releaseId}/${event.capture.fetchedAt}-${event.capture.sha256}`);
  });
});

describe('releaseText', () => {
  it('is what the offsets of mentions count in', () => {
    const event = ENRICHED_RELEASE.schema.parse(enriched);
    if (event.state !== 'present') throw new Error('the sample is of a present release');
    const found = event.mentions.map(({ start, end }) => releaseText(event).slice(start, end));
    expect(found).toEqual(event.mentions.map(({ entity }) => event.entities[entity]?.name));
  });
});
