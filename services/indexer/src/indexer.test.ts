import { ErasuresUnreadableError } from '@presswatch/erasures';
import type { EnrichedRelease, Envelope } from '@presswatch/events';
import {
  type CaptureDocument,
  IndexUnavailableError,
  type ReleaseWriter,
  type UpsertResult,
} from '@presswatch/release-index';
import { expect, it } from 'vitest';
import { createIndexer } from './indexer.ts';

const envelope: Envelope = {
  id: 'x',
  type: 'presswatch.release.enriched.v1',
  source: '/presswatch/enricher',
  specversion: '1.0',
  time: '2026-01-02T03:04:05.000Z',
  origin: 'replay',
  epoch: 2,
  ingestedAt: 17,
  hops: [{ stage: 'fetcher', version: '1', at: 1 }],
  rawAt: 'releases.raw/4/17',
};

const base = {
  releaseId: 'ab'.repeat(16),
  capture: { fetchedAt: 1_767_323_045_000, sha256: 'cd'.repeat(32) },
  source: { id: 's', kind: 'feed' },
  url: 'https://example.org/news/1',
  aliases: ['https://example.org/news/1', 'guid-1'],
};

const present: EnrichedRelease = {
  ...base,
  state: 'present',
  format: 'html',
  parserVersion: '1',
  title: 'A harbour opens',
  kind: 'press-release',
  body: [{ kind: 'paragraph', text: 'It opens.' }],
  links: [],
  contentHash: 'ef'.repeat(32),
  enricherVersion: '1',
  gazetteerVersion: '1',
  entities: [],
  mentions: [],
  countries: [],
  topics: [],
  fingerprint: '0'.repeat(16),
  surprise: 'a field of a later version',
};

function writerGiving(upsert: (documents: readonly CaptureDocument[]) => Promise<readonly UpsertResult[]>) {
  const written: CaptureDocument[] = [];
  const erased: string[] = [];
  const writer: ReleaseWriter = {
    upsert: (documents) => {
      written.push(...documents);
      return upsert(documents);
    },
    erase: async (keys) => void erased.push(...keys),
    refresh: async () => undefined,
  };
  const refused = new Set<string>();
  const erasures = { erasedOf: async (ids: Iterable<string>) => new Set([...ids].filter((id) => refused.has(id))) };
  return { stage: createIndexer(writer, erasures), writer, written, erased, refused };
}

const run = async (stage: ReturnType<typeof createIndexer>, ...events: EnrichedRelease[]) => {
  if (!('runBatch' in stage.handler)) throw new Error('the indexer works in batches');
  return stage.handler.runBatch(events.map((event) => ({ event, ctx: { envelope, now: 0 } })));
};

it('writes what the envelope and the release say, and only fields that the index knows', async () => {
  const { stage, written } = writerGiving(async () => [{ kind: 'done' }]);
  expect(await run(stage, present)).toEqual([{ kind: 'emit', events: [] }]);
  expect(written[0]).toMatchObject({
    releaseId: base.releaseId,
    epoch: 2,
    origin: 'replay',
    ingestedAt: 17,
    rawAt: 'releases.raw/4/17',
    aliases: ['https://example.org/news/1', 'guid-1'],
    content: { title: 'A harbour opens' },
  });
  expect(written[0]?.way.map((hop) => hop.stage)).toEqual(['fetcher', 'indexer']);
  expect(JSON.stringify(written)).not.toContain('surprise');
});

it('writes a removal as a capture without content', async () => {
  const { stage, written } = writerGiving(async () => [{ kind: 'done' }]);
  await run(stage, { ...base, state: 'removed', reason: 'gone' });
  expect(written[0]?.content).toBeNull();
});

it('makes a dead letter of what the index refuses, and of nothing else', async () => {
  const refusal: UpsertResult = { kind: 'rejected', code: 'too-long', message: 'shorten it' };
  const { stage } = writerGiving(async () => [{ kind: 'done' }, refusal]);
  expect(await run(stage, present, present)).toEqual([
    { kind: 'emit', events: [] },
    { kind: 'reject', reason: { code: 'index-too-long', message: 'shorten it' } },
  ]);
});

it('waits for an index that is away, and lets bugs be seen', async () => {
  const away = writerGiving(() => Promise.reject(new IndexUnavailableError('disk full')));
  expect(await run(away.stage, present)).toEqual([{ kind: 'unavailable', dependency: 'index', reason: 'disk full' }]);
  const bug = writerGiving(() => Promise.reject(new TypeError('a bug')));
  await expect(run(bug.stage, present)).rejects.toThrow('a bug');
});

it('refuses erased releases, and writes the others', async () => {
  const { stage, written, refused } = writerGiving(async (documents) => documents.map(() => ({ kind: 'done' })));
  const other = { ...present, releaseId: 'ff'.repeat(16) };
  refused.add(present.releaseId);
  expect(await run(stage, present, other, present)).toMatchObject([
    { kind: 'skip', reason: { code: 'erased' } },
    { kind: 'emit' },
    { kind: 'skip' },
  ]);
  expect(written.map(({ releaseId }) => releaseId)).toEqual([other.releaseId]);
});

it('writes nothing while nobody can say what is erased', async () => {
  const { writer, written } = writerGiving(async () => []);
  const erasedOf = () => Promise.reject(new ErasuresUnreadableError('the records are away'));
  expect(await run(createIndexer(writer, { erasedOf }), present)).toEqual([
    { kind: 'unavailable', dependency: 'records', reason: 'the records are away' },
  ]);
  expect(written).toEqual([]);
});

it('erases the captures of tombstones', async () => {
  const { stage, erased } = writerGiving(async () => []);
  await stage.erase?.(['k1', 'k2']);
  expect(erased).toEqual(['k1', 'k2']);
});
