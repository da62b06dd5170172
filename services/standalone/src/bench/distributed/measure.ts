import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type BenchRelease, recombine } from '@presswatch/bench';
import { ENRICHED_RELEASE, RAW_RELEASE } from '@presswatch/events';
import { type BenchCluster, STAGE_SERVICES, startBenchCluster } from './bench-cluster.ts';
import type { BenchProcess } from './bench-process.ts';
import { type BulkRun, runBulks } from './bulk-run.ts';
import { type IndexerRun, runIndexer } from './indexer-run.ts';
import { type KafkaRun, runKafka } from './kafka-run.ts';
import { type ParsersRun, runParsers } from './parsers-run.ts';
import type { DistributedPart } from './parts.ts';
import { runSearchable, type SearchableRun } from './searchable-run.ts';
import { checkUsageKnown } from './usage.ts';
import { runWhole, untilIdle, type WholeRun } from './whole-run.ts';

export interface DistributedOptions {
  readonly releases: readonly BenchRelease[];
  /** HTML pages as lines of NDJSON that `ingest` takes: one half for one parser, the other for two. */
  readonly pages: readonly object[];
  readonly counts: readonly number[];
  readonly parts: ReadonlySet<DistributedPart>;
  /** How long releases are handed in at an even pace, in seconds. */
  readonly pacedSeconds: number;
  /** A folder for V8's profiles of the services. */
  readonly profiles: string | undefined;
  readonly say: (text: string) => void;
}

/** One run of everything over so many releases, with what it is held against. */
export interface Throughput {
  readonly whole: WholeRun;
  readonly bulk: BulkRun;
  readonly kafka: KafkaRun;
  readonly indexer: IndexerRun;
  /** Of the whole, and of the indexer alone, to raw bulk writes. */
  readonly wholeRatio: number;
  readonly indexerRatio: number;
}

export interface DistributedResults {
  throughput?: Throughput[];
  searchable?: SearchableRun;
  parsers?: ParsersRun;
}

const PER_SECOND = 50;
/** Releases that go through before anything is measured, so that the JVMs have compiled what they need. */
const WARM_UP = 3000;

/** Starts servers and services, and measures them beside their limits, in one run. */
export async function measureDistributed(options: DistributedOptions): Promise<DistributedResults> {
  const { parts, say, counts } = options;
  checkUsageKnown();
  say('servers …');
  const cluster = await startBenchCluster({ profiles: options.profiles });
  try {
    const services = new Map<string, BenchProcess>();
    for (const name of STAGE_SERVICES) services.set(name, await cluster.start(name, 'bench'));
    const fresh = supply(cluster, options.releases);
    const results: DistributedResults = {};
    const warmUp = Math.min(WARM_UP, ...counts);
    say(`warming up with ${warmUp} releases …`);
    await runWhole(cluster, await fresh.file(warmUp));
    if (parts.has('throughput')) {
      results.throughput = [];
      for (const count of counts) {
        results.throughput.push(await measureThroughput(cluster, services, await fresh.file(count), say));
      }
    }
    if (parts.has('searchable')) {
      say(`${PER_SECOND} releases a second for ${options.pacedSeconds} s …`);
      const releases = fresh.releases(Math.round(PER_SECOND * options.pacedSeconds));
      results.searchable = await runSearchable(cluster, releases, PER_SECOND);
    }
    if (parts.has('parsers')) {
      say('one parser, then two …');
      const half = Math.floor(options.pages.length / 2);
      const first = await writeLines(join(cluster.folder, 'pages-1.ndjson'), options.pages.slice(0, half));
      const second = await writeLines(join(cluster.folder, 'pages-2.ndjson'), options.pages.slice(half, 2 * half));
      results.parsers = await runParsers(cluster, first, second);
    }
    return results;
  } finally {
    await cluster.stop();
  }
}

async function measureThroughput(
  cluster: BenchCluster,
  services: Map<string, BenchProcess>,
  file: string,
  say: (text: string) => void,
): Promise<Throughput> {
  const { positions } = cluster;
  const raw = await positions.ends(RAW_RELEASE.topic);
  const enriched = await positions.ends(ENRICHED_RELEASE.topic);
  say('all services and servers together …');
  const whole = await runWhole(cluster, file);
  const name = `run-${whole.releases}`;
  await services.get('indexer')?.stop();
  say(`${whole.releases} releases: raw bulk writes …`);
  const bulk = await runBulks(cluster, enriched, name);
  say('the indexer alone …');
  const indexer = await runIndexer(cluster, enriched, name);
  say('Kafka alone …');
  const kafka = await runKafka(cluster, raw, name);
  services.set('indexer', await cluster.start('indexer', 'bench'));
  await untilIdle(cluster);
  const [wholeRatio, indexerRatio] = [whole.rate / bulk.releases, indexer.rate / bulk.releases];
  say(
    `${whole.releases} releases: together ${wholeRatio.toFixed(3)} of raw bulk, the indexer ${indexerRatio.toFixed(3)}`,
  );
  return { whole, bulk, kafka, indexer, wholeRatio, indexerRatio };
}

/** Releases that none was before: every taking goes on where the last one ended. */
function supply(cluster: BenchCluster, material: readonly BenchRelease[]) {
  const more = recombine(material, Number.POSITIVE_INFINITY);
  const releases = (count: number): BenchRelease[] =>
    Array.from({ length: count }, () => more.next().value as BenchRelease);
  let files = 0;
  return {
    releases,
    file: (count: number) => writeLines(join(cluster.folder, `releases-${files++}.ndjson`), releases(count)),
  };
}

async function writeLines(path: string, lines: readonly object[]): Promise<string> {
  const stream = createWriteStream(path);
  for (const line of lines) if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
  return path;
}
