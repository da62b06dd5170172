import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BenchRelease, percentile } from '@presswatch/bench';
import type { ReleaseReader } from '@presswatch/release-index';
import { openPipeline } from './pipeline-run.ts';

/** How long a release takes from being handed to `ingest` to being found, in ms. */
export interface LatencyRun {
  readonly releases: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const WARM_UP = 100;

/** Hands in releases at an even pace, one file each, and looks for every one until the index shows it. */
export async function runLatency(releases: readonly BenchRelease[], perSecond: number): Promise<LatencyRun> {
  const pipeline = await openPipeline();
  const times: number[] = [];
  const waiting: Promise<void>[] = [];
  const started = performance.now();
  for (const [n, release] of releases.entries()) {
    await wait(Math.max(0, started + (n * 1000) / perSecond - performance.now()));
    const file = join(pipeline.folder, `${n}.ndjson`);
    writeFileSync(file, `${JSON.stringify(release)}\n`);
    waiting.push(handIn(file).then((ms) => void (n < WARM_UP || times.push(ms))));
  }
  await Promise.all(waiting);
  await pipeline.close();
  return { releases: times.length, perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };

  async function handIn(file: string): Promise<number> {
    const since = performance.now();
    for await (const { releaseIds } of pipeline.ingest.paths([file], { signal: new AbortController().signal })) {
      for (const releaseId of releaseIds) await shown(pipeline.adapters.index.reader, releaseId);
    }
    return performance.now() - since;
  }
}

async function shown(reader: ReleaseReader, releaseId: string): Promise<void> {
  while ((await reader.get(releaseId)) === null) await wait(2);
}
