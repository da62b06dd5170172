import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { type Random, seededRandom } from '../random.ts';
import { halveBulk } from './bulk-halves.ts';

/** What happens to the requests from now on. `only: 'bulk'`: to those of `_bulk`, while the others pass. */
export type HttpFault =
  | { readonly kind: 'pass' }
  /** Answers this status (429, 503, …) and forwards nothing. */
  | { readonly kind: 'status'; readonly status: number; readonly only?: 'bulk' }
  /** Forwards about half of the operations of each `_bulk`, and answers 429 for each of the others. */
  | { readonly kind: 'half-bulk' }
  /** Forwards everything and answers 503: the server has done what it seems not to have done. */
  | { readonly kind: 'ambiguous'; readonly only?: 'bulk' }
  /** Forwards only after `ms`; never where the client gave up before. */
  | { readonly kind: 'hang'; readonly ms: number; readonly only?: 'bulk' }
  /** Forwards, sends half of the answer and resets the connection. */
  | { readonly kind: 'reset'; readonly only?: 'bulk' }
  /** Answers 413 to bodies of more than so many bytes, as they are sent. */
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** Forwards, and sends the answer at this speed. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number; readonly only?: 'bulk' };

export interface HttpFaultProxyOptions {
  /** `http://host:port` of the server behind. */
  readonly target: string;
  /** What halves of bulks are drawn by. */
  readonly seed: number;
}

/** A reverse proxy on loopback between a service and a server that speaks HTTP. */
export interface HttpFaultProxy extends AsyncDisposable {
  /** `http://127.0.0.1:port`: what the service is given as the server's address. */
  readonly url: string;
  /** Sets what happens to the requests that come from now on; those under way keep theirs. */
  set(fault: HttpFault): void;
  /** Requests so far, and how many of them, or of their bulk's operations, a fault struck. */
  readonly counts: { readonly requests: number; readonly struck: number };
  close(): Promise<void>;
}

interface Counts {
  requests: number;
  struck: number;
}

/** Starts a proxy that passes everything until it is told otherwise. */
export async function startHttpFaultProxy({ target, seed }: HttpFaultProxyOptions): Promise<HttpFaultProxy> {
  const random = seededRandom(seed);
  const counts: Counts = { requests: 0, struck: 0 };
  const closing = new AbortController();
  let fault: HttpFault = { kind: 'pass' };
  const server = createServer((request, response) => {
    counts.requests++;
    const exchange: Exchange = { request, response, target, random, counts, closing: closing.signal };
    // The client went away, the proxy is closed, or a bulk cannot be read: the other side sees a broken connection.
    serve(exchange, fault).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    closing.abort();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      fault = next;
    },
    counts,
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
  readonly random: Random;
  readonly counts: Counts;
  /** Aborted when the proxy is closed. */
  readonly closing: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

const isBulk = ({ url }: IncomingMessage): boolean => /\/_bulk(\?|$)/.test(url ?? '');

async function serve(exchange: Exchange, wanted: HttpFault): Promise<void> {
  const { request, response, counts } = exchange;
  const body = await readBody(request);
  const fault: HttpFault = spares(wanted, request, body) ? { kind: 'pass' } : wanted;
  if (fault.kind !== 'pass' && fault.kind !== 'half-bulk') counts.struck++;
  switch (fault.kind) {
    case 'pass':
      return give(response, await forward(exchange, body));
    case 'status':
      return give(response, refused(fault.status));
    case 'too-large':
      return give(response, refused(413));
    case 'half-bulk':
      return give(response, await forwardHalf(exchange, body));
    case 'ambiguous':
      await forward(exchange, body);
      return give(response, refused(503));
    case 'hang':
      if (await waited(fault.ms, exchange)) give(response, await forward(exchange, body));
      return;
    case 'reset':
      return cutOff(response, await forward(exchange, body));
    case 'drip':
      return drip(exchange, await forward(exchange, body), fault.bytesPerSecond);
  }
}

/** Whether a fault does not mean this request. */
function spares(fault: HttpFault, request: IncomingMessage, body: Buffer): boolean {
  if (fault.kind === 'half-bulk') return !isBulk(request);
  if (fault.kind === 'too-large') return body.length <= fault.bytes;
  return 'only' in fault && fault.only === 'bulk' && !isBulk(request);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Headers that hold for one connection, or that change with what the proxy does to a body. */
const OWN_HEADERS = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'host',
  'accept-encoding',
]);

const passedOn = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      OWN_HEADERS.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );

/** Sends a request to the server behind; one that is away is a 502, as of any proxy. */
async function forward({ request, target, closing }: Exchange, body: Buffer, plain = false): Promise<Answer> {
  const headers = passedOn(request.headers);
  if (plain) delete headers['content-encoding'];
  const length = { 'content-length': String(body.length) };
  const outgoing = send(new URL(request.url ?? '/', target), {
    method: request.method ?? 'GET',
    headers: { ...headers, ...length },
    agent: false,
    signal: closing,
  });
  outgoing.end(body);
  try {
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const { statusCode: status = 502 } = answer;
    return { status, headers: passedOn(answer.headers), body: await readBody(answer) };
  } catch {
    return refused(502);
  }
}

async function forwardHalf(exchange: Exchange, body: Buffer): Promise<Answer> {
  const { request, random, counts } = exchange;
  const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  const index = /^\/([^/_][^/]*)\/_bulk/.exec(request.url ?? '')?.[1];
  const halves = halveBulk(plain.toString('utf8'), index, random);
  counts.struck += halves.refused;
  if (halves.forwarded === '') return json(200, halves.answer(undefined));
  const served = await forward(exchange, Buffer.from(halves.forwarded), true);
  return served.status === 200 ? json(200, halves.answer(JSON.parse(served.body.toString('utf8')))) : served;
}

const json = (status: number, value: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

const refused = (status: number): Answer => {
  const reason = `answered by the fault proxy with ${status}`;
  return json(status, { error: { type: 'fault_proxy_exception', reason }, status });
};

function give(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}

/** False where the client gave up, or the proxy was closed, before the time was over. */
async function waited(ms: number, { response, closing }: Exchange): Promise<boolean> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    await delay(ms, undefined, { signal: AbortSignal.any([gone.signal, closing]) });
    return true;
  } catch {
    return false;
  }
}

/** Half of the answer, then a reset. */
function cutOff(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Math.max(body.length, 2) });
  response.write(body.subarray(0, body.length >> 1), () => response.socket?.resetAndDestroy());
}

/** Pieces of an answer that drips, a second. */
const PIECES = 10;

async function drip(exchange: Exchange, { status, headers, body }: Answer, bytesPerSecond: number): Promise<void> {
  const { response } = exchange;
  const piece = Math.max(1, Math.round(bytesPerSecond / PIECES));
  response.writeHead(status, { ...headers, 'content-length': body.length });
  for (let at = 0; at < body.length; at += piece) {
    response.write(body.subarray(at, at + piece));
    if (!(await waited(1000 / PIECES, exchange))) return;
  }
  response.end();
}
