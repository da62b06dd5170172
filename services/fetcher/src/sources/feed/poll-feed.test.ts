import { parseFeed } from '@presswatch/feeds';
import type { FeedSource } from '@presswatch/sources';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../../../test/world.ts';
import { pollFeed } from './poll-feed.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const item = (n: number, title = `Notice ${n}`) =>
  `<item><title>${title}</title><link>https://quay.example/n/${n}</link><guid isPermaLink="false">g${n}</guid><pubDate>Fri, 28 Jun 2024 09:27 GMT</pubDate></item>`;
const feedOf = (...items: readonly string[]) =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay</title><link>https://quay.example/</link>${items.join('')}</channel></rss>`;
const sourceAt = (url: string): FeedSource => ({
  id: 'quay',
  kind: 'feed',
  url,
  every: 900_000,
  enabled: true,
  title: 'Quay news',
});

/** A server whose answer the test changes. */
async function serving(body: string | Buffer, headers: Record<string, string> = {}) {
  const answer = { body, headers, status: 200, asked: [] as Record<string, unknown>[] };
  const url = await world.serve((req, res) => {
    answer.asked.push(req.headers);
    res.writeHead(answer.status, { 'content-type': 'application/rss+xml', ...answer.headers }).end(answer.body);
  });
  return { answer, source: sourceAt(`${url}/feed.xml`) };
}

describe('pollFeed', () => {
  it('publishes each item as a document of its own that reads as the same item', async () => {
    const { source } = await serving(feedOf(item(1), item(2)), { etag: '"e1"' });
    expect(await pollFeed(source, world.context())).toEqual({ kind: 'ok', published: 2, items: 2 });
    const published = await world.published();
    const first = published.find(({ release }) => release.url === 'https://quay.example/n/1');
    expect(first?.release).toMatchObject({
      source: { id: 'quay', kind: 'feed', title: 'Quay news' },
      mediaType: 'application/rss+xml',
      charset: 'utf-8',
      aliases: ['g1'],
      hints: { title: 'Notice 1', published: '2024-06-28T09:27Z', feedTitle: 'Quay' },
      fetch: { status: 200, url: source.url, headers: { etag: '"e1"' } },
    });
    expect(first?.envelope.origin).toBe('backfill');
    const again = parseFeed(first?.text ?? '');
    expect(again).toMatchObject({ kind: 'feed', items: [{ id: 'g1', title: 'Notice 1' }] });
    expect(new Set(published.map(({ release }) => release.releaseId)).size).toBe(2);
  });

  it('asks conditionally, publishes only what is new or changed, and once a day asks without conditions', async () => {
    const { answer, source } = await serving(feedOf(item(1)), {
      etag: '"e1"',
      'last-modified': 'Fri, 28 Jun 2024 09:00:00 GMT',
    });
    await pollFeed(source, world.context());
    answer.status = 304;
    answer.body = '';
    expect(await pollFeed(source, world.context())).toEqual({ kind: 'ok', published: 0, items: 1 });
    expect(answer.asked[1]).toMatchObject({
      'if-none-match': '"e1"',
      'if-modified-since': 'Fri, 28 Jun 2024 09:00:00 GMT',
    });
    answer.status = 200;
    answer.body = feedOf(item(2), item(1));
    world.time.now += 1;
    expect(await pollFeed(source, world.context())).toMatchObject({ published: 1 });
    answer.body = feedOf(item(2), item(1, 'Notice 1, corrected'));
    world.time.now += 1;
    expect(await pollFeed(source, world.context())).toMatchObject({ published: 1 });
    const published = await world.published();
    expect(published.map(({ envelope }) => envelope.origin)).toEqual(['backfill', 'live', 'live']);
    expect(published[2]?.release.releaseId).toBe(published[0]?.release.releaseId);
    world.time.now += 86_400_000;
    await pollFeed(source, world.context());
    expect(answer.asked.at(-1)).not.toHaveProperty('if-none-match');
  });

  it('takes an edit that is taken back for a capture again, and an item that comes back for none', async () => {
    const { answer, source } = await serving('');
    const polled: unknown[] = [];
    for (const body of [
      feedOf(item(1, 'A'), item(2)),
      feedOf(item(1, 'B')),
      feedOf(item(1, 'A')),
      feedOf(item(1, 'A'), item(2)),
    ]) {
      answer.body = body;
      world.time.now += 1;
      polled.push(await pollFeed(source, world.context()));
    }
    expect(polled).toMatchObject([{ published: 2 }, { published: 1 }, { published: 1 }, { published: 0 }]);
  });

  it.each([
    ['edited in sight', [['A'], ['B'], [], ['A'], [], ['A']], [1, 1, 0, 1, 0, 0]],
    ['edited while away', [['A'], [], ['B'], [], ['A'], ['A']], [1, 0, 1, 0, 1, 0]],
    ['never edited', [['A'], [], ['A'], ['A']], [1, 0, 0, 0]],
  ])('compares an item that comes back with how it was last: %s', async (_, looks, expected) => {
    const { answer, source } = await serving('');
    const counts: number[] = [];
    for (const [n, titles] of looks.entries()) {
      answer.body = feedOf(item(100 + n), ...titles.map((title) => item(1, title))); // another item: the body differs
      world.time.now += 1;
      const result = await pollFeed(source, world.context());
      counts.push(result.kind === 'ok' ? result.published - 1 : -1);
    }
    expect(counts).toEqual(expected);
  });

  it('remembers nothing where another process wrote first', async () => {
    const { source } = await serving(feedOf(item(1)));
    const overtaken = { ...world.state.memory, compareAndSet: async () => false };
    expect(await pollFeed(source, world.context({ memory: overtaken }))).toMatchObject({ published: 1 });
    world.time.now += 1;
    expect(await pollFeed(source, world.context())).toMatchObject({ published: 1 });
  });

  it('publishes again, under the same id, what was published but not remembered', async () => {
    const { source } = await serving(feedOf(item(1), item(2)));
    const broken = { ...world.state.memory, compareAndSet: () => Promise.reject(new Error('killed')) };
    await expect(pollFeed(source, world.context({ memory: broken }))).rejects.toThrow('killed');
    world.time.now += 1;
    expect(await pollFeed(source, world.context())).toMatchObject({ published: 2 });
    expect(await pollFeed(source, world.context())).toMatchObject({ published: 0 });
    const ids = (await world.published()).map(({ release }) => release.releaseId);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(2);
  });

  it('remembers nothing that the log has not acknowledged', async () => {
    const { source } = await serving(feedOf(item(1)));
    const log = { publish: () => Promise.reject(new Error('disk full')) };
    await expect(pollFeed(source, world.context({ log }))).rejects.toThrow('disk full');
    expect(await pollFeed(source, world.context())).toMatchObject({ published: 1 });
  });

  it('reads the charset that the feed declares, and publishes UTF-8', async () => {
    const latin = Buffer.from(
      `<?xml version="1.0" encoding="iso-8859-1"?>${feedOf(item(1, 'Fête à la jetée'))}`,
      'latin1',
    );
    const { source } = await serving(latin, { 'content-type': 'text/xml' });
    await pollFeed(source, world.context());
    expect((await world.published())[0]?.text).toContain('Fête à la jetée');
  });

  it.each([
    ['an HTML page', { body: '<!doctype html><html>Hi</html>' }, { state: 'not-a-feed', reason: 'html-page' }],
    ['nothing', { body: '' }, { state: 'not-a-feed', reason: 'empty' }],
    ['404', { status: 404 }, { state: 'failing', reason: 'http-404' }],
    ['410', { status: 410 }, { state: 'gone', reason: 'http-410' }],
    ['403', { status: 403 }, { state: 'blocked', reason: 'http-403' }],
    [
      '429',
      { status: 429, headers: { 'retry-after': '60' } },
      { state: 'blocked', reason: 'http-429', retryAt: Date.UTC(2024, 5, 28, 9, 28) },
    ],
    ['500', { status: 500 }, { state: 'failing', reason: 'http-500' }],
    [
      'a redirect inside',
      { status: 302, headers: { location: 'http://10.0.0.1/' } },
      { state: 'blocked', reason: 'address-refused' },
    ],
    ['9 MB', { body: 'x'.repeat(9_000_000) }, { state: 'failing', reason: 'body-too-large' }],
  ])('says what is wrong: %s', async (_, over, expected) => {
    const { answer, source } = await serving('x');
    Object.assign(answer, over);
    const result = await pollFeed(source, world.context());
    expect(result).toMatchObject({ kind: 'bad', published: 0, ...expected });
    expect(result.kind === 'bad' && result.message.length).toBeGreaterThan(30);
    expect(await world.published()).toEqual([]);
  });

  it('gives its turn back where the host asks to wait', async () => {
    const { answer, source } = await serving('');
    Object.assign(answer, { status: 503, headers: { 'retry-after': '3600' } });
    expect(await pollFeed(source, world.context())).toMatchObject({ kind: 'bad', retryAt: world.time.now + 3_600_000 });
    expect(await pollFeed(source, world.context())).toEqual({ kind: 'deferred', until: world.time.now + 3_600_000 });
  });
});
