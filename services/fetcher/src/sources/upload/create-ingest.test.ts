import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { sha256 } from '@presswatch/identity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../../../test/world.ts';
import { createIngest, type Ingest } from './create-ingest.ts';
import type { IngestProgress } from './progress.ts';
import { rawFromFile } from './raw-from-file.ts';

let world: World;
let ingest: Ingest;
beforeEach(async () => {
  world = await makeWorld();
  const { log, client, time } = world;
  ingest = createIngest({ log, client, budgets: world.state.budgets, hostIntervalMs: 0, clock: () => time.now });
});
afterEach(() => world.close());

async function all(progress: AsyncIterable<IngestProgress>) {
  const events: IngestProgress[] = [];
  for await (const event of progress) events.push(event);
  const last = events.at(-1);
  return {
    events,
    acknowledged: last?.acknowledged,
    failed: last?.failed,
    releaseIds: events.flatMap((event) => event.releaseIds),
    problems: events.flatMap((event) => event.problems),
  };
}
const signal = new AbortController().signal;
const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(world.folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
};

describe('paths', () => {
  it('ingests files and folders, counts what is acknowledged, and names what is not there', async () => {
    const one = await file('one.md', '# One');
    await file('in/two.txt', 'Two');
    await file('in/deep/three.html', '<html>Three</html>');
    await file('in/.no', 'no');
    const missing = join(world.folder, 'missing');
    const run = await all(ingest.paths([one, join(world.folder, 'in'), missing], { signal }));
    expect(run).toMatchObject({ acknowledged: 3, failed: 1, problems: [{ what: missing, code: 'not-found' }] });
    const published = await world.published();
    expect(published.map(({ release }) => release.mediaType).sort()).toEqual([
      'text/html',
      'text/markdown',
      'text/plain',
    ]);
    expect(published.map(({ release }) => release.releaseId).sort()).toEqual(run.releaseIds.sort());
    expect(published[0]?.envelope.origin).toBe('backfill');
    const again = await all(ingest.paths([one], { signal, source: 'desk', origin: 'live' }));
    expect(again.releaseIds).toHaveLength(1);
  });

  it('gives the same file the same id whichever way it is given', async () => {
    const path = await file('in/two.txt', 'Two');
    const [a, b] = [
      await all(ingest.paths([path], { signal })),
      await all(ingest.paths([join(world.folder, 'in')], { signal })),
    ];
    expect(a.releaseIds).toEqual(b.releaseIds);
  });

  it('reads NDJSON line by line and names bad lines', async () => {
    const bytes = Buffer.from('%PDF-1.7');
    const exported = {
      state: 'present',
      releaseId: 'b'.repeat(32),
      capture: { fetchedAt: world.time.now, sha256: sha256(bytes) },
      source: { id: 'x', kind: 'feed' },
      aliases: [],
      mediaType: 'application/pdf',
      size: 8,
      bytes: bytes.toString('base64'),
    };
    const lines = [
      JSON.stringify({
        id: 7,
        url: 'https://a.example/7',
        title: 'Seven',
        date: '2024-06-28',
        issuer: 'Quay',
        wire: 'W',
        markdown: '# 7',
      }),
      'no json',
      JSON.stringify({ title: 'No body' }),
      '',
      JSON.stringify({ id: 'b', bytes: bytes.toString('base64'), mediaType: 'application/pdf' }),
      JSON.stringify(exported),
      JSON.stringify({ ...exported, bytes: btoa('other') }),
      '[1]',
      JSON.stringify({ text: 'Plain' }),
    ];
    const path = await file('all.ndjson', lines.join('\n'));
    const run = await all(ingest.paths([path], { signal }));
    expect(run).toMatchObject({ acknowledged: 4, failed: 4 });
    expect(run.problems.map(({ what, code }) => [what, code])).toEqual([
      [`${path}:2`, 'malformed-json'],
      [`${path}:3`, 'no-body'],
      [`${path}:7`, 'hash-differs'],
      [`${path}:8`, 'bad-line'],
    ]);
    const published = await world.published();
    expect(published.find(({ text }) => text === '# 7')?.release).toMatchObject({
      url: 'https://a.example/7',
      mediaType: 'text/markdown',
      charset: 'utf-8',
      source: { id: 'upload', kind: 'upload', title: 'W' },
      hints: { title: 'Seven', published: '2024-06-28', issuer: 'Quay' },
    });
    expect(published.some(({ release }) => release.releaseId === exported.releaseId)).toBe(true);
    const zipped = await file('all.ndjson.gz', gzipSync(lines.join('\n')));
    expect(await all(ingest.paths([zipped], { signal }))).toMatchObject({ acknowledged: 4, failed: 4 });
  });

  it('keeps apart what differs only in what its link keeps secret, and hides that', async () => {
    const lines = ['key=geheim1', 'key=geheim2'].map((query) =>
      JSON.stringify({ url: `https://a.example/show?${query}`, text: 'Notice' }),
    );
    const run = await all(ingest.paths([await file('keys.ndjson', lines.join('\n'))], { signal }));
    expect(new Set(run.releaseIds).size).toBe(2);
    expect(JSON.stringify((await world.published()).map(({ release }) => release))).not.toContain('geheim');
  });

  it('cuts hints, and a record that is too large is a problem of its own line', async () => {
    const lines = [
      JSON.stringify({ id: 1, text: 'One', title: 'x'.repeat(9_000) }),
      JSON.stringify({ id: 'i'.repeat(5_000_000), text: 'y'.repeat(6_500_000) }),
      JSON.stringify({ id: 3, bytes: btoa('Three'), hints: { title: 'z'.repeat(9_000) } }),
    ];
    const path = await file('large.ndjson', lines.join('\n'));
    const run = await all(ingest.paths([path], { signal }));
    expect(run).toMatchObject({ acknowledged: 2, failed: 1, problems: [{ what: `${path}:2`, code: 'too-large' }] });
    const titles = (await world.published()).map(({ release }) => release.hints?.title?.length);
    expect(titles).toEqual([2_000, 2_000]);
  });

  it('publishes the neighbours of a record that the log finds too large', async () => {
    const log = openSqliteLog({ path: join(world.folder, 'small.db'), retention: undefined, maxRecordBytes: 3_000 });
    const small = createIngest({ log, client: world.client, budgets: world.state.budgets });
    const lines = [1, 2, 3].map((id) => JSON.stringify({ id, text: id === 2 ? 'x'.repeat(4_000) : 'Notice' }));
    const path = await file('batch.ndjson', lines.join('\n'));
    const run = await all(small.paths([path], { signal }));
    await log.close();
    expect(run).toMatchObject({ acknowledged: 2, failed: 1, problems: [{ what: `${path}:2`, code: 'too-large' }] });
  });

  it('publishes in batches and counts only what the log has taken', async () => {
    const lines = Array.from({ length: 250 }, (_, i) => JSON.stringify({ id: i, text: `Notice ${i}` }));
    const path = await file('many.ndjson', lines.join('\n'));
    const sizes: number[] = [];
    const log = {
      publish: async (records: Parameters<typeof world.log.publish>[0]) => {
        sizes.push(records.length);
        if (sizes.length === 3) throw new Error('disk full');
        return world.log.publish(records);
      },
    };
    const failing = createIngest({ log, client: world.client, budgets: world.state.budgets });
    const events: IngestProgress[] = [];
    const run = async () => {
      for await (const event of failing.paths([path], { signal })) events.push(event);
    };
    await expect(run()).rejects.toThrow('disk full');
    expect(sizes).toEqual([100, 100, 50]);
    expect(events.at(-1)?.acknowledged).toBe(200);
  });

  it('stops when told to, with what is in work published', async () => {
    const stopping = new AbortController();
    const lines = Array.from({ length: 500 }, (_, i) => JSON.stringify({ id: i, text: `Notice ${i}` }));
    const path = await file('many.ndjson', lines.join('\n'));
    let last: IngestProgress | undefined;
    for await (const event of ingest.paths([path], { signal: stopping.signal })) {
      last = event;
      stopping.abort();
    }
    expect(last?.acknowledged).toBe((await world.published()).length);
    expect(last?.acknowledged).toBeLessThan(500);
  });
});

describe('urls', () => {
  it('fetches pages as releases, their redirects as aliases, and names what cannot be fetched', async () => {
    const base = await world.serve((req, res) => {
      if (req.url === '/old') return res.writeHead(301, { location: '/new' }).end();
      if (req.url === '/gone') return res.writeHead(404).end();
      return res.setHeader('content-type', 'text/html; charset=utf-8').end('<html>New</html>');
    });
    const run = await all(ingest.urls([`${base}/old`, `${base}/gone`, 'http://10.0.0.1/'], { signal }));
    expect(run).toMatchObject({ acknowledged: 1, failed: 2 });
    expect(run.problems.map(({ code }) => code)).toEqual(['http-404', 'address-refused']);
    expect((await world.published())[0]?.release).toMatchObject({
      url: `${base}/old`,
      aliases: [`${base}/new`],
      mediaType: 'text/html',
      charset: 'utf-8',
      source: { id: 'upload', kind: 'url' },
      fetch: { status: 200, url: `${base}/new`, redirects: [{ url: `${base}/old`, status: 301 }] },
    });
  });

  it('keeps pages apart that differ only in a secret, and hides it', async () => {
    const base = await world.serve((_req, res) => res.setHeader('content-type', 'text/html').end('<html>Page</html>'));
    const urls = [`${base}/show?key=geheim1`, `${base}/show?key=geheim2`];
    const run = await all(ingest.urls(urls, { signal }));
    expect(new Set(run.releaseIds).size).toBe(2);
    const shown = [run.events, (await world.published()).map(({ release }) => release)];
    expect(JSON.stringify(shown)).not.toContain('geheim');
  });

  it('publishes the beginning of a page that is too large, and the items of a feed', async () => {
    const base = await world.serve((req, res) => {
      if (req.url === '/big') return res.end(Buffer.alloc(9_000_000, 'a'));
      return res
        .setHeader('content-type', 'application/atom+xml')
        .end('<feed><entry><id>1</id></entry><entry><id>2</id></entry></feed>');
    });
    expect(await all(ingest.urls([`${base}/big`, `${base}/feed`], { signal }))).toMatchObject({
      acknowledged: 3,
      failed: 0,
    });
    const published = await world.published();
    expect(published.find(({ release }) => release.url === `${base}/big`)?.release).toMatchObject({
      truncated: true,
      size: 9_000_000,
    });
  });
});

describe('rawFromFile', () => {
  it('gives what would be published, and publishes nothing', async () => {
    const path = await file('one.txt', 'One');
    expect(await rawFromFile(path)).toMatchObject({ releases: [{ mediaType: 'text/plain', size: 3 }], problems: [] });
    expect(await rawFromFile(`${path}x`)).toMatchObject({ releases: [], problems: [{ code: 'not-found' }] });
    expect(await world.published()).toEqual([]);
  });
});
