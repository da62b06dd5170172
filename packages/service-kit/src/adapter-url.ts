import { isAbsolute, resolve } from 'node:path';

/** A port's address that names no adapter, or a wrong one for this port. */
export class AdapterUrlError extends Error {
  override readonly name = 'AdapterUrlError';
}

/** The ports that have an address, by the ends of their variables' names. */
const KNOWN = {
  PRESSWATCH_LOG: ['sqlite', 'kafka'],
  PRESSWATCH_INDEX: ['sqlite', 'opensearch'],
  PRESSWATCH_STATE: ['sqlite', 'redis'],
  PRESSWATCH_RECORDS: ['sqlite', 'opensearch'],
} as const;

/** A setting that holds the address of a port. */
export type AddressVariable = keyof typeof KNOWN;

/** A user and a password as they stood in an address; either may be missing. */
export interface UrlCredentials {
  readonly username?: string;
  readonly password?: string;
}

/** What an address names. */
export type AdapterAddress =
  | { readonly adapter: 'sqlite' /** Absolute path of the file. */; readonly path: string }
  | { readonly adapter: 'kafka' /** `host:port` each. */; readonly brokers: readonly string[] }
  | {
      readonly adapter: 'opensearch';
      /** `http://host:port` each, nodes of one cluster. */
      readonly nodes: readonly string[];
      /** What the names of indices begin with. */
      readonly prefix: string;
      readonly credentials: UrlCredentials;
    }
  | {
      readonly adapter: 'redis';
      /** `redis://host:port/database`, or `rediss://` for TLS. */
      readonly url: string;
      readonly credentials: UrlCredentials;
    };

type Adapter = AdapterAddress['adapter'];

const FORMS: Readonly<Record<Adapter, (variable: string) => string>> = {
  sqlite: (variable) => `sqlite:data/${variable.slice('PRESSWATCH_'.length).toLowerCase()}.db`,
  kafka: () => 'kafka://host:9092,host2:9092',
  opensearch: () => 'opensearch+http://host:9200/presswatch (or opensearch+https://…)',
  redis: () => 'redis://host:6379/0 (or rediss://… for TLS)',
};

/**
 * Reads the address of a port: `sqlite:PATH`, `kafka://h1:9092,h2:9092`, `opensearch+http://h1:9200,h2:9200/prefix`,
 * `redis://host:6379/0`, and the two with TLS, `opensearch+https://` and `rediss://`.
 *
 * @throws AdapterUrlError naming the variable, with the password left out
 */
export function adapterAddress(variable: AddressVariable, url: string): AdapterAddress {
  const address = readAddress(variable, url);
  const known: readonly Adapter[] = KNOWN[variable];
  if (address !== undefined && known.includes(address.adapter)) return address;
  const forms = known.map((adapter) => FORMS[adapter](variable)).join(', or ');
  throw new AdapterUrlError(`${variable} is ${redactUrl(url)}: write ${forms}`);
}

function readAddress(variable: AddressVariable, url: string): AdapterAddress | undefined {
  const [scheme = '', rest = ''] = splitOnce(url, ':');
  if (scheme === 'sqlite') {
    return rest === '' ? undefined : { adapter: 'sqlite', path: isAbsolute(rest) ? rest : resolve(rest) };
  }
  const web = /^\/\/(?:([^/@]*)@)?([^/@?#]+)(?:\/([^/?#]*))?$/.exec(rest);
  if (web === null) return undefined;
  const [, user, list = '', path = ''] = web;
  if (scheme === 'kafka') return kafkaAddress(variable, url, user, hostsOf(list, 9092), path);
  if (scheme === 'opensearch+http' || scheme === 'opensearch+https') {
    return openSearchAddress(scheme.slice('opensearch+'.length), user, hostsOf(list, 9200), path);
  }
  if (scheme === 'redis' || scheme === 'rediss') return redisAddress(scheme, user, hostsOf(list, 6379), path);
  return undefined;
}

function kafkaAddress(
  variable: string,
  url: string,
  user: string | undefined,
  brokers: readonly string[] | undefined,
  path: string,
): AdapterAddress | undefined {
  if (user !== undefined) {
    throw new AdapterUrlError(
      `${variable} is ${redactUrl(url)}: user and password do not belong into it. Set PRESSWATCH_KAFKA_SASL, PRESSWATCH_KAFKA_USER and PRESSWATCH_KAFKA_PASSWORD (or PRESSWATCH_KAFKA_PASSWORD_FILE)`,
    );
  }
  return brokers === undefined || path !== '' ? undefined : { adapter: 'kafka', brokers };
}

/** What OpenSearch takes as the beginning of an index's name. */
const PREFIX = /^[a-z0-9][a-z0-9_-]{0,99}$/;

function openSearchAddress(
  protocol: string,
  user: string | undefined,
  hosts: readonly string[] | undefined,
  path: string,
): AdapterAddress | undefined {
  const prefix = path === '' ? 'presswatch' : path;
  if (hosts === undefined || !PREFIX.test(prefix)) return undefined;
  const nodes = hosts.map((host) => `${protocol}://${host}`);
  return { adapter: 'opensearch', nodes, prefix, credentials: credentialsOf(user) };
}

function redisAddress(
  scheme: string,
  user: string | undefined,
  hosts: readonly string[] | undefined,
  path: string,
): AdapterAddress | undefined {
  const [host, ...others] = hosts ?? [];
  if (host === undefined || others.length > 0 || !/^\d{0,5}$/.test(path)) return undefined;
  return { adapter: 'redis', url: `${scheme}://${host}/${path || '0'}`, credentials: credentialsOf(user) };
}

/** `host`, `host:port` or `[v6]:port`, separated by commas. */
function hostsOf(list: string, port: number): readonly string[] | undefined {
  const hosts = list.split(',').map((part) => hostOf(part.trim(), port));
  return hosts.every((host) => host !== undefined) ? hosts : undefined;
}

function hostOf(text: string, fallback: number): string | undefined {
  const match = /^([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/.exec(text);
  const port = Number(match?.[2] ?? fallback);
  return match === null || port < 1 || port > 65_535 ? undefined : `${match[1]}:${port}`;
}

function credentialsOf(user: string | undefined): UrlCredentials {
  if (user === undefined) return {};
  const [name = '', password = ''] = splitOnce(user, ':').map(decoded);
  return { ...(name !== '' && { username: name }), ...(password !== '' && { password }) };
}

/** Percent signs that encode nothing stand for themselves. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a password with a bare % is one that nobody encoded
  }
}

function splitOnce(text: string, separator: string): [string, string] | [string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** An address as it may be printed: without user, password, query and fragment. */
export function redactUrl(text: string): string {
  // Up to the last @ of all: a password may hold anything that nobody encoded.
  return text.replace(/\/\/.*@/s, '//***@').replace(/[?#].*$/s, '');
}
