import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openAdapters } from '@presswatch/adapters';
import type { EventLog } from '@presswatch/event-log';
import { RAW_RELEASE } from '@presswatch/events';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseIndex } from '@presswatch/release-index';
import { readSettings } from '@presswatch/service-kit';
import { tempFolder } from '@presswatch/testkit';
import { type HttpFaultProxy, startHttpFaultProxy } from '@presswatch/testkit/fault-proxy';
import { type Servers, type ServersWish, startServers } from '@presswatch/testkit/servers';
import { ROOT } from '../../../src/root.ts';
import { STAGES } from '../../../src/stages.ts';
import { runPresswatch } from '../../run-presswatch.ts';
import { type ServiceName, type ServiceProcess, startService } from '../../service-process.ts';
import { type Inputs, makeInputs } from '../inputs.ts';
import { type Findings, readFindings } from '../ledger.ts';
import type { GivenPoison } from './poison.ts';
import { residentMb } from './resident.ts';

export const PIPELINE = ['fetcher', 'parser', 'enricher', 'indexer'] as const satisfies readonly ServiceName[];
export type PipelineService = (typeof PIPELINE)[number];

/** A service that ended, as its keeper saw it. */
export interface Ended {
  readonly service: ServiceName;
  readonly how: number | string;
  readonly output: string;
}

/** The servers, and every service as a process beside them, kept alive as an orchestrator would. */
export interface Cluster extends AsyncDisposable {
  readonly servers: Servers;
  readonly inputs: Inputs;
  /** Stands between the services and OpenSearch. */
  readonly proxy: HttpFaultProxy;
  readonly log: EventLog;
  readonly records: RecordStore;
  readonly index: ReleaseIndex;
  readonly env: Readonly<Record<string, string>>;
  /** Starts one more instance and, however it ends, another one in its place. */
  keep(name: ServiceName, nodeArgs?: readonly string[]): Promise<ServiceProcess>;
  /** The instances that run now. */
  running(name: ServiceName): readonly ServiceProcess[];
  /** Stops an instance for good. @returns how it ended */
  retire(process: ServiceProcess, signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
  /** What ended by itself or was killed, oldest first. */
  readonly ended: readonly Ended[];
  /** Records that the stage has not finished; of the fetcher: inputs that are not published. */
  waiting(name: PipelineService): Promise<number>;
  /** MB: the most that any instance of a service was resident. */
  peakMb(name: ServiceName): number;
  /** Inputs that were published past the fetcher and have to end as dead letters. */
  addPoison(given: GivenPoison): void;
  /** The inputs with that poison among them, for the ledger. */
  ledgerInputs(): Inputs;
  /** Waits until everything given has gone through, then reads what came of it. */
  drain(): Promise<Findings>;
}

export interface ClusterOptions {
  readonly seed: number;
  /** Releases there are to be given at most. */
  readonly releases: number;
  readonly servers?: ServersWish;
  readonly env?: Readonly<Record<string, string>>;
}

/** ms between two starts of a service, as orchestrators wait. */
const RESTART_MS = 250;
const WATCH_MS = 250;
/** ms: of a whole pipeline over a few thousand releases, with members that Kafka takes 10 s to miss. */
const PATIENCE_MS = 180_000;

export async function startCluster({ seed, releases, servers: wish, env: more }: ClusterOptions): Promise<Cluster> {
  const folder = await tempFolder();
  const inputs = await makeInputs(folder.path, { seed, count: releases });
  const servers = await startServers(wish);
  const { brokers, opensearch, redis } = servers.addresses;
  const proxy = await startHttpFaultProxy({ target: opensearch, seed });
  const data = join(folder.path, 'data');
  const sources = join(folder.path, 'sources.yaml');
  await mkdir(data);
  await writeFile(sources, inputs.sourcesYaml);
  const env = {
    PRESSWATCH_LOG: `kafka://${brokers.join(',')}`,
    PRESSWATCH_INDEX: `opensearch+${proxy.url}/faults`,
    PRESSWATCH_RECORDS: `opensearch+${opensearch}/faults`,
    PRESSWATCH_STATE: redis,
    PRESSWATCH_INBOX: join(folder.path, 'inbox'),
    PRESSWATCH_SOURCES: sources,
    PRESSWATCH_SEEDS: '',
    PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8',
    PRESSWATCH_LOG_LEVEL: 'warn',
    ...more,
  };
  const setUp = await runPresswatch(env, ['setup']);
  if (setUp.code !== 0) throw new Error(`setup ended with ${setUp.code}: ${setUp.err}${setUp.out}`);
  const direct = { ...env, PRESSWATCH_INDEX: `opensearch+${opensearch}/faults` };
  const ports = await openAdapters(readSettings(direct, ROOT), 'beside');
  const keeper = createKeeper(env);
  const { log, records, index } = ports;
  const poisons: GivenPoison[] = [];
  const rawCount = async () => (await log.lag(RAW_RELEASE.topic, 'ledger-counts-all')).records;

  return {
    servers,
    inputs,
    proxy,
    log,
    records,
    index,
    env,
    ...keeper.cluster,
    async waiting(name) {
      if (name === 'fetcher') return Math.max(0, inputs.given.size + inputs.poison.size - (await rawCount()));
      const topic = STAGES.find(({ stage }) => stage === name)?.topic ?? '';
      return (await log.lag(topic, name)).records;
    },
    addPoison: (given) => void poisons.push(given),
    ledgerInputs: () => ({
      ...inputs,
      poison: new Set([...inputs.poison, ...poisons.flatMap(({ expected }) => Object.keys(expected))]),
    }),
    async drain() {
      const until = Date.now() + PATIENCE_MS;
      const direct = poisons.reduce((sum, { onRaw }) => sum + onRaw, 0);
      const wanted = inputs.given.size + inputs.poison.size + direct;
      for (;;) {
        const missing = wanted - new Set((await rawKeys(log)).map((key) => key.split('/', 1)[0])).size;
        const lags = await Promise.all(STAGES.map(({ stage, topic }) => log.lag(topic, stage)));
        const rest = lags.map(({ records: count }) => count);
        if (missing <= 0 && rest.every((count) => count === 0)) break;
        if (Date.now() > until) {
          throw new Error(`not drained: ${missing} inputs unpublished, lag ${rest.join('/')}\n${keeper.tails()}`);
        }
        await wait(500);
      }
      await index.writer.refresh();
      return await readFindings({ log, records, reader: index.reader });
    },
    async [Symbol.asyncDispose]() {
      await keeper.stop();
      await ports.close();
      await proxy[Symbol.asyncDispose]();
      await servers.stop();
      await inputs[Symbol.asyncDispose]();
      await folder.remove();
    },
  };
}

async function rawKeys(log: EventLog): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of log.scan(RAW_RELEASE.topic)) keys.push(key);
  return keys;
}

/** Starts services and starts them again when they end. */
function createKeeper(env: Readonly<Record<string, string>>) {
  const processes = new Set<ServiceProcess>();
  const retired = new Set<ServiceProcess>();
  const ended: Ended[] = [];
  const peaks = new Map<ServiceName, number>();
  let stopping = false;
  const watch = setInterval(() => {
    for (const { name, pid } of processes) peaks.set(name, Math.max(peaks.get(name) ?? 0, residentMb(pid)));
  }, WATCH_MS);

  async function keep(name: ServiceName, nodeArgs: readonly string[] = []): Promise<ServiceProcess> {
    const process = await startService(name, env, nodeArgs);
    processes.add(process);
    void process.exited.then(async (how) => {
      processes.delete(process);
      if (stopping || retired.has(process)) return;
      ended.push({ service: name, how, output: process.output() });
      await wait(RESTART_MS);
      if (!stopping) await keep(name, nodeArgs);
    });
    return process;
  }

  const running = (name: ServiceName) => [...processes].filter((process) => process.name === name);
  return {
    cluster: {
      keep,
      running,
      ended,
      async retire(process: ServiceProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
        retired.add(process);
        return await process.kill(signal);
      },
      peakMb: (name: ServiceName) => peaks.get(name) ?? 0,
    },
    tails: () => [...processes].map(({ name, output }) => `${name}: ${output().slice(-1500)}`).join('\n'),
    async stop() {
      stopping = true;
      clearInterval(watch);
      await Promise.all([...processes].map((process) => process.kill('SIGKILL')));
    },
  };
}
