import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../../test/world.ts';
import type { HttpClientOptions, LookupAll } from './client.ts';
import { type FetchOptions, fetchUrl } from './fetch-url.ts';
import { HttpError } from './http-error.ts';

let world: World | undefined;
afterEach(() => world?.close());

const open = async (options: HttpClientOptions = {}): Promise<World> => {
  world = await makeWorld(options);
  return world;
};
const fetchIn = (w: World, url: string, over: Partial<FetchOptions> = {}) =>
  fetchUrl(url, { client: w.client, budgets: w.state.budgets, intervalMs: 0, clock: () => w.time.now, ...over });
const failure = async (promise: Promise<unknown>): Promise<HttpError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HttpError) return error;
  throw new Error(`expected an HttpError, got ${String(error)}`);
};

describe('redirects', () => {
  it('follows them by hand and remembers the way', async () => {
    const w = await open();
    const base = await w.serve((req, res) => {
      if (req.url === '/end') return res.end(`hello ${req.headers['user-agent']}`);
      return res.writeHead(req.url === '/a' ? 301 : 307, { location: req.url === '/a' ? '/b' : './end' }).end('moved');
    });
    const fetched = await fetchIn(w, `${base}/a`);
    expect(Buffer.from(fetched.bytes).toString()).toBe('hello Presswatch/0.1');
    expect(fetched).toMatchObject({
      status: 200,
      url: `${base}/end`,
      redirects: [
        { url: `${base}/a`, status: 301 },
        { url: `${base}/b`, status: 307 },
      ],
    });
  });

  it.each([
    ['a private address', 'http://10.0.0.1/', 'address-refused'],
    ['an odd spelling of one', 'http://0xa000001/', 'address-refused'],
    ['cloud metadata', 'http://169.254.169.254/latest/', 'address-refused'],
    ['IPv6 loopback', 'http://[::1]/', 'address-refused'],
    ['a file', 'file:///etc/passwd', 'scheme-refused'],
    ['nowhere', 'http://', 'bad-redirect'],
    ['itself for ever', '/', 'too-many-redirects'],
  ])('to %s are refused', async (_, location, code) => {
    const w = await open();
    const base = await w.serve((_req, res) => res.writeHead(302, { location }).end());
    expect((await failure(fetchIn(w, `${base}/`))).code).toBe(code);
  });

  it('that are refused leave no connection open', async () => {
    const w = await open({ limits: { firstByteMs: 600_000 } }); // a body that stands still is not what ends it
    let hungUp: () => void = () => undefined;
    const closed = new Promise<void>((done) => {
      hungUp = done;
    });
    const base = await w.serve((_req, res) => {
      res.on('close', hungUp);
      res.writeHead(302, { location: 'http://10.0.0.1/' }).write(Buffer.alloc(1_000_000));
    });
    expect((await failure(fetchIn(w, `${base}/`))).code).toBe('address-refused');
    await closed;
  });

  it('take conditions to no other origin', async () => {
    const w = await open();
    const seen: unknown[] = [];
    const other = await w.serve((req, res) => {
      seen.push(req.headers['if-none-match']);
      res.end('ok');
    });
    const base = await w.serve((req, res) => {
      seen.push(req.headers['if-none-match']);
      res.writeHead(302, { location: req.url === '/a' ? '/b' : `${other}/` }).end();
    });
    await fetchIn(w, `${base}/a`, { headers: { 'if-none-match': '"e1"' } });
    expect(seen).toEqual(['"e1"', '"e1"', undefined]);
  });

  it('takes credentials nowhere else, and tells nobody', async () => {
    const w = await open();
    const seen: (string | undefined)[] = [];
    const other = await w.serve((req, res) => {
      seen.push(req.headers.authorization);
      res.end('ok');
    });
    const base = await w.serve((req, res) => {
      seen.push(req.headers.authorization);
      res.writeHead(302, { location: `${other}/` }).end();
    });
    const fetched = await fetchIn(w, `${base.replace('//', '//reader:geheim@')}/f?api_key=geheim&p=1`);
    expect(seen).toEqual([`Basic ${btoa('reader:geheim')}`, undefined]);
    expect(JSON.stringify(fetched)).not.toContain('geheim');
  });
});

describe('the address guard', () => {
  const answering =
    (...answers: readonly (readonly string[])[]): LookupAll =>
    (_hostname, done) => {
      const [next = []] = answers.length > 1 ? (answers as unknown as string[][]).splice(0, 1) : answers;
      done(
        null,
        next.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };

  it('refuses names that lead inside, also when only one of their addresses does', async () => {
    const w = await open({ allowPrivate: [], lookup: answering(['93.184.215.14', '10.0.0.1']) });
    const error = await failure(fetchIn(w, 'http://news.example/'));
    expect(error.code).toBe('address-refused');
    expect(error.message).toContain('10.0.0.1');
  });

  it('checks what it connects to: a name that changes its mind gains nothing', async () => {
    const w = await open({ lookup: answering(['127.0.0.1'], ['192.168.0.1']) });
    const base = await w.serve((_req, res) => res.setHeader('connection', 'close').end('ok'));
    const url = base.replace('127.0.0.1', 'rebinding.example');
    expect((await fetchIn(w, url)).status).toBe(200);
    expect((await failure(fetchIn(w, url))).code).toBe('address-refused');
  });

  it('refuses loopback unless it is allowed', async () => {
    const w = await open({ allowPrivate: [] });
    expect((await failure(fetchIn(w, 'http://127.0.0.1:9/'))).code).toBe('address-refused');
    expect((await failure(fetchIn(w, 'http://localhost:9/'))).code).toBe('address-refused');
  });
});

describe('bodies', () => {
  const text = 'Harbour news. '.repeat(50);
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('are decompressed: %s', async (encoding, bytes) => {
    const w = await open();
    const base = await w.serve((_req, res) => res.setHeader('content-encoding', encoding).end(bytes));
    const fetched = await fetchIn(w, base);
    expect(Buffer.from(fetched.bytes).toString()).toBe(text);
    expect(fetched.overflowed).toBe(false);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(20_000_000))],
    ['zstd', zstdCompressSync(Buffer.alloc(20_000_000))],
    ['deflate', deflateRawSync(Buffer.alloc(20_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(20_000_000)))],
  ])('that are bombs stop at the limit: %s', async (encoding, bytes) => {
    const w = await open({ limits: { bytes: 100_000 } });
    const base = await w.serve((_req, res) => res.setHeader('content-encoding', encoding).end(bytes));
    const fetched = await fetchIn(w, base);
    expect(fetched).toMatchObject({ overflowed: true });
    expect(fetched.bytes).toHaveLength(100_000);
  });

  it('of 50 MB are not read to their end', async () => {
    const w = await open();
    let sent = 0;
    const base = await w.serve((_req, res) => {
      const pieces = function* () {
        for (; sent < 50_000_000; sent += 1_000_000) yield Buffer.alloc(1_000_000, 'a');
      };
      pipeline(Readable.from(pieces()), res).catch(() => undefined); // the reader hangs up
    });
    const fetched = await fetchIn(w, base);
    expect(fetched.overflowed).toBe(true);
    expect(fetched.bytes.length).toBeLessThanOrEqual(w.client.limits.bytes);
    expect(sent).toBeLessThan(50_000_000);
  });

  it.each([
    ['cut-off gzip', 'gzip', gzipSync(text).subarray(0, 30), 'body-broken'],
    ['no gzip at all', 'gzip', Buffer.from(text), 'body-broken'],
    ['something not asked for', 'compress', Buffer.from(text), 'unknown-encoding'],
    ['too many layers', 'gzip, gzip, gzip', Buffer.from(text), 'unknown-encoding'],
  ])('that cannot be read: %s', async (_, encoding, bytes, code) => {
    const w = await open();
    const base = await w.serve((_req, res) => res.setHeader('content-encoding', encoding).end(bytes));
    expect((await failure(fetchIn(w, base))).code).toBe(code);
  });
});

describe('deadlines and trouble', () => {
  it('gives up on a server that never begins', async () => {
    const w = await open({ limits: { firstByteMs: 50 } });
    const base = await w.serve(() => undefined);
    expect((await failure(fetchIn(w, base))).code).toBe('timed-out');
  });

  it('gives up on a body that drips', async () => {
    const w = await open({ limits: { totalMs: 150 } });
    const timers = new Set<NodeJS.Timeout>();
    const base = await w.serve((_req, res) => {
      const timer = setInterval(() => res.write('x'), 10);
      timers.add(timer);
      res.on('close', () => clearInterval(timer));
    });
    expect((await failure(fetchIn(w, base))).code).toBe('timed-out');
    for (const timer of timers) clearInterval(timer);
  });

  it('tells the kinds of trouble apart', async () => {
    const w = await open({ limits: { headerBytes: 4_000 } });
    const huge = await w.serve((_req, res) => res.setHeader('x-huge', 'x'.repeat(10_000)).end());
    const broken = await w.serve((req) => req.socket.destroy());
    expect((await failure(fetchIn(w, huge))).code).toBe('headers-too-large');
    expect((await failure(fetchIn(w, broken))).code).toBe('connection-broken');
    expect((await failure(fetchIn(w, 'http://127.0.0.1:1/'))).code).toBe('connection-refused');
    expect((await failure(fetchIn(w, 'ftp://news.example/'))).code).toBe('scheme-refused');
    expect((await failure(fetchIn(w, 'no url'))).code).toBe('bad-url');
    const aborted = AbortSignal.abort();
    expect((await failure(fetchIn(w, huge, { signal: aborted }))).code).toBe('stopped');
  });
});

describe('the host’s budget', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['a date', new Date(Date.UTC(2024, 5, 28, 9, 30)).toUTCString(), 180_000],
    ['nonsense', 'soon', 60_000],
  ])('is blocked as Retry-After says: %s', async (_, header, wait) => {
    const w = await open();
    let asked = 0;
    const base = await w.serve((_req, res) => {
      asked++;
      res.writeHead(429, { 'retry-after': header }).end();
    });
    expect(await fetchIn(w, base)).toMatchObject({ status: 429, retryAt: w.time.now + wait });
    const error = await failure(fetchIn(w, base));
    expect([error.code, error.retryAt]).toEqual(['asked-to-wait', w.time.now + wait]);
    expect(asked).toBe(1);
  });
});
