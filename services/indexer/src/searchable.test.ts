import type { CaptureDocument, Hit, ReleaseDocument, ReleaseReader, ReleaseWriter } from '@presswatch/release-index';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { watchSearchable } from './searchable.ts';

const document = (n: number, over: Partial<CaptureDocument> = {}): CaptureDocument => ({
  releaseId: String(n),
  capture: { fetchedAt: n, sha256: '' },
  epoch: 0,
  origin: 'live',
  source: { id: 's', kind: 'feed' },
  aliases: [],
  ingestedAt: n,
  way: [],
  content: null,
  ...over,
});

/** An index that shows what it has after so many searches; the clock goes on by a second a search. */
function world(shownAfter: number, firstSeen = (fetchedAt: number) => fetchedAt) {
  const registry = new Registry();
  let [searches, now] = [0, 10_000];
  const release = (id: string) => ({ releaseId: id, firstSeen: firstSeen(Number(id)) }) as ReleaseDocument;
  const reader: Pick<ReleaseReader, 'get' | 'search'> = {
    get: async (id) => release(id),
    async search({ query }) {
      searches += 1;
      now += 1_000;
      const id = query.kind === 'time' ? String(query.from) : '';
      const hits: Hit[] = searches > shownAfter ? [{ release: release(id), highlights: [] }] : [];
      return { hits, total: { value: hits.length, exact: true }, facets: [] };
    },
  };
  const plain: ReleaseWriter = {
    upsert: async (documents) => documents.map(() => ({ kind: 'done' })),
    erase: async () => undefined,
    refresh: async () => undefined,
  };
  const watched = watchSearchable({ writer: plain, reader, registry, lookMs: 0, clock: () => now, patienceMs: 30_000 });
  const told = async () => {
    const text = await registry.metrics();
    const read = (name: string) =>
      Number(new RegExp(`^presswatch_${name}(?:\\{origin="live"\\})? (\\S+)`, 'm').exec(text)?.[1] ?? 0);
    return {
      count: read('publish_to_searchable_seconds_count'),
      sum: read('publish_to_searchable_seconds_sum'),
      given: read('searchable_samples_given_up_total'),
    };
  };
  return { watched, told, searches: () => searches };
}

it('measures until a search finds the release, not until it is written', async () => {
  const { watched, told } = world(4);
  await watched.writer.upsert([document(8_000)]);
  await expect.poll(told).toEqual({ count: 1, sum: 7, given: 0 });
  await watched.close();
});

it('looks for nothing that was there before, nor for what is replayed, and for one at a time', async () => {
  const before = world(0, (fetchedAt) => fetchedAt - 1);
  await before.watched.writer.upsert([document(1)]);
  await before.watched.close();
  expect(before.searches()).toBe(0);
  const { watched, told } = world(2);
  await watched.writer.upsert([document(1, { origin: 'replay' })]);
  await watched.writer.upsert([document(8_000)]);
  await watched.writer.upsert([document(9_000)]);
  await expect.poll(told).toEqual({ count: 1, sum: 5, given: 0 });
  await watched.close();
});

it('gives up what is never found', async () => {
  const { watched, told } = world(Number.POSITIVE_INFINITY);
  await watched.writer.upsert([document(8_000)]);
  await expect.poll(told).toEqual({ count: 0, sum: 0, given: 1 });
  await watched.close();
});
