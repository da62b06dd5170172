import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openState } from '@presswatch/adapters';
import { type BenchRelease, percentile } from '@presswatch/bench';
import { createHttpClient, createIngest } from '@presswatch/fetcher';
import { readSettings } from '@presswatch/service-kit';
import { ROOT } from '../../root.ts';
import type { BenchCluster } from './bench-cluster.ts';

/** How long a release takes from being handed to `ingest` until a search finds it, in ms. */
export interface SearchableRun {
  readonly releases: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const LOOK_MS = 20;
/** Releases at the beginning that do not count. */
const WARM_UP = 250;

/** Hands in releases at an even pace, and looks for those that are under way by searches until all are found. */
export async function runSearchable(
  cluster: BenchCluster,
  releases: readonly BenchRelease[],
  perSecond: number,
): Promise<SearchableRun> {
  const state = await openState(readSettings(cluster.env('bench'), ROOT));
  const client = createHttpClient();
  const ingest = createIngest({ log: cluster.log, budgets: state.budgets, client });
  const looking = createLooking(cluster.opensearch);
  const files = releases.map((release, n) => {
    const file = join(cluster.folder, `paced-${n}.ndjson`);
    writeFileSync(file, `${JSON.stringify(release)}\n`);
    return file;
  });
  const options = { signal: new AbortController().signal, origin: 'live' as const };
  const handIn = async (file: string, n: number) => {
    const since = performance.now();
    for await (const { releaseIds } of ingest.paths([file], options)) {
      for (const releaseId of releaseIds) looking.want(releaseId, since, n >= Math.min(WARM_UP, releases.length / 4));
    }
  };
  const handed: Promise<void>[] = [];
  const started = performance.now();
  for (const [n, file] of files.entries()) {
    await wait(Math.max(0, started + (n * 1000) / perSecond - performance.now()));
    handed.push(handIn(file, n));
  }
  await Promise.all(handed);
  const times = await looking.allFound();
  await client.close();
  await state.close();
  return { releases: times.length, perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

function createLooking(opensearch: string) {
  const wanted = new Map<string, { readonly since: number; readonly counts: boolean }>();
  const times: number[] = [];
  let ending = false;
  const look = async () => {
    const query = { terms: { releaseId: [...wanted.keys()].slice(0, 1000) } };
    const answer = await fetch(`${opensearch}/bench-releases/_search?filter_path=hits.hits._id`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, size: 1000, _source: false, track_total_hits: false }),
    });
    const now = performance.now();
    const { hits } = (await answer.json()) as { hits?: { hits: { _id: string }[] } };
    for (const { _id } of hits?.hits ?? []) {
      const found = wanted.get(_id);
      wanted.delete(_id);
      if (found?.counts) times.push(now - found.since);
    }
  };
  const run = (async () => {
    while (!ending || wanted.size > 0) {
      if (wanted.size > 0) await look();
      await wait(LOOK_MS);
    }
  })();
  run.catch(() => undefined); // awaited at the end
  return {
    want: (releaseId: string, since: number, counts: boolean) => void wanted.set(releaseId, { since, counts }),
    async allFound(): Promise<readonly number[]> {
      ending = true;
      await run;
      return times;
    },
  };
}
