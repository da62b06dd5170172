import { setTimeout as wait } from 'node:timers/promises';
import { slopeOf } from '@presswatch/bench';
import { RAW_RELEASE } from '@presswatch/events';
import { STAGES } from '@presswatch/inspection';
import type { BenchCluster } from './bench-cluster.ts';
import { STAGE_SERVICES } from './bench-cluster.ts';
import { startCommand } from './bench-process.ts';
import { sumOf } from './positions.ts';
import { load, watchUsage } from './usage.ts';

/** All services and servers together, from the first release published to no lag anywhere. */
export interface WholeRun {
  readonly releases: number;
  readonly seconds: number;
  /** Releases a second. */
  readonly rate: number;
  /** Seconds of processor time per 1,000 releases, by process. */
  readonly cpu: Readonly<Record<string, number>>;
  /** MiB, by service. */
  readonly peakMb: Readonly<Record<string, number>>;
  /** MiB per 100,000 releases, by stage: least squares over the second half. */
  readonly slopeMb: Readonly<Record<string, number>>;
  readonly loadBefore: number;
  readonly loadAfter: number;
}

const POLL_MS = 100;

/** Publishes a file of releases by `presswatch ingest` and waits until every stage has finished them. */
export async function runWhole(cluster: BenchCluster, file: string): Promise<WholeRun> {
  const { positions } = cluster;
  const loadBefore = load();
  const before = sumOf(await positions.ends(RAW_RELEASE.topic));
  const finishedBefore = await finishedByStage(cluster);
  const ingest = startCommand(cluster.env('bench'), ['ingest', file]);
  let ended = false;
  const published = ingest.done().finally(() => {
    ended = true;
  });
  published.catch(() => undefined); // awaited below
  const usage = watchUsage(() => ({ ...cluster.pids(), ...(ended ? {} : { ingest: ingest.pid }) }));
  while (sumOf(await positions.ends(RAW_RELEASE.topic)) === before && !ended) await wait(10);
  const started = performance.now();
  const memory = watchMemory(cluster, usage.resident, finishedBefore);
  await published;
  await untilIdle(cluster);
  const seconds = (performance.now() - started) / 1000;
  const releases = sumOf(await positions.ends(RAW_RELEASE.topic)) - before;
  const { cpu, peakMb } = usage.stop();
  const perThousand = Object.entries(cpu).map(([name, used]) => [name, (used / releases) * 1000] as const);
  return {
    releases,
    seconds,
    rate: releases / seconds,
    cpu: Object.fromEntries(perThousand),
    peakMb: Object.fromEntries(Object.entries(peakMb).filter(([name]) => isService(name))),
    slopeMb: await memory.stop(),
    loadBefore,
    loadAfter: load(),
  };
}

const isService = (name: string): boolean => [...STAGE_SERVICES, 'fetcher', 'api'].some((own) => name.startsWith(own));

async function finishedByStage({ positions }: BenchCluster): Promise<Map<string, number>> {
  const counts = STAGES.map(async ({ stage, topic }) => [stage, await positions.finished(topic, stage)] as const);
  return new Map(await Promise.all(counts));
}

/** Waits until no stage has anything left, in the order in which they feed each other. */
export async function untilIdle({ positions }: BenchCluster): Promise<void> {
  for (const { stage, topic } of STAGES) {
    const end = sumOf(await positions.ends(topic));
    while ((await positions.finished(topic, stage)) < end) await wait(POLL_MS);
  }
}

/** Notes what each stage's service is resident with beside how many releases it has finished. */
function watchMemory(cluster: BenchCluster, resident: (name: string) => number, before: ReadonlyMap<string, number>) {
  const points = new Map<string, [number, number][]>();
  const stopping = new AbortController();
  const look = async () => {
    while (!stopping.signal.aborted) {
      for (const [stage, finished] of await finishedByStage(cluster)) {
        const own = points.get(stage) ?? [];
        own.push([(finished - (before.get(stage) ?? 0)) / 100_000, resident(stage)]);
        points.set(stage, own);
      }
      await wait(500, undefined, { signal: stopping.signal }).catch(() => undefined); // it ends
    }
  };
  const looking = look();
  return {
    async stop(): Promise<Record<string, number>> {
      stopping.abort();
      await looking;
      return Object.fromEntries([...points].map(([stage, own]) => [stage, slopeOf(secondHalf(own))]));
    },
  };
}

function secondHalf(points: readonly (readonly [number, number])[]) {
  const half = (points.at(-1)?.[0] ?? 0) / 2;
  return points.filter(([x]) => x >= half);
}
