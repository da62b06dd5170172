import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PipelineStatus, readPipelineStatus } from '@presswatch/inspection';
import { openWorld, STAGES, START, type World } from '@presswatch/inspection/testing';
import { IndexUnavailableError } from '@presswatch/release-index';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from './api.ts';
import type { ApiDeps, Health } from './deps.ts';

let world: World;
let health: Health;
const apps: FastifyInstance[] = [];

/** A built page, in miniature. */
const PAGE: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>Page</title>',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/a-1.js': 'export {};',
};

async function writePage(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  for (const [name, text] of Object.entries(PAGE)) await writeFile(join(folder, name), text);
}

beforeEach(async () => {
  world = await openWorld();
  await writePage(join(world.folder, 'page'));
  health = { live: true, ready: true, problems: [] };
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await world.close();
});

function makeApi(over: Partial<ApiDeps> = {}): FastifyInstance {
  const { index, log, deadLetters } = world;
  const app = createApi({
    index: index.reader,
    log,
    deadLetters,
    status: () => readPipelineStatus({ log, index: index.reader, deadLetters, stages: STAGES, now: START }),
    sources: async () => [{ id: 'ministry', kind: 'feed', enabled: false, state: 'unknown' }],
    metrics: async () => 'presswatch_up 1\n',
    health: () => health,
    logger: false,
    page: join(world.folder, 'page'),
    ...over,
  });
  apps.push(app);
  return app;
}

const get = async (url: string, app = makeApi()) => {
  const response = await app.inject({ url });
  const isJson = /json/.test(String(response.headers['content-type']));
  return {
    status: response.statusCode,
    headers: response.headers,
    body: isJson ? response.json() : response.body,
    response,
  };
};

const problem = (status: number, code: string) => ({
  status,
  headers: expect.objectContaining({ 'content-type': expect.stringContaining('application/problem+json') }),
  body: expect.objectContaining({ type: `urn:presswatch:problem:${code}`, status, code, title: expect.any(String) }),
});

describe('GET /api/v1/releases', () => {
  it('finds releases with highlights and facets', async () => {
    const { releaseId } = await world.add();
    await world.add({ url: 'https://example.org/news/2', title: 'Other news', body: ['Of the fishery.'] });
    const { status, body } = await get('/api/v1/releases?q=harvest&facets=issuer,country&highlight=true');
    expect(status).toBe(200);
    expect(body.total).toEqual({ value: 1, exact: true });
    expect(body.hits).toMatchObject([
      {
        releaseId,
        title: 'Statement on the harvest',
        issuer: { name: 'Ministry of Examples', from: 'json-ld' },
        published: { value: '2024-06-28', precision: 'day', zone: null },
        source: { id: 'ministry' },
        withdrawnAt: null,
      },
    ]);
    expect(body.hits[0]).not.toHaveProperty('body');
    const [title] = body.hits[0].highlights;
    expect(title.marks.map(([start, end]: [number, number]) => title.text.slice(start, end))).toEqual(['harvest']);
    expect(body.facets.map((facet: { field: string }) => facet.field).sort()).toEqual(['country', 'issuer']);
  });

  it('says how the news begins, whole words and letters only', async () => {
    const long = 'The ministry said today that the harvest was good. ';
    await world.add({ url: 'https://example.org/1', body: ['28 June 2024', long.repeat(8)] });
    await world.add({ url: 'https://example.org/2', body: ['Short.'] });
    await world.add({ url: 'https://example.org/3', body: [`${'x'.repeat(279)}😀 and more`] });
    const { hits } = (await get('/api/v1/releases')).body;
    const summaries: string[] = hits.map((hit: { summary?: string }) => hit.summary ?? '').sort();
    expect(summaries[0]).toBe('');
    expect(summaries[1]).toMatch(/^The ministry said today .{200,260}\w…$/);
    expect(summaries[2]).toBe(`${'x'.repeat(279)}…`);
  });

  it('pages by cursor', async () => {
    for (let index = 0; index < 5; index++) await world.add({ url: `https://example.org/${index}` });
    const first = await get('/api/v1/releases?limit=3');
    const second = await get(`/api/v1/releases?limit=3&cursor=${encodeURIComponent(first.body.cursor)}`);
    const ids = [...first.body.hits, ...second.body.hits].map((hit) => hit.releaseId);
    expect(new Set(ids).size).toBe(5);
    expect(second.body).not.toHaveProperty('cursor');
  });

  it('says where a query is wrong and what to write instead', async () => {
    const answer = await get(`/api/v1/releases?q=${encodeURIComponent('harvest AND "open')}`);
    expect(answer).toMatchObject(problem(400, 'invalid-query'));
    expect(answer.body.errors[0]).toMatchObject({
      at: 'q',
      start: expect.any(Number),
      end: expect.any(Number),
      message: expect.any(String),
      remedy: expect.any(String),
    });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['sort=oldest', 'sort'],
    ['facets=issuer,body', 'facets'],
    ['highlight=yes', 'highlight'],
    [`q=${'a'.repeat(2001)}`, 'q'],
  ])('refuses %s, naming the parameter', async (parameters, at) => {
    const answer = await get(`/api/v1/releases?${parameters}`);
    expect(answer).toMatchObject(problem(400, 'invalid-request'));
    expect(answer.body.errors).toMatchObject([{ at, message: expect.any(String) }]);
  });

  it('refuses a cursor that it did not give', async () => {
    expect(await get('/api/v1/releases?cursor=bogus')).toMatchObject(problem(400, 'invalid-cursor'));
  });

  it('says that the index is away, and keeps what is not foreseen to itself', async () => {
    const away = async () => Promise.reject(new IndexUnavailableError('the index file is locked'));
    const reader = { ...world.index.reader, search: away };
    expect(await get('/api/v1/releases', makeApi({ index: reader }))).toMatchObject(problem(503, 'index-unavailable'));
    const broken = { ...reader, search: () => Promise.reject(new Error('secret detail')) };
    const answer = await get('/api/v1/releases', makeApi({ index: broken }));
    expect(answer).toMatchObject(problem(500, 'internal'));
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });
});

describe('GET /api/v1/releases/:id', () => {
  it('gives content, provenance, captures and numbered revisions', async () => {
    const url = 'https://example.org/news/1';
    const first = await world.add({ url, fetchedAt: START });
    await world.add({ url, fetchedAt: START + 1000, bytes: 'another advertisement' });
    await world.add({ url, fetchedAt: START + 2000, title: 'Statement on the harvest, corrected' });
    const { body } = await get(`/api/v1/releases/${first.releaseId}`);
    expect(body.content.title).toBe('Statement on the harvest, corrected');
    expect(body.captures).toHaveLength(3);
    expect(body.revisions).toMatchObject([
      { number: 1, title: 'Statement on the harvest', firstSeen: START, lastSeen: START + 1000 },
      { number: 2, title: 'Statement on the harvest, corrected', firstSeen: START + 2000 },
    ]);
    expect(body.revisions[0].captures).toEqual([body.captures[0].id, body.captures[1].id]);
    expect(body.provenance).toMatchObject({ capture: body.captures[2].id, source: { id: 'ministry' }, epoch: 0 });
  });

  it('answers 404 for another id and 400 for what is no id', async () => {
    expect(await get(`/api/v1/releases/${'0'.repeat(32)}`)).toMatchObject(problem(404, 'release-not-found'));
    expect(await get('/api/v1/releases/x')).toMatchObject(problem(400, 'invalid-request'));
  });

  it('gives every field that was read', async () => {
    const at = {
      value: '2024-06-28',
      precision: 'day' as const,
      zone: null,
      stated: 'June 28, 2024',
      from: 'dateline',
    };
    const content = {
      body: [{ kind: 'paragraph', text: 'Of the harvest.', part: 'about' }],
      dateline: { place: 'London', date: at, wire: 'Relaywire', stated: 'LONDON, June 28, 2024 /Relaywire/' },
      tickers: [{ exchange: 'LSE', symbol: 'ABC', stated: 'LSE: ABC' }],
      contacts: [{ name: 'Jane Doe', emails: ['press@example.org'], phones: [] }],
      history: [{ at, note: 'A figure was corrected' }],
      withdrawn: { at, note: 'No longer holds' },
      provenance: { language: 'recognised' },
    };
    const { releaseId } = await world.add({ content });
    expect((await get(`/api/v1/releases/${releaseId}`)).body.content).toMatchObject(content);
  });

  it('gives what each revision says, by its lasting name', async () => {
    const url = 'https://example.org/news/1';
    const { releaseId } = await world.add({ url, fetchedAt: START });
    await world.add({ url, fetchedAt: START + 1000, title: 'Statement on the harvest, corrected' });
    const app = makeApi();
    const { revisions } = (await get(`/api/v1/releases/${releaseId}`, app)).body;
    const titles = [];
    for (const { name } of revisions) {
      const { body } = await get(`/api/v1/releases/${releaseId}/revisions/${name}`, app);
      expect(body).toMatchObject({ releaseId, name });
      titles.push(body.content.title);
    }
    expect(titles).toEqual(['Statement on the harvest', 'Statement on the harvest, corrected']);
    const other = `1-${'0'.repeat(64)}`;
    expect(await get(`/api/v1/releases/${releaseId}/revisions/${other}`, app)).toMatchObject(
      problem(404, 'revision-not-found'),
    );
    expect(await get(`/api/v1/releases/${'0'.repeat(32)}/revisions/${other}`, app)).toMatchObject(
      problem(404, 'release-not-found'),
    );
  });

  it('gives its way', async () => {
    const { releaseId } = await world.add();
    const { body } = await get(`/api/v1/releases/${releaseId}/way`);
    expect(body.captures).toMatchObject([
      { fetchedAt: START, stages: [{ stage: 'parser' }, { stage: 'enricher' }, { stage: 'indexer' }] },
    ]);
    expect(await get(`/api/v1/releases/${'0'.repeat(32)}/way`)).toMatchObject(problem(404, 'release-not-found'));
  });
});

describe('GET the original bytes', () => {
  const rawOf = async (releaseId: string, app = makeApi()) => {
    const { body } = await get(`/api/v1/releases/${releaseId}`, app);
    return get(body.captures[0].raw, app);
  };

  it('gives them exactly, as a download that no browser renders', async () => {
    const html = '<script>alert(1)</script>';
    const { releaseId } = await world.add({ bytes: html });
    const { status, headers, response } = await rawOf(releaseId);
    expect(status).toBe(200);
    expect(response.rawPayload.toString()).toBe(html);
    expect(headers['content-type']).toBe('text/plain');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[0-9a-f]{32}-\d+\.html"$/);
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-presswatch-media-type']).toBe('text/html');
  });

  it('shows a page that can run, fetch and lead to nothing', async () => {
    const html = '<!doctype html><head><link rel="preconnect" href="//x.example"><BASE href="/"></head><p>Quay ä';
    const { releaseId } = await world.add({ bytes: html });
    const app = makeApi();
    const { body } = await get(`/api/v1/releases/${releaseId}`, app);
    const view = await get(body.captures[0].view, app);
    expect(view.status).toBe(200);
    expect(view.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
    });
    const policy = String(view.headers['content-security-policy']);
    expect(policy).toMatch(/^sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;/);
    expect(policy).toMatch(/frame-ancestors 'self'$/);
    expect(policy).not.toMatch(/allow-|script-src|https?:/);
    expect(view.body).toContain('<p>Quay ä');
    expect(view.body).not.toMatch(/<link|<base (?!target)/i);
  });

  it('shows no page where the original is none', async () => {
    const { releaseId } = await world.add({ mediaType: 'text/plain' });
    const app = makeApi();
    const { body } = await get(`/api/v1/releases/${releaseId}`, app);
    expect(await get(body.captures[0].view, app)).toMatchObject(problem(404, 'no-page-view'));
  });

  it('gives what is no text as bytes without meaning', async () => {
    const { releaseId } = await world.add({ bytes: '\u0000\u0001', mediaType: 'image/svg' });
    const { headers, response } = await rawOf(releaseId);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect([...response.rawPayload]).toEqual([0, 1]);
  });

  it('says when they are erased, and when there is no such capture', async () => {
    const document = await world.add();
    const app = makeApi();
    const { body } = await get(`/api/v1/releases/${document.releaseId}`, app);
    const other = `/api/v1/releases/${document.releaseId}/captures/1-${'0'.repeat(64)}/raw`;
    expect(await get(other, app)).toMatchObject(problem(404, 'capture-not-found'));
    const erased = makeApi({ log: { readAt: async () => null } });
    expect(await get(body.captures[0].raw, erased)).toMatchObject(problem(404, 'raw-not-kept'));
  });
});

describe('operations', () => {
  it('lists dead letters and shows one', async () => {
    const id = await world.fail();
    await world.fail({ url: 'https://example.org/2', code: 'binary' });
    const { body } = await get('/api/v1/dead-letters?stage=parser&status=open&limit=1');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).not.toHaveProperty('original');
    expect(body.items[0].title).toBe('Statement on the harvest'); // told from others without being opened
    const next = await get(`/api/v1/dead-letters?stage=parser&status=open&limit=1&cursor=${body.cursor}`);
    expect(new Set([...body.items, ...next.body.items].map((item) => item.reason.code))).toEqual(
      new Set(['empty', 'binary']),
    );
    const shown = await get(`/api/v1/dead-letters/${encodeURIComponent(id)}`);
    expect(shown.body).toMatchObject({ id, status: 'open', group: 'parser', topic: 'releases.raw' });
    expect(shown.body.original).toMatchObject({
      title: 'Statement on the harvest',
      url: 'https://example.org/news/1',
      source: 'ministry',
      isFindable: false,
      mediaType: 'text/html',
      head: expect.stringMatching(/^<p>https:/),
    });
    expect(body.counts).toEqual(
      expect.arrayContaining([
        { stage: 'parser', reason: 'empty', status: 'open', count: 1 },
        { stage: 'parser', reason: 'binary', status: 'open', count: 1 },
      ]),
    );
    expect(await get('/api/v1/dead-letters/x')).toMatchObject(problem(404, 'dead-letter-not-found'));
    expect(await get('/api/v1/dead-letters?cursor=x')).toMatchObject(problem(400, 'invalid-cursor'));
    expect(await get('/api/v1/dead-letters?status=lost')).toMatchObject(problem(400, 'invalid-request'));
  });

  it('gives status and sources', async () => {
    await world.add();
    await world.fail({ url: 'https://example.org/2' });
    const { body } = await get('/api/v1/status');
    const status: PipelineStatus = body;
    expect(status.releases).toEqual({ value: 1, exact: true });
    expect(status.stages.map(({ stage, openDeadLetters }) => [stage, openDeadLetters])).toEqual([
      ['parser', 1],
      ['enricher', 0],
      ['indexer', 0],
    ]);
    expect((await get('/api/v1/sources')).body.items).toMatchObject([{ id: 'ministry', enabled: false }]);
  });

  it('answers probes', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await get('/readyz')).toMatchObject({ status: 200 });
    health = { live: true, ready: false, problems: ['the parser waits for its lists'] };
    expect(await get('/health/live')).toMatchObject({ status: 200 });
    const byAddress = { url: '/health/ready', headers: { host: '10.1.2.3:8080' } };
    expect((await makeApi().inject(byAddress)).statusCode).toBe(503);
    const notReady = await get('/readyz');
    expect(notReady).toMatchObject(problem(503, 'not-ready'));
    expect(notReady.body.detail).toBe('the parser waits for its lists');
    health = { live: false, ready: false, problems: [] };
    expect(await get('/healthz')).toMatchObject(problem(503, 'not-live'));
    expect(await get('/metrics')).toMatchObject({ status: 200, body: 'presswatch_up 1\n' });
  });
});

describe('every request', () => {
  it.each(['/', '/assets/a-1.js', '/help', '/api/v1/releases', '/nothing', '/healthz', '/%zz'])(
    '%s carries strict headers',
    async (url) => {
      const { headers } = await get(url);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it('answers what is not there, or not to be done, with a problem', async () => {
    expect(await get('/nothing')).toMatchObject(problem(404, 'no-such-page'));
    expect(await get('/assets/..%2f..%2fpackage.json')).toMatchObject(problem(404, 'no-such-page'));
    expect(await get('/%zz')).toMatchObject(problem(400, 'malformed-request'));
    expect(await get(`/api/v1/releases?q=${'a'.repeat(25_000)}`)).toMatchObject(problem(414, 'url-too-long'));
    const posted = await makeApi().inject({ method: 'POST', url: '/api/v1/releases', payload: { a: 1 } });
    expect(posted.json()).toMatchObject({ code: 'method-not-allowed' });
    expect(posted.headers.allow).toBe('GET, HEAD');
  });

  it.each([
    ['localhost:8080', 200],
    ['127.0.0.1:8080', 200],
    ['[::1]:8080', 200],
    ['LOCALHOST', 200],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example:8080', 421],
  ])('called as %s answers %i', async (host, status) => {
    const response = await makeApi().inject({ url: '/healthz', headers: { host } });
    expect(response.statusCode).toBe(status);
  });

  it('goes by the names it is given', async () => {
    const named = makeApi({ hosts: ['press.example'] });
    expect((await named.inject({ url: '/healthz', headers: { host: 'press.example' } })).statusCode).toBe(200);
    expect((await named.inject({ url: '/healthz', headers: { host: 'localhost' } })).statusCode).toBe(421);
    const any = makeApi({ hosts: 'any' });
    expect((await any.inject({ url: '/healthz', headers: { host: 'x.example' } })).statusCode).toBe(200);
  });
});

describe('the page', () => {
  it.each(['/', `/releases/${'0'.repeat(32)}`, '/releases/x/revisions', '/dead-letters/a%2Fb', '/sources', '/help'])(
    'is one file at %s, asked for anew each time',
    async (url) => {
      const { status, headers, body } = await get(url);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      expect(body).toBe(PAGE['index.html']);
    },
  );

  it('gives its files, which keep their names as long as their content', async () => {
    const script = await get('/assets/a-1.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(script.body).toBe(PAGE['assets/a-1.js']);
    expect((await get('/icon.svg')).headers['content-type']).toBe('image/svg+xml');
    expect(await get('/assets/b.js')).toMatchObject(problem(404, 'no-such-page'));
  });

  it.each(['/releases', '/releases/x/y', '/help/x', '/index.html', '/.inputs'])('is not at %s', async (url) => {
    expect(await get(url)).toMatchObject(problem(404, 'no-such-page'));
  });

  it('says how to build it where it is not built, and is there once it is', async () => {
    const folder = join(world.folder, 'not-built');
    const app = makeApi({ page: folder });
    const answer = await get('/', app);
    expect(answer).toMatchObject(problem(503, 'page-not-built'));
    expect(answer.body.detail).toContain('npm run build');
    await writePage(folder);
    expect((await get('/', app)).status).toBe(200);
  });
});
