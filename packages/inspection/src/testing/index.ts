import { join } from 'node:path';
import { createDeadLetters, type DeadLetters, deadLetterRecord } from '@presswatch/dead-letters';
import type { NewRecord } from '@presswatch/event-log';
import { openSqliteLog, type SqliteLog } from '@presswatch/event-log/sqlite';
import { eventSchemaUri, eventType, RAW_RELEASE, type RawReleasePresent, toHeaders } from '@presswatch/events';
import { contentHash, mintReleaseId, sha256 } from '@presswatch/identity';
import type { RecordStore } from '@presswatch/records';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import type { CaptureDocument, ReleaseContent } from '@presswatch/release-index';
import { openSqliteIndex, type SqliteIndex } from '@presswatch/release-index/sqlite';
import { tempFolder } from '@presswatch/testkit';
import type { StageTopic } from '../pipeline-status.ts';

/** The stages of the tests' pipeline. */
export const STAGES: readonly StageTopic[] = [
  { stage: 'parser', topic: 'releases.raw' },
  { stage: 'enricher', topic: 'releases.parsed' },
  { stage: 'indexer', topic: 'releases.enriched' },
];

/** An installation's data on SQLite, in a folder of the test's own. */
export interface World {
  readonly folder: string;
  readonly log: SqliteLog;
  readonly index: SqliteIndex;
  readonly records: RecordStore;
  readonly deadLetters: DeadLetters;
  /** Publishes a raw release as the fetcher does. */
  publish(wish?: Wish): Promise<Published>;
  /** Publishes a raw release and writes its capture to the index, as if all stages had run. */
  add(wish?: Wish): Promise<CaptureDocument>;
  /** Publishes a raw release and gives it up. Returns the dead letter's id. */
  fail(wish?: Wish & { readonly code?: string }): Promise<string>;
  close(): Promise<void>;
}

/** What a test says of a release; the rest is made up. */
export interface Wish {
  readonly url?: string;
  /** ms since 1970. */
  readonly fetchedAt?: number;
  readonly bytes?: string;
  readonly mediaType?: string;
  readonly title?: string;
  readonly body?: readonly string[];
  readonly content?: Partial<ReleaseContent>;
}

interface Published {
  readonly raw: RawReleasePresent;
  readonly record: NewRecord & { readonly value: Uint8Array };
  readonly position: { readonly topic: string; readonly partition: number; readonly offset: number };
}

const SOURCE = { id: 'ministry', kind: 'feed', title: 'Ministry of Examples' };
/** 2024-06-28T12:00Z */
export const START = Date.UTC(2024, 5, 28, 12);

export async function openWorld(): Promise<World> {
  const { path: folder, remove } = await tempFolder();
  const log = openSqliteLog({ path: join(folder, 'log.db'), retention: undefined });
  const records = openSqliteRecords({ path: join(folder, 'records.db') });
  const index = await openSqliteIndex({ path: join(folder, 'index.db'), inline: true });
  const topics = STAGES.map(({ stage, topic }) => ({ group: stage, topic }));

  const publish = async (wish: Wish = {}): Promise<Published> => {
    const raw = rawRelease(wish);
    const record = recordOf(raw);
    const [position] = await log.publish([record]);
    if (position === undefined) throw new Error('the log gave no position');
    return { raw, record, position };
  };

  return {
    folder,
    log,
    index,
    records,
    deadLetters: createDeadLetters({ log, records, topics, now: () => START + 60_000 }),
    publish,
    async add(wish = {}) {
      const { raw, position } = await publish(wish);
      const document = captureDocument(raw, wish, `${position.topic}/${position.partition}/${position.offset}`);
      const results = await index.writer.upsert([document]);
      if (results[0]?.kind !== 'done') throw new Error(`not indexed: ${JSON.stringify(results)}`);
      await index.writer.refresh();
      return document;
    },
    async fail({ code = 'empty', ...wish } = {}) {
      const { record, position } = await publish(wish);
      const letter = deadLetterRecord({
        input: { ...record, ...position },
        group: 'parser',
        stageVersion: '1',
        reason: { code, message: 'the release holds no text; look at its source' },
        attempts: 1,
        at: START + 1000,
      });
      await log.publish([letter]);
      return letter.key;
    },
    async close() {
      await index.close();
      await log.close();
      await records.close();
      await remove();
    },
  };
}

function rawRelease(wish: Wish): RawReleasePresent {
  const { url = 'https://example.org/news/1', fetchedAt = START, mediaType = 'text/html' } = wish;
  const bytes = Buffer.from(wish.bytes ?? `<p>${url} ${fetchedAt}</p>`);
  return {
    state: 'present',
    releaseId: mintReleaseId({ link: url }, { sourceId: SOURCE.id }),
    capture: { fetchedAt, sha256: sha256(bytes) },
    source: SOURCE,
    url,
    aliases: [`${url}?from=feed`],
    mediaType,
    size: bytes.byteLength,
    bytes: bytes.toString('base64'),
    hints: { title: titleOf(wish) },
  };
}

function recordOf(raw: RawReleasePresent): NewRecord & { readonly value: Uint8Array } {
  const keys = RAW_RELEASE.keysOf(raw);
  const headers = toHeaders({
    id: keys.key,
    type: eventType(RAW_RELEASE),
    source: '/presswatch/fetcher',
    specversion: '1.0',
    time: new Date(raw.capture.fetchedAt).toISOString(),
    dataschema: eventSchemaUri(RAW_RELEASE),
    origin: 'live',
    epoch: 0,
    ingestedAt: raw.capture.fetchedAt + 1,
    hops: [],
  });
  return { topic: RAW_RELEASE.topic, ...keys, value: Buffer.from(JSON.stringify(raw)), headers };
}

const titleOf = (wish: Wish): string => wish.title ?? 'Statement on the harvest';

function captureDocument(raw: RawReleasePresent, wish: Wish, rawAt: string): CaptureDocument {
  const { fetchedAt } = raw.capture;
  const way = ['parser', 'enricher', 'indexer'].map((stage, at) => ({ stage, version: '1', at: fetchedAt + 2 + at }));
  return {
    releaseId: raw.releaseId,
    capture: raw.capture,
    epoch: 0,
    origin: 'live',
    source: SOURCE,
    aliases: raw.aliases,
    ingestedAt: fetchedAt + 1,
    way,
    rawAt,
    content: contentOf(raw, wish),
  };
}

function contentOf(raw: RawReleasePresent, wish: Wish): ReleaseContent {
  const title = titleOf(wish);
  const body = wish.body ?? ['The ministry of examples has counted the harvest.', 'It was good.'];
  return {
    title,
    kind: 'press-release',
    ...(raw.url === undefined ? {} : { url: raw.url }),
    issuer: { name: 'Ministry of Examples', from: 'json-ld' },
    published: { value: '2024-06-28', precision: 'day', zone: null, stated: '28 June 2024', from: 'stamp' },
    language: 'en',
    format: 'html',
    body: body.map((text) => ({ kind: 'paragraph', text })),
    links: [],
    entities: [{ type: 'ORG', name: 'Ministry of Examples' }],
    mentions: [],
    countries: ['GB'],
    topics: [{ id: 'medtop:20000000', name: 'example topic', score: 1, by: 'harvest' }],
    fingerprint: '0'.repeat(16),
    contentHash: contentHash(title, body),
    parserVersion: '1',
    enricherVersion: '1',
    gazetteerVersion: '1',
    ...wish.content,
  };
}
