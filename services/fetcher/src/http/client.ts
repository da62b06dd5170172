import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { type AddressGuard, createAddressGuard } from './address-guard.ts';
import { HttpError } from './http-error.ts';

/** Asks a name server for all addresses of a name. */
export type LookupAll = (
  hostname: string,
  done: (error: Error | null, addresses: readonly { readonly address: string; readonly family: number }[]) => void,
) => void;

export interface HttpLimits {
  /** ms until the connection stands. */
  readonly connectMs: number;
  /** ms from the request to the end of the headers. */
  readonly firstByteMs: number;
  /** ms for the whole fetch, redirects included. */
  readonly totalMs: number;
  readonly headerBytes: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly redirects: number;
  /** A wait for the host's turn longer than this is given back to the schedule. */
  readonly longestWaitMs: number;
}

export const HTTP_LIMITS: HttpLimits = {
  connectMs: 10_000,
  firstByteMs: 20_000,
  totalMs: 60_000,
  headerBytes: 32 * 1024,
  compressedBytes: 8 * 1024 * 1024,
  bytes: 8 * 1024 * 1024,
  redirects: 5,
  longestWaitMs: 15_000,
};

/** What fetches share: connections, the guard, limits, the name that we give. */
export interface HttpClient {
  readonly agent: Agent;
  readonly guard: AddressGuard;
  readonly limits: HttpLimits;
  readonly userAgent: string;
  close(): Promise<void>;
}

export interface HttpClientOptions {
  /** Networks that may be reached though private (PRESSWATCH_ALLOW_PRIVATE). */
  readonly allowPrivate?: readonly string[];
  /** An address or mail told to the sites that are polled. */
  readonly contact?: string;
  readonly version?: string;
  readonly limits?: Partial<HttpLimits>;
  /** Default: the system's. */
  readonly lookup?: LookupAll;
}

const systemLookupAll: LookupAll = (hostname, done) =>
  systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) => done(error, addresses ?? []));

/** @throws NetworkListError where `allowPrivate` holds no networks */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const guard = createAddressGuard(options.allowPrivate);
  const agent = new Agent({
    connect: { lookup: guardedLookup(options.lookup ?? systemLookupAll, guard), timeout: limits.connectMs },
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.firstByteMs,
    maxHeaderSize: limits.headerBytes,
    keepAliveTimeout: 4_000,
    pipelining: 1,
  });
  return {
    agent,
    guard,
    limits,
    userAgent: userAgent(options.version ?? '0.1', options.contact ?? ''),
    // Nothing is waited for: who closes the client has stopped the fetches.
    close: () => agent.destroy(),
  };
}

/** Header values hold visible ASCII only. */
const userAgent = (version: string, contact: string): string => {
  const told = contact.replace(/[^\x20-\x7e]|[()]/g, '').trim();
  return `Presswatch/${version}${told === '' ? '' : ` (+${told})`}`;
};

/**
 * Looks a name up at the moment of connecting and refuses it if any of its addresses is not allowed: what is checked is
 * what is connected to, so a name that changes its mind (rebinding) gains nothing.
 */
function guardedLookup(lookupAll: LookupAll, guard: AddressGuard): LookupFunction {
  return (hostname, options, done) => {
    lookupAll(hostname, (error, addresses) => {
      const refused = addresses.find(({ address }) => !guard(address));
      const [first] = addresses;
      if (error) return done(error, '', 0);
      if (refused) return done(addressRefused(hostname, refused.address), '', 0);
      if (!first) return done(new HttpError('host-unknown', `${hostname} has no address; check its spelling`), '', 0);
      if (options.all) return done(null, [...addresses]);
      return done(null, first.address, first.family);
    });
  };
}

export const addressRefused = (hostname: string, address: string): HttpError =>
  new HttpError(
    'address-refused',
    `${hostname} is at ${address}, which is no public address; to allow its network, add it to PRESSWATCH_ALLOW_PRIVATE`,
  );
