import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aliveBrokers } from './asking.ts';
import type { Java } from './java.ts';
import type { ServerSpec } from './server-process.ts';
import { StackError } from './stack-error.ts';

const execute = promisify(execFile);

export interface KafkaOptions {
  /** 1, or 3: then topics can be replicated, and a leader can be killed. */
  readonly brokers: 1 | 3;
  /** Of each broker, in MiB. */
  readonly heapMb: number;
  /** Ready sooner, slower under load: for tests, not for measuring. */
  readonly quick: boolean;
  /** A second listener of every broker, with TLS and users. Default: none. */
  readonly security?: KafkaSecurity | undefined;
}

/** TLS and who may come in by it. */
export interface KafkaSecurity {
  /** PEM of the brokers' certificate, and of its key in PKCS#8. */
  readonly certificate: { readonly cert: string; readonly key: string };
  /** Known to PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512. Names and passwords of letters, digits and minus signs. */
  readonly users: readonly { readonly username: string; readonly password: string }[];
}

/** Where one broker listens. */
export interface BrokerPorts {
  readonly client: number;
  readonly controller: number;
  /** With TLS and users, where that is wished for. */
  readonly secure?: number;
}

/** Kafka as installed. */
export interface KafkaProgram {
  readonly classPath: string;
  /** The file of the records that a new cluster begins with. */
  readonly bootstrap: string;
}

const LOOPBACK = '127.0.0.1';
/** Any 16 bytes in base64: every local cluster is one of its own, on ports of its own. */
const CLUSTER_ID = 'cHJlc3N3YXRjaC1sb2NhbA';
/** The largest batch of the log's adapter, 12 MiB, and room for what Kafka adds. */
const LARGEST_BATCH = 12 * 1024 * 1024 + 64 * 1024;
const BOOTSTRAP = 'bootstrap.checkpoint';
const PATIENCE_MS = 120_000;

/** For what lives shortly, on few cores. */
const QUICK_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const STEADY_FLAGS = ['-XX:+UseG1GC', '-XX:MaxGCPauseMillis=20', '-XX:+ExplicitGCInvokesConcurrent'];
const JVM_FLAGS = ['-Djava.awt.headless=true', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** What differs from one way of running a broker to another. */
export interface BrokerPlace {
  readonly node: number;
  /** `1@host:port,…` of all brokers: each is a controller too. */
  readonly voters: readonly string[];
  /** `NAME://host:port`; the names are PLAINTEXT, CONTROLLER, and INTERNAL where brokers have a network of their own. */
  readonly listeners: readonly string[];
  readonly advertised: readonly string[];
  readonly interBroker: 'PLAINTEXT' | 'INTERNAL';
  readonly data: string;
  /** What a listener by the name of SECURE needs. */
  readonly secure?: Readonly<Record<string, string>>;
}

/** A broker's settings, the same as a process and in a container. */
export function brokerSettings(place: BrokerPlace): Readonly<Record<string, string | number | boolean>> {
  const brokers = place.voters.length;
  const majority = brokers > 1 ? 2 : 1;
  return {
    'process.roles': 'broker,controller',
    'node.id': place.node,
    'controller.quorum.voters': place.voters.join(','),
    listeners: place.listeners.join(','),
    'advertised.listeners': place.advertised.join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': place.interBroker,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL',
    'log.dirs': place.data,
    'auto.create.topics.enable': false,
    'message.max.bytes': LARGEST_BATCH,
    'replica.fetch.max.bytes': LARGEST_BATCH,
    'offsets.retention.minutes': 43_200,
    'offsets.topic.num.partitions': 8,
    'offsets.topic.replication.factor': brokers,
    'transaction.state.log.replication.factor': brokers,
    'transaction.state.log.min.isr': majority,
    'default.replication.factor': brokers,
    'min.insync.replicas': majority,
    // A real cluster waits 3 s for more members before the first assignment.
    'group.initial.rebalance.delay.ms': 0,
    // So that takeover after kill -9 can be tested with short sessions.
    'group.min.session.timeout.ms': 1000,
    ...place.secure,
  };
}

const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/** Writes certificate and key into a broker's folder; gives the settings of its listener SECURE. */
async function secureSettings({ certificate, users }: KafkaSecurity, folder: string): Promise<Record<string, string>> {
  const keystore = join(folder, 'keystore.pem');
  await writeFile(keystore, `${certificate.key.trim()}\n${certificate.cert}`, { mode: 0o600 });
  const known = users.map(({ username, password }) => `user_${username}="${password}"`);
  const modules = 'org.apache.kafka.common.security';
  return {
    'listener.name.secure.ssl.keystore.type': 'PEM',
    'listener.name.secure.ssl.keystore.location': keystore,
    'sasl.enabled.mechanisms': ['PLAIN', ...MECHANISMS].join(','),
    'listener.name.secure.plain.sasl.jaas.config': `${modules}.plain.PlainLoginModule required ${known.join(' ')};`,
    ...Object.fromEntries(
      MECHANISMS.map((name) => [
        `listener.name.secure.${name.toLowerCase()}.sasl.jaas.config`,
        `${modules}.scram.ScramLoginModule required;`,
      ]),
    ),
  };
}

/** What StorageTool is told so that the cluster begins with these users. */
const scramUsers = ({ users }: KafkaSecurity): string[] =>
  users.flatMap(({ username, password }) =>
    MECHANISMS.flatMap((name) => ['--add-scram', `${name}=[name=${username},password=${password}]`]),
  );

/** A process on loopback beside the others. */
export function localPlace(node: number, ports: readonly BrokerPorts[], folder: string): BrokerPlace {
  const own = ports[node - 1] as BrokerPorts;
  const client = `PLAINTEXT://${LOOPBACK}:${own.client}`;
  const clients = own.secure === undefined ? [client] : [client, `SECURE://${LOOPBACK}:${own.secure}`];
  return {
    node,
    voters: ports.map(({ controller }, index) => `${index + 1}@${LOOPBACK}:${controller}`),
    listeners: [...clients, `CONTROLLER://${LOOPBACK}:${own.controller}`],
    advertised: clients,
    interBroker: 'PLAINTEXT',
    data: join(folder, 'data'),
  };
}

const asProperties = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');

/**
 * What `StorageTool format` writes into a broker's folder, without a JVM a broker: who it is, and the records that every
 * cluster of this version begins with, which StorageTool made once (`formatOnce`). Data that are there stay.
 */
async function format(folder: string, node: number, bootstrap: string): Promise<void> {
  const data = join(folder, 'data');
  if (existsSync(join(data, 'meta.properties'))) return;
  await mkdir(data, { recursive: true });
  await copyFile(bootstrap, join(data, BOOTSTRAP));
  const identity = { 'cluster.id': CLUSTER_ID, 'directory.id': randomId(), 'node.id': node, version: 1 };
  await writeFile(join(data, 'meta.properties'), asProperties(identity));
}

/** 16 bytes as Kafka writes them; no minus at the beginning, where its tools would take it for an option. */
const randomId = (): string => `A${randomBytes(16).toString('base64url').slice(1)}`;

/** Formats a folder by Kafka's own tool and keeps the records that every new cluster begins with; gives their file. */
export async function formatOnce(java: Java, classPath: string, folder: string): Promise<string> {
  const settings = join(folder, 'server.properties');
  await writeFile(settings, asProperties(brokerSettings(localPlace(1, [{ client: 1, controller: 2 }], folder))));
  await runFormat(java, classPath, folder, []);
  return join(folder, 'data', BOOTSTRAP);
}

/** Has Kafka's own tool format what the settings in a folder name. */
async function runFormat(java: Java, classPath: string, folder: string, more: readonly string[]): Promise<void> {
  const settings = join(folder, 'server.properties');
  const words = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', settings, ...more];
  try {
    await execute(java.program, [...QUICK_FLAGS, ...JVM_FLAGS, '-cp', classPath, ...words], { timeout: PATIENCE_MS });
  } catch (error) {
    throw new StackError(`Kafka's storage could not be formatted in ${folder}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Writes a broker's settings, formats its storage, and says how to start it. */
export async function prepareBroker(
  java: Java,
  { classPath, bootstrap }: KafkaProgram,
  options: KafkaOptions,
  node: number,
  ports: readonly BrokerPorts[],
  folder: string,
  detached: boolean,
): Promise<ServerSpec> {
  await mkdir(folder, { recursive: true });
  const settings = join(folder, 'server.properties');
  const { security } = options;
  const place = localPlace(node, ports, folder);
  const secure = security && (await secureSettings(security, folder));
  await writeFile(settings, asProperties(brokerSettings(secure ? { ...place, secure } : place)));
  if (security && !existsSync(join(place.data, 'meta.properties'))) {
    await runFormat(java, classPath, folder, scramUsers(security));
  }
  await format(folder, node, bootstrap);
  const own = ports[node - 1] as BrokerPorts;
  const heap = [`-Xms${Math.min(256, options.heapMb)}m`, `-Xmx${options.heapMb}m`];
  return {
    name: `kafka-${node}`,
    program: java.program,
    args: [
      ...heap,
      ...(options.quick ? QUICK_FLAGS : STEADY_FLAGS),
      ...JVM_FLAGS,
      '-cp',
      classPath,
      'kafka.Kafka',
      settings,
    ],
    folder,
    ports: [own.client, own.controller, ...(own.secure === undefined ? [] : [own.secure])],
    isReady: async () => (await aliveBrokers(own.client)) >= 1,
    patienceMs: PATIENCE_MS,
    detached,
  };
}
