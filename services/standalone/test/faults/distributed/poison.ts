import { randomBytes } from 'node:crypto';
import type { EventLog, NewRecord } from '@presswatch/event-log';
import {
  ENRICHED_RELEASE,
  type EventKind,
  eventSchemaUri,
  eventType,
  PARSED_RELEASE,
  RAW_RELEASE,
  toHeaders,
} from '@presswatch/events';

/** One event that no stage can take, and the reason that its dead letter must give. */
interface Poison {
  readonly kind: EventKind;
  readonly reason: string;
  readonly value: (releaseId: string) => string;
  readonly type?: string;
}

/** The word that makes the parser of `throw-on-mark.mjs` throw a TypeError. */
export const THROW_MARK = 'Zyxwthrowmark';
/** Bytes: the proxy refuses bodies over it while oversize documents are about. */
export const PROXY_LIMIT = 200_000;

const capture = { fetchedAt: Date.UTC(2026, 0, 2), sha256: 'a'.repeat(64) };
const base = (releaseId: string) => ({
  state: 'present',
  releaseId,
  capture,
  source: { id: 'poison', kind: 'push' },
  aliases: [],
});
const enriched = (releaseId: string, text: string) => ({
  ...base(releaseId),
  format: 'plain-text',
  parserVersion: '1',
  title: `Poison ${releaseId}`,
  kind: 'press-release',
  body: [{ kind: 'paragraph', text }],
  links: [],
  contentHash: 'b'.repeat(64),
  enricherVersion: '1',
  gazetteerVersion: '1',
  entities: [],
  mentions: [],
  countries: [],
  topics: [],
  fingerprint: '0'.repeat(16),
});
const raw = (releaseId: string, text: string) => ({
  ...base(releaseId),
  mediaType: 'text/plain',
  size: text.length,
  bytes: Buffer.from(text).toString('base64'),
});

const POISONS: readonly Poison[] = [
  { kind: RAW_RELEASE, reason: 'not-json', value: () => '{"state": "pres' },
  { kind: RAW_RELEASE, reason: 'threw', value: (id) => JSON.stringify(raw(id, `${THROW_MARK}\n\nIt throws.\n`)) },
  { kind: PARSED_RELEASE, reason: 'schema-mismatch', value: (id) => JSON.stringify({ ...base(id), title: 7 }) },
  {
    kind: PARSED_RELEASE,
    reason: 'unsupported-version',
    type: 'presswatch.release.parsed.v99',
    value: (id) => JSON.stringify(base(id)),
  },
  {
    kind: ENRICHED_RELEASE,
    reason: 'index-too-large',
    value: (id) => JSON.stringify(enriched(id, 'A large document. '.repeat(20_000))),
  },
  {
    kind: ENRICHED_RELEASE,
    reason: 'index-bad-version',
    // Fits the schema; its version fits no long.
    value: (id) =>
      JSON.stringify({ ...enriched(id, 'x'), capture: { ...capture, fetchedAt: Number.MAX_SAFE_INTEGER } }),
  },
];

export interface GivenPoison {
  /** By capture key: the reason that is expected. */
  readonly expected: Readonly<Record<string, string>>;
  /** Those that lie on the topic of raw releases. */
  readonly onRaw: number;
}

/** Publishes one of each poison straight to its topic. */
export async function givePoison(log: EventLog): Promise<GivenPoison> {
  const expected: Record<string, string> = {};
  const records = POISONS.map((poison): NewRecord => {
    const releaseId = randomBytes(16).toString('hex');
    const key = `${releaseId}/${capture.fetchedAt}-${capture.sha256}`;
    expected[key] = poison.reason;
    return {
      topic: poison.kind.topic,
      key,
      partitionKey: releaseId,
      value: Buffer.from(poison.value(releaseId)),
      headers: headersOf(poison, key),
    };
  });
  await log.publish(records);
  return { expected, onRaw: records.filter(({ topic }) => topic === RAW_RELEASE.topic).length };
}

const headersOf = ({ kind, type }: Poison, key: string) =>
  toHeaders({
    id: `${key}/poison/0`,
    type: type ?? eventType(kind),
    source: '/presswatch/fetcher',
    specversion: '1.0',
    time: new Date(capture.fetchedAt).toISOString(),
    dataschema: eventSchemaUri(kind),
    origin: 'live',
    epoch: 0,
    ingestedAt: capture.fetchedAt,
    hops: [],
    ...(kind === RAW_RELEASE ? {} : { rawAt: 'releases.raw/0/0' }),
  });
