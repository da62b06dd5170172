import { setTimeout as sleep } from 'node:timers/promises';
import { publicUrl } from '@presswatch/sources';
import type { Budgets } from '@presswatch/state';
import { type Dispatcher, request } from 'undici';
import { literalAddress } from './address-guard.ts';
import { addressRefused, type HttpClient } from './client.ts';
import { asHttpError, HttpError } from './http-error.ts';
import { readBody } from './read-body.ts';
import { retryAfter } from './retry-after.ts';

export interface FetchOptions {
  readonly client: HttpClient;
  readonly budgets: Budgets;
  /** ms between two requests to one host. */
  readonly intervalMs: number;
  readonly clock: () => number;
  /** Conditional headers and such, sent to the URL's own origin only; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

export interface Redirect {
  readonly url: string;
  readonly status: number;
}

/** A response, read to its end or its limit. */
export interface Fetched {
  readonly status: number;
  /** Where the bytes came from, after redirects; without credentials. */
  readonly url: string;
  /** The addresses that led on, each with the status that it gave. */
  readonly redirects: readonly Redirect[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** More came than the limit. */
  readonly overflowed: boolean;
  /** ms: the site asked not to be asked again before. */
  readonly retryAt?: number;
}

/**
 * Gets a URL over http or https. Redirects are followed by hand, each hop checked like the first; the host's budget is
 * kept at every hop, and a Retry-After is told to it.
 *
 * @throws HttpError with one of its codes; `asked-to-wait` carries when to try again
 */
export async function fetchUrl(url: string, options: FetchOptions): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.client.limits.totalMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const redirects: Redirect[] = [];
  let at = checkedUrl(url, options.client);
  const home = at.origin;
  for (;;) {
    const host = at.host;
    let response: Dispatcher.ResponseData | undefined;
    try {
      response = await hop(at, home, options, signal);
      const next = redirectTarget(response, at, options.client);
      if (next === undefined) return await finish(response, at, redirects, options);
      await response.body.dump({ limit: 16 * 1024, signal });
      redirects.push({ url: publicUrl(at.href), status: response.statusCode });
      if (redirects.length > options.client.limits.redirects) {
        throw new HttpError('too-many-redirects', `${host} leads on and on (${redirects.length} redirects)`);
      }
      at = next;
    } catch (error) {
      discard(response);
      if (options.signal?.aborted)
        throw new HttpError('stopped', `the fetch from ${host} was stopped`, { cause: error });
      if (deadline.aborted) {
        throw new HttpError(
          'timed-out',
          `${host} took longer than ${options.client.limits.totalMs} ms; it is tried again later`,
          { cause: error },
        );
      }
      throw asHttpError(error, host);
    }
  }
}

/** Lets go of a body that nobody reads to its end: left alone it would hold its connection. */
function discard(response: Dispatcher.ResponseData | undefined): void {
  if (response === undefined || response.body.destroyed) return;
  response.body.on('error', () => undefined); // destroying it makes it tell that it was aborted, which is what is wanted
  response.body.destroy();
}

/** Node skips `lookup` for literal addresses, so they are checked here. */
function checkedUrl(text: string, client: HttpClient): URL {
  const url = URL.parse(text);
  if (!url) throw new HttpError('bad-url', `"${text.slice(0, 200)}" is no URL`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new HttpError('scheme-refused', `${publicUrl(url.href)} is neither http nor https`);
  }
  const address = literalAddress(url.hostname);
  if (address !== undefined && !client.guard(address)) throw addressRefused(url.hostname, address);
  return url;
}

async function hop(
  url: URL,
  home: string,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  await takeTurn(url.host, options, signal);
  const target = new URL(url.href);
  target.username = '';
  target.password = '';
  target.hash = '';
  // Conditions and credentials were made for the origin that was asked; another one has no business with them.
  const own = url.origin === home;
  const credentials = own && url.username !== '' ? { authorization: basic(url) } : {};
  return request(target.href, {
    dispatcher: options.client.agent,
    method: 'GET',
    signal,
    headers: {
      'user-agent': options.client.userAgent,
      accept: options.accept ?? '*/*',
      'accept-encoding': 'gzip, deflate, br, zstd',
      ...(own && options.headers),
      ...credentials,
    },
  });
}

const basic = (url: URL): string => {
  const plain = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(plain).toString('base64')}`;
};

/** Waits for the host's next slot, or gives the wait back where it is long. */
async function takeTurn(host: string, options: FetchOptions, signal: AbortSignal): Promise<void> {
  const now = options.clock();
  const wait = await options.budgets.take(host, { now, intervalMs: options.intervalMs });
  if (wait <= 0) return;
  if (wait > options.client.limits.longestWaitMs) {
    throw new HttpError('asked-to-wait', `${host} is not asked again yet`, { retryAt: now + wait });
  }
  await sleep(wait, undefined, { signal });
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function redirectTarget(response: Dispatcher.ResponseData, from: URL, client: HttpClient): URL | undefined {
  if (!REDIRECTS.has(response.statusCode)) return undefined;
  const location = headerOf(response.headers.location);
  const target = location === undefined ? null : URL.parse(location, from.href);
  if (!target) {
    throw new HttpError('bad-redirect', `${from.host} redirects to nowhere (status ${response.statusCode})`);
  }
  return checkedUrl(target.href, client);
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

async function finish(
  response: Dispatcher.ResponseData,
  url: URL,
  redirects: readonly Redirect[],
  options: FetchOptions,
): Promise<Fetched> {
  const headers = Object.fromEntries(
    Object.entries(response.headers).flatMap(([name, value]) => {
      const text = headerOf(value);
      return text === undefined ? [] : [[name.toLowerCase(), text] as const];
    }),
  );
  const { bytes, overflowed } = await readBody(response.body, headers['content-encoding'], options.client.limits);
  const retryAt = await blockHost(response.statusCode, headers['retry-after'], url.host, options);
  return {
    status: response.statusCode,
    url: publicUrl(url.href),
    redirects,
    headers,
    bytes,
    overflowed,
    ...(retryAt !== undefined && { retryAt }),
  };
}

/** Without a stated time, a host that says it is asked too much is left alone for this long. */
const PAUSE = 60_000;

async function blockHost(status: number, header: string | undefined, host: string, options: FetchOptions) {
  if (status !== 429 && status !== 503) return undefined;
  const now = options.clock();
  const until = retryAfter(header, now) ?? (status === 429 ? now + PAUSE : undefined);
  if (until !== undefined) await options.budgets.block(host, until);
  return until;
}
