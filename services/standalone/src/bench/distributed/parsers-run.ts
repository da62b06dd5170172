import { setTimeout as wait } from 'node:timers/promises';
import { RAW_RELEASE } from '@presswatch/events';
import type { BenchCluster } from './bench-cluster.ts';
import { type BenchProcess, startCommand } from './bench-process.ts';
import { sumOf } from './positions.ts';
import { untilIdle } from './whole-run.ts';

/** Pages a second of one parser and of two, with everything else as it was. */
export interface ParsersRun {
  readonly pages: number;
  readonly one: number;
  readonly two: number;
  readonly speedUp: number;
  /** Whether the processes of all other services are the same as before. */
  readonly othersUntouched: boolean;
}

/** Publishes pages for one parser; then starts a second one beside it, and publishes as many others. */
export async function runParsers(cluster: BenchCluster, first: string, second: string): Promise<ParsersRun> {
  const others = () => JSON.stringify(Object.entries(cluster.pids()).filter(([name]) => !name.startsWith('parser')));
  const before = others();
  const one = await parseRate(cluster, first);
  const parser: BenchProcess = await cluster.start('parser', 'bench');
  await wait(2000); // the group's members share the partitions anew
  const two = await parseRate(cluster, second);
  const othersUntouched = others() === before;
  await parser.stop();
  const { pages } = one;
  return { pages, one: one.rate, two: two.rate, speedUp: two.rate / one.rate, othersUntouched };
}

/** From the moment when all are published, so that publishing takes nothing from the parsers. */
async function parseRate(cluster: BenchCluster, file: string): Promise<{ pages: number; rate: number }> {
  const { positions } = cluster;
  const { topic } = RAW_RELEASE;
  const before = sumOf(await positions.ends(topic));
  await startCommand(cluster.env('bench'), ['ingest', file]).done();
  const end = sumOf(await positions.ends(topic));
  const done = await positions.finished(topic, 'parser');
  const started = performance.now();
  while ((await positions.finished(topic, 'parser')) < end) await wait(50);
  const rate = (end - done) / ((performance.now() - started) / 1000);
  await untilIdle(cluster);
  return { pages: end - before, rate };
}
