import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@presswatch/adapters';
import type { EventLog } from '@presswatch/event-log';
import { startStack } from '@presswatch/local-stack';
import { readSettings } from '@presswatch/service-kit';
import { ROOT } from '../../root.ts';
import { type BenchProcess, startBenchService, startCommand } from './bench-process.ts';
import { openPositions, type Positions } from './positions.ts';

export const STAGE_SERVICES = ['parser', 'enricher', 'indexer'] as const;

/** The servers, started for the bench alone, and the services beside them. */
export interface BenchCluster {
  /** For what is made on the way; removed with the cluster. */
  readonly folder: string;
  readonly opensearch: string;
  readonly brokers: readonly string[];
  readonly log: EventLog;
  readonly positions: Positions;
  env(prefix: string): Readonly<Record<string, string>>;
  /** Makes topics, and the indices under this prefix, as `presswatch setup` does. */
  setUp(prefix: string): Promise<void>;
  /** Deletes the indices under this prefix. */
  drop(prefix: string): Promise<void>;
  /** Starts a service and waits until it is ready. */
  start(service: string, prefix: string): Promise<BenchProcess>;
  /** Of servers and services, by name; of several alike: `parser`, `parser 2`. */
  pids(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export interface BenchClusterOptions {
  /** A folder for V8's profiles of the services. */
  readonly profiles?: string | undefined;
}

/** Starts Kafka (512 MiB of heap), OpenSearch (1 GiB) and Redis as they are run for work, not for tests. */
export async function startBenchCluster({ profiles }: BenchClusterOptions = {}): Promise<BenchCluster> {
  const stack = await startStack({
    kafka: { heapMb: 512, quick: false },
    opensearch: { heapMb: 1024, quick: false },
  });
  const folder = mkdtempSync(join(tmpdir(), 'presswatch-bench-'));
  const { brokers, opensearch, redis } = stack.addresses;
  const env = (prefix: string) => ({
    PRESSWATCH_LOG: `kafka://${brokers.join(',')}`,
    PRESSWATCH_INDEX: `opensearch+${opensearch}/${prefix}`,
    PRESSWATCH_RECORDS: `opensearch+${opensearch}/bench-records`,
    PRESSWATCH_STATE: redis,
    PRESSWATCH_INBOX: join(folder, 'inbox'),
    PRESSWATCH_SEEDS: '',
    PRESSWATCH_LOG_LEVEL: 'warn',
  });
  mkdirSync(join(folder, 'inbox'));
  const setUp = (prefix: string) => startCommand(env(prefix), ['setup']).done();
  await setUp('bench');
  const log = await openLog(readSettings(env('bench'), ROOT), 'beside');
  const positions = await openPositions({ brokers });
  const processes: { readonly name: string; readonly process: BenchProcess }[] = [];
  const running = () => processes.filter(({ process }) => !process.hasEnded());
  const nameFor = (service: string): string => {
    const taken = new Set(running().map(({ name }) => name));
    for (let n = 1; ; n++) {
      const name = n === 1 ? service : `${service} ${n}`;
      if (!taken.has(name)) return name;
    }
  };
  return {
    folder,
    opensearch,
    brokers,
    log,
    positions,
    env,
    setUp,
    async drop(prefix) {
      const answer = await fetch(`${opensearch}/${prefix}-*?expand_wildcards=all`, { method: 'DELETE' });
      if (!answer.ok) throw new Error(`the indices of ${prefix} cannot be deleted: ${await answer.text()}`);
    },
    async start(service, prefix) {
      const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}/${service}`];
      const process = await startBenchService(service, env(prefix), profiling);
      processes.push({ name: nameFor(service), process });
      await process.ready();
      return process;
    },
    pids: () =>
      Object.fromEntries([
        ...running().map(({ name, process }) => [name, process.pid] as const),
        ...[...stack.kafka, stack.opensearch, stack.redis].map(
          (server) => [server?.name ?? '', server?.pid() ?? -1] as const,
        ),
      ]),
    async stop() {
      await Promise.all(running().map(({ process }) => process.stop()));
      await log.close();
      await positions.close();
      await stack.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
