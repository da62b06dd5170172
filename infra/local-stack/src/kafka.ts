import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
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
}

/** Where one broker listens. */
export interface BrokerPorts {
  readonly client: number;
  readonly controller: number;
}

const LOOPBACK = '127.0.0.1';
/** Any 16 bytes in base64: every local cluster is one of its own, on ports of its own. */
const CLUSTER_ID = 'cHJlc3N3YXRjaC1sb2NhbA';
/** The largest batch of the log's adapter, 12 MiB, and room for what Kafka adds. */
const LARGEST_BATCH = 12 * 1024 * 1024 + 64 * 1024;
const PATIENCE_MS = 120_000;

/** A client compiles for long what it runs for long; these brokers live for minutes, on few cores. */
const JVM_FLAGS = [
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseSerialGC',
  '-Djava.awt.headless=true',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
];

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
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
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
  };
}

/** A process on loopback beside the others. */
export function localPlace(node: number, ports: readonly BrokerPorts[], folder: string): BrokerPlace {
  const own = ports[node - 1] as BrokerPorts;
  const client = `PLAINTEXT://${LOOPBACK}:${own.client}`;
  return {
    node,
    voters: ports.map(({ controller }, index) => `${index + 1}@${LOOPBACK}:${controller}`),
    listeners: [client, `CONTROLLER://${LOOPBACK}:${own.controller}`],
    advertised: [client],
    interBroker: 'PLAINTEXT',
    data: join(folder, 'data'),
  };
}

const asProperties = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');

/** Writes a broker's settings, formats its storage, and says how to start it. */
export async function prepareBroker(
  java: Java,
  classPath: string,
  options: KafkaOptions,
  node: number,
  ports: readonly BrokerPorts[],
  folder: string,
  detached: boolean,
): Promise<ServerSpec> {
  await mkdir(folder, { recursive: true });
  const settings = join(folder, 'server.properties');
  await writeFile(settings, asProperties(brokerSettings(localPlace(node, ports, folder))));
  const format = ['kafka.tools.StorageTool', 'format', '--ignore-formatted', '-t', CLUSTER_ID, '-c', settings];
  try {
    await execute(java.program, [...JVM_FLAGS, '-cp', classPath, ...format], { timeout: PATIENCE_MS });
  } catch (error) {
    throw new StackError(`Kafka's storage could not be formatted in ${folder}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const port = (ports[node - 1] as BrokerPorts).client;
  const heap = [`-Xms${Math.min(256, options.heapMb)}m`, `-Xmx${options.heapMb}m`];
  return {
    name: `kafka-${node}`,
    program: java.program,
    args: [...heap, ...JVM_FLAGS, '-cp', classPath, 'kafka.Kafka', settings],
    folder,
    isReady: async () => (await aliveBrokers(port)) >= 1,
    patienceMs: PATIENCE_MS,
    detached,
  };
}
