import { setTimeout as wait } from 'node:timers/promises';
import { ENRICHED_RELEASE } from '@presswatch/events';
import type { BenchCluster } from './bench-cluster.ts';
import { type Offsets, sumOf } from './positions.ts';
import { watchUsage } from './usage.ts';

/** The indexer alone, on a topic that is full. */
export interface IndexerRun {
  readonly releases: number;
  /** Releases a second, from the first batch that it has finished. */
  readonly rate: number;
  /** Seconds of processor time per 1,000 releases, by process. */
  readonly cpu: Readonly<Record<string, number>>;
  /** MiB: the most that the indexer was resident with. */
  readonly peakMb: number;
}

/** Lets an indexer of its own go through the enriched releases from these offsets on, into an index of its own. */
export async function runIndexer(cluster: BenchCluster, from: Offsets, name: string): Promise<IndexerRun> {
  const { positions } = cluster;
  const prefix = `${name}-alone`;
  const { topic } = ENRICHED_RELEASE;
  const [begin, end] = [sumOf(from), sumOf(await positions.ends(topic))];
  await cluster.setUp(prefix);
  await positions.moveTo(topic, 'indexer', from);
  const indexer = await cluster.start('indexer', prefix);
  let first = begin;
  while (first === begin) {
    await wait(5);
    first = await positions.finished(topic, 'indexer');
  }
  const started = performance.now();
  const usage = watchUsage(cluster.pids);
  while ((await positions.finished(topic, 'indexer')) < end) await wait(20);
  const seconds = (performance.now() - started) / 1000;
  const { cpu, peakMb } = usage.stop();
  await indexer.stop();
  await cluster.drop(prefix);
  const releases = end - first;
  const perThousand = Object.entries(cpu).map(([process, used]) => [process, (used / releases) * 1000] as const);
  return {
    releases,
    rate: releases / seconds,
    cpu: Object.fromEntries(perThousand),
    peakMb: peakMb.indexer ?? Number.NaN,
  };
}
