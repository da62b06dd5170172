import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpFaultProxy, startHttpFaultProxy } from './index.ts';

interface Seen {
  readonly url: string;
  readonly body: string;
}

let server: Server;
let proxy: HttpFaultProxy;
let seen: Seen[];

/** Answers a bulk with an item for each operation, everything else with its own words. */
beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const body = await text(request);
    seen.push({ url: request.url ?? '', body });
    const bulk = request.url?.includes('_bulk');
    const answer = bulk ? JSON.stringify({ took: 5, errors: false, items: served(body) }) : `you said ${body}`;
    response.writeHead(200, { 'content-type': bulk ? 'application/json' : 'text/plain', 'x-own': 'yes' }).end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startHttpFaultProxy({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seed: 7 });
});
afterEach(async () => {
  await proxy.close();
  await proxy.close();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const idsOf = (body: string): string[] => [...body.matchAll(/"_id":"(\w+)"/g)].map(([, id]) => id ?? '');
const served = (body: string): object[] => idsOf(body).map((_id) => ({ index: { _id, status: 201 } }));
const say = (body: string, path = '/a?b=c') => fetch(proxy.url + path, { method: 'POST', body });

const ids = Array.from({ length: 40 }, (_, n) => `d${n}`);
/** Every fourth is a delete, which has one line. */
const bulkOf = (which: readonly string[]): string =>
  which
    .map((id, n) => (n % 4 === 3 ? `{"delete":{"_id":"${id}"}}\n` : `{"index":{"_id":"${id}"}}\n{"v":1}\n`))
    .join('');

interface BulkAnswer {
  readonly errors: boolean;
  readonly items: readonly Record<string, { _id: string; _index?: string; status: number; error?: { type: string } }>[];
}
const bulk = async (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<BulkAnswer> =>
  (await fetch(`${proxy.url}/idx/_bulk?x=1`, { method: 'POST', body, headers })).json() as Promise<BulkAnswer>;

describe('startHttpFaultProxy', () => {
  it('passes requests and answers as they are', async () => {
    const answer = await say('hé');
    expect(answer.headers.get('x-own')).toBe('yes');
    expect(await answer.text()).toBe('you said hé');
    expect(seen).toEqual([{ url: '/a?b=c', body: 'hé' }]);
    expect(proxy.counts).toEqual({ requests: 1, struck: 0 });
  });

  it('answers a status without asking the server, for bulks only where told', async () => {
    proxy.set({ kind: 'status', status: 429 });
    const answer = await say('x');
    expect([answer.status, await answer.json()]).toEqual([
      429,
      { status: 429, error: { type: 'fault_proxy_exception', reason: 'answered by the fault proxy with 429' } },
    ]);
    expect(seen).toEqual([]);
    proxy.set({ kind: 'status', status: 503, only: 'bulk' });
    expect((await say('x')).status).toBe(200);
    expect((await say(bulkOf(['a']), '/_bulk')).status).toBe(503);
  });

  it('lets some operations of a bulk through and refuses the others, in their order', async () => {
    proxy.set({ kind: 'half-bulk' });
    const { errors, items } = await bulk(bulkOf(ids));
    const outcomes = items.map((item) => Object.values(item)[0]);
    expect(outcomes.map((outcome) => outcome?._id)).toEqual(ids);
    expect(errors).toBe(true);
    const through = outcomes.filter((outcome) => outcome?.status === 201).map((outcome) => outcome?._id);
    expect(idsOf(seen[0]?.body ?? '')).toEqual(through);
    expect(through.length).toBeGreaterThan(5);
    expect(through.length).toBeLessThan(35);
    const refused = outcomes.find((outcome) => outcome?.status === 429);
    expect(refused).toMatchObject({ _index: 'idx', error: { type: 'rejected_execution_exception' } });
    expect(proxy.counts.struck).toBe(40 - through.length);
    expect((await say('x')).status).toBe(200);
  });

  it('draws other halves the next time, the same for the same seed, also of compressed bulks', async () => {
    proxy.set({ kind: 'half-bulk' });
    await bulk(bulkOf(ids));
    await bulk(gzipSync(bulkOf(ids)), { 'content-encoding': 'gzip' });
    const [first, second] = seen.map(({ body }) => idsOf(body));
    expect(second).not.toEqual(first);
    await using same = await startHttpFaultProxy({
      target: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      seed: 7,
    });
    same.set({ kind: 'half-bulk' });
    await fetch(`${same.url}/_bulk`, { method: 'POST', body: bulkOf(ids) });
    expect(idsOf(seen[2]?.body ?? '')).toEqual(first);
  });

  it('does everything and says it did not', async () => {
    proxy.set({ kind: 'ambiguous' });
    expect((await say('done')).status).toBe(503);
    expect(seen.map(({ body }) => body)).toEqual(['done']);
  });

  it('keeps the request back while it hangs, and drops it where the client gives up', async () => {
    proxy.set({ kind: 'hang', ms: 3_600_000 });
    const patience = new AbortController();
    const gaveUp = expect(fetch(proxy.url, { signal: patience.signal })).rejects.toThrow();
    await expect.poll(() => proxy.counts.struck, { timeout: 10_000 }).toBe(1);
    patience.abort();
    await gaveUp;
    const hanging = say('never').then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => proxy.counts.struck, { timeout: 10_000 }).toBe(2);
    await proxy.close();
    expect(await hanging).toBe('cut');
    expect(seen).toEqual([]);
  });

  it('answers late', async () => {
    proxy.set({ kind: 'hang', ms: 20 });
    expect(await (await say('late')).text()).toBe('you said late');
  });

  it('resets the connection in mid-response', async () => {
    proxy.set({ kind: 'reset' });
    const answer = say('x'.repeat(1000)).then((response) => response.text());
    await expect(answer).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  it('refuses bodies over a size', async () => {
    proxy.set({ kind: 'too-large', bytes: 10 });
    expect((await say('0123456789')).status).toBe(200);
    expect((await say('0123456789a')).status).toBe(413);
    expect(seen).toHaveLength(1);
  });

  it('drips an answer, whole in the end', async () => {
    proxy.set({ kind: 'drip', bytesPerSecond: 40 });
    const pieces: string[] = [];
    for await (const piece of (await say('0123456789')).body ?? []) pieces.push(Buffer.from(piece).toString());
    expect(pieces.join('')).toBe('you said 0123456789');
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('answers 502 where the server is away', async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    expect((await say('x')).status).toBe(502);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
});
