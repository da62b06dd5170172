import { type BulkBody, sendBulks } from '@presswatch/bench';
import type { BenchCluster } from './bench-cluster.ts';
import { type ReadyDocuments, readyDocuments } from './documents.ts';
import type { Offsets } from './positions.ts';
import { watchUsage } from './usage.ts';

/** Raw bulk writes: what OpenSearch takes from somebody who does nothing else. */
export interface BulkRun {
  /** Releases a second, two documents each. */
  readonly releases: number;
  readonly documents: number;
  /** Search documents alone, into one index. */
  readonly searchDocuments: number;
  /** Bytes of a release's two documents, and of its search document. */
  readonly bytes: number;
  readonly searchBytes: number;
  /** Seconds of OpenSearch's processor time per 1,000 releases. */
  readonly cpu: number;
}

/** Writes the documents of a run once more, by raw bulk requests, into indices made by the same setup. */
export async function runBulks(cluster: BenchCluster, from: Offsets, name: string): Promise<BulkRun> {
  const [both, search] = [`${name}-limit`, `${name}-limit-search`];
  await cluster.setUp(both);
  await cluster.setUp(search);
  const ready = await readyDocuments(cluster.log, from, both, search);
  const usage = watchUsage(cluster.pids);
  const seconds = await sendBulks(cluster.opensearch, ready.both);
  const { cpu } = usage.stop();
  const searchSeconds = await sendBulks(cluster.opensearch, ready.search);
  await cluster.drop(both);
  return {
    releases: ready.releases / seconds,
    documents: (2 * ready.releases) / seconds,
    searchDocuments: ready.releases / searchSeconds,
    bytes: bytesOf(ready, ready.both),
    searchBytes: bytesOf(ready, ready.search),
    cpu: ((cpu.opensearch ?? Number.NaN) / ready.releases) * 1000,
  };
}

const bytesOf = ({ releases }: ReadyDocuments, bodies: readonly BulkBody[]): number =>
  bodies.reduce((sum, { bytes }) => sum + bytes.length, 0) / releases;
