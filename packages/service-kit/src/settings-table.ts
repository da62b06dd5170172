import { z } from 'zod';

/** One setting: its variable, what it is for, and how it reads. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly variable: string;
  readonly help: string;
  readonly schema: S;
  /** Shown in the help; what an absent variable means. */
  readonly fallback: string;
  /**
   * Where the value lies: in the variable (default), in the file that the variable names (`file`), or in the variable or
   * the file that the variable of the same name with `_FILE` names (`secret`).
   */
  readonly from?: 'file' | 'secret';
}

const setting = <S extends z.ZodType>(
  variable: string,
  fallback: string,
  help: string,
  schema: S,
  from?: Setting['from'],
): Setting<S> => ({ variable, help, schema, fallback, ...(from !== undefined && { from }) });

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'write a whole number')
  .transform(Number);
const count = (least: number, most: number) => whole.pipe(z.number().min(least).max(most));
const port = count(0, 65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const truth = z.enum(['true', 'false'], 'write true or false').transform((text) => text === 'true');
const pem = z.string().refine((text) => text === '' || text.includes('-----BEGIN CERTIFICATE-----'), {
  message: 'the file holds no certificate in PEM (-----BEGIN CERTIFICATE-----)',
});
const text = z.string().max(1000);

const ca = (variable: string, server: string) =>
  setting(variable, '', `PEM file of the authority that signed ${server}'s certificate`, pem, 'file');
const user = (variable: string, server: string) => setting(variable, '', `user at ${server}`, text);
const password = (variable: string, server: string) =>
  setting(variable, '', `password at ${server}; or its file: ${variable}_FILE`, text, 'secret');

/** Every setting of every service. The table is the help texts' only source. */
export const SETTINGS = {
  data: setting('PRESSWATCH_DATA', 'data', 'folder of everything that is kept', z.string().min(1)),
  host: setting('PRESSWATCH_HOST', '127.0.0.1', 'address the page and the API listen on', z.string().min(1)),
  port: setting('PRESSWATCH_PORT', '8080', 'port of the page and the API; 0 takes a free one', port),
  hosts: setting(
    'PRESSWATCH_HOSTS',
    '',
    "names by which the page may be called beside this machine's own, separated by commas; * for any",
    list,
  ),
  log: setting('PRESSWATCH_LOG', 'sqlite:<data>/log.db', 'where events are kept; kafka://host:9092', z.string()),
  index: setting(
    'PRESSWATCH_INDEX',
    'sqlite:<data>/index.db',
    'where releases are searched; opensearch+http://host:9200/presswatch',
    z.string(),
  ),
  state: setting(
    'PRESSWATCH_STATE',
    'sqlite:<data>/state.db',
    'schedules and what saves work; redis://host:6379/0',
    z.string(),
  ),
  records: setting(
    'PRESSWATCH_RECORDS',
    'sqlite:<data>/records.db',
    'what people make; opensearch+http://host:9200/presswatch',
    z.string(),
  ),
  kafkaTls: setting('PRESSWATCH_KAFKA_TLS', 'false', 'true: speak TLS with Kafka', truth),
  kafkaCa: ca('PRESSWATCH_KAFKA_CA_FILE', 'Kafka'),
  kafkaSasl: setting(
    'PRESSWATCH_KAFKA_SASL',
    '',
    'how to log in at Kafka: plain, scram-sha-256 or scram-sha-512',
    z.enum(['', 'plain', 'scram-sha-256', 'scram-sha-512'], 'write plain, scram-sha-256 or scram-sha-512'),
  ),
  kafkaUser: user('PRESSWATCH_KAFKA_USER', 'Kafka'),
  kafkaPassword: password('PRESSWATCH_KAFKA_PASSWORD', 'Kafka'),
  opensearchUser: user('PRESSWATCH_OPENSEARCH_USER', 'OpenSearch'),
  opensearchPassword: password('PRESSWATCH_OPENSEARCH_PASSWORD', 'OpenSearch'),
  opensearchCa: ca('PRESSWATCH_OPENSEARCH_CA_FILE', 'OpenSearch'),
  redisUser: user('PRESSWATCH_REDIS_USER', 'Redis'),
  redisPassword: password('PRESSWATCH_REDIS_PASSWORD', 'Redis'),
  redisCa: ca('PRESSWATCH_REDIS_CA_FILE', 'Redis'),
  replication: setting(
    'PRESSWATCH_REPLICATION',
    '1',
    'copies of each Kafka topic, made by setup: 3 where there are three brokers',
    count(1, 100),
  ),
  minInsync: setting(
    'PRESSWATCH_MIN_INSYNC',
    '1',
    'copies that must have a record before it is acknowledged; 2 of 3',
    count(1, 100),
  ),
  shards: setting('PRESSWATCH_SHARDS', '1', 'shards of the OpenSearch indices, made by setup', count(1, 1024)),
  replicas: setting(
    'PRESSWATCH_REPLICAS',
    '0',
    'further copies of each shard; 1 where there are two nodes',
    count(0, 100),
  ),
  sources: setting('PRESSWATCH_SOURCES', 'seeds/sources.yaml', 'the list of sources', z.string().min(1)),
  seeds: setting(
    'PRESSWATCH_SEEDS',
    'seeds/releases',
    'folder of releases read at the start; empty for none',
    z.string(),
  ),
  inbox: setting('PRESSWATCH_INBOX', '<data>/inbox', 'drop folder: files put here are read', z.string().min(1)),
  gazetteer: setting('PRESSWATCH_GAZETTEER', 'seeds/gazetteer', 'folders of names, separated by commas', list),
  logLevel: setting(
    'PRESSWATCH_LOG_LEVEL',
    'warn',
    'trace, debug, info, warn, error or silent; structured, on standard error',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  ),
  contact: setting('PRESSWATCH_CONTACT', '', 'address or mail told to the sites that are polled', z.string().max(200)),
  allowPrivate: setting(
    'PRESSWATCH_ALLOW_PRIVATE',
    '',
    'networks that may be fetched though private, as 127.0.0.0/8,10.1.0.0/16',
    list,
  ),
  graceMs: setting(
    'PRESSWATCH_GRACE_MS',
    '10000',
    'ms that a stop may take to finish what is in work',
    count(0, 600_000),
  ),
  workers: setting('PRESSWATCH_WORKERS', '1', 'threads that parse and enrich; each takes some 100 MB', count(1, 64)),
  probeHost: setting('PRESSWATCH_PROBE_HOST', '127.0.0.1', 'address of the probes and metrics', z.string().min(1)),
  probePort: setting('PRESSWATCH_PROBE_PORT', '9464', 'port of the probes and metrics; 0 takes a free one', port),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** Every setting, read. */
export type AllSettings = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> };

/** The settings that each port needs besides its address. */
export const PORT_SETTINGS = {
  log: ['log', 'kafkaTls', 'kafkaCa', 'kafkaSasl', 'kafkaUser', 'kafkaPassword'],
  index: ['index', 'opensearchUser', 'opensearchPassword', 'opensearchCa'],
  records: ['records', 'opensearchUser', 'opensearchPassword', 'opensearchCa'],
  state: ['state', 'redisUser', 'redisPassword', 'redisCa'],
} as const satisfies Readonly<Record<string, readonly SettingName[]>>;

export type PortName = keyof typeof PORT_SETTINGS;
