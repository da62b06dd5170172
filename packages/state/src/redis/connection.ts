import { isIP } from 'node:net';
import { Redis, type RedisOptions } from 'ioredis';

/** How one Redis server (or a service behind one address) is reached. */
export interface RedisConnection {
  /** `redis://host:port/db`, or `rediss://…` for TLS. User and password may stand in it; the options below go before. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM of the authority that signed the server's certificate; default: the well-known ones. Only with `rediss:`. */
  readonly ca?: string;
}

/** ms until a call is given up. */
export const COMMAND_TIMEOUT_MS = 3_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that says nothing for so long while it owes an answer is connected to afresh. */
const SILENCE_MS = 2 * COMMAND_TIMEOUT_MS;
const BACK_OFF = { firstMs: 50, mostMs: 2_000 };

/** Where the server is and what must never be printed. */
export interface RedisTarget {
  /** `host:port` */
  readonly address: string;
  readonly tls: boolean;
  readonly secrets: readonly string[];
  readonly options: RedisOptions;
}

/**
 * Reads the settings of a connection.
 *
 * @throws TypeError where they cannot mean a server; the message holds no password
 */
export function redisTarget(connection: RedisConnection): RedisTarget {
  const url = URL.parse(connection.url);
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw new TypeError(
      'the address of Redis cannot be read: write redis://host:6379/0, or rediss://host:6379/0 for TLS',
    );
  }
  const tls = url.protocol === 'rediss:';
  if (connection.ca !== undefined && !tls) {
    throw new TypeError(`a CA is set, but ${url.protocol}//${url.host} is not encrypted: write rediss://`);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || 6379);
  const username = connection.username ?? decoded(url.username, 'user');
  const password = connection.password ?? decoded(url.password, 'password');
  const options: RedisOptions = {
    ...BEHAVIOUR,
    host,
    port,
    db: databaseOf(url),
    ...(username !== undefined && password !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: tlsOptions(host, connection.ca) }),
  };
  return { address: `${url.hostname}:${port}`, tls, secrets: password === undefined ? [] : [password], options };
}

/**
 * Calls fail at once while there is no connection, and none is sent twice: a script that was cut off may have run. Who
 * calls decides what is tried again.
 */
const BEHAVIOUR: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: COMMAND_TIMEOUT_MS,
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SILENCE_MS,
  disableClientInfo: true,
  retryStrategy: backOffMs,
  // After a failover the old primary takes no writes: the address may lead to the new one by now.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
};

/** ms until the next attempt, for ever, with jitter so that many services do not come at once. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(BACK_OFF.firstMs * 2 ** Math.min(attempt - 1, 20), BACK_OFF.mostMs);
  return Math.round(most * (0.5 + random() / 2));
}

export const createClient = ({ options }: RedisTarget): Redis => new Redis({ ...options, replyMapping: 'legacy' });

function tlsOptions(host: string, ca: string | undefined): NonNullable<RedisOptions['tls']> {
  return { ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }) };
}

function databaseOf(url: URL): number {
  const path = url.pathname.replace(/^\//, '');
  if (/^\d{0,4}$/.test(path)) return Number(path || 0);
  throw new TypeError(`"${path}" is no database of Redis: the address ends in a number, as in redis://${url.host}/0`);
}

function decoded(part: string, name: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new TypeError(`the ${name} in the address of Redis is not percent-encoded: encode it, or set it apart`, {
      cause,
    });
  }
}
