import { createDeadLetters, type DeadLetters } from '@presswatch/dead-letters';
import { createErasures, type Erasures } from '@presswatch/erasures';
import type { EventLog, NewRecord, StoredRecord } from '@presswatch/event-log';
import { eventSchemaUri, eventType, RAW_RELEASE, type RawRelease, toHeaders } from '@presswatch/events';
import { captureKey, mintReleaseId, sha256 } from '@presswatch/identity';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseIndex, ReleaseIndexGenerations } from '@presswatch/release-index';
import { type RunningStage, startStage } from '@presswatch/stage';
import pino, { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { enricherOf, indexerOf, parserOf } from './stages.ts';

/** The ports of an installation, and how to be rid of them. */
export interface Ports {
  readonly log: EventLog;
  readonly index: ReleaseIndex;
  readonly records: RecordStore;
  readonly generations: ReleaseIndexGenerations;
  close(): Promise<void>;
}

/** Ports with the test's own stages over them. */
export interface World extends Ports {
  readonly erasures: Erasures;
  readonly deadLetters: DeadLetters;
  readonly logger: Logger;
  /** Publishes a raw release with this text at this address, as the fetcher does. */
  publish(url: string, text: string, fetchedAt?: number): Promise<Published>;
  /** Starts the live stages. */
  start(suffix?: string): Promise<void>;
  stop(): Promise<void>;
  /** Waits until the live stages have worked everything off. */
  drained(): Promise<void>;
  titles(): Promise<readonly string[]>;
}

export interface Published {
  readonly releaseId: string;
  readonly key: string;
  readonly record: NewRecord;
}

export const STAGES = [
  { stage: 'parser', topic: 'releases.raw' },
  { stage: 'enricher', topic: 'releases.parsed' },
  { stage: 'indexer', topic: 'releases.enriched' },
] as const;

/** 2024-06-28T12:00Z */
export const START = Date.UTC(2024, 5, 28, 12);

export function worldOver(ports: Ports): World {
  const { log, index, records } = ports;
  const erasures = createErasures({ records, refreshMs: 0 });
  const logger = pino({ level: 'silent' });
  const topics = STAGES.map(({ stage, topic }) => ({ group: stage, topic }));
  const running: RunningStage[] = [];
  const stop = async () => {
    for (const stage of running.splice(0)) await stage.stop();
  };
  return {
    ...ports,
    erasures,
    logger,
    deadLetters: createDeadLetters({ log, records, topics, erasures }),
    async publish(url, text, fetchedAt = START) {
      const published = rawOf(url, text, fetchedAt);
      await log.publish([published.record]);
      return published;
    },
    async start(suffix) {
      for (const definition of [parserOf(suffix), enricherOf(), indexerOf(index.writer)]) {
        running.push(await startStage(definition, { log, logger, registry: new Registry() }));
      }
    },
    stop,
    async drained() {
      for (const { stage, topic } of STAGES) {
        while ((await log.lag(topic, stage)).records > 0) await new Promise((done) => setTimeout(done, 20));
      }
      await index.writer.refresh();
    },
    async titles() {
      const titles: string[] = [];
      for await (const { shown } of index.reader.scan()) titles.push(shown?.content?.title ?? '(none)');
      return titles.sort();
    },
    async close() {
      await stop();
      await ports.close();
    },
  };
}

function rawOf(url: string, text: string, fetchedAt: number): Published {
  const bytes = Buffer.from(text);
  const releaseId = mintReleaseId({ link: url }, { sourceId: 'ministry' });
  const raw: RawRelease = {
    state: 'present',
    releaseId,
    capture: { fetchedAt, sha256: sha256(bytes) },
    source: { id: 'ministry', kind: 'feed' },
    url,
    aliases: [],
    mediaType: 'text/plain',
    size: bytes.byteLength,
    bytes: bytes.toString('base64'),
  };
  const key = captureKey(releaseId, raw.capture);
  const headers = toHeaders({
    id: key,
    type: eventType(RAW_RELEASE),
    source: '/presswatch/fetcher',
    specversion: '1.0',
    time: new Date(fetchedAt).toISOString(),
    dataschema: eventSchemaUri(RAW_RELEASE),
    origin: 'live',
    epoch: 0,
    ingestedAt: fetchedAt,
    hops: [],
  });
  const value = Buffer.from(JSON.stringify(raw));
  return { releaseId, key, record: { topic: RAW_RELEASE.topic, key, partitionKey: releaseId, value, headers } };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export const inTopic = (log: EventLog, topic: string): Promise<StoredRecord[]> => all(log.scan(topic));
