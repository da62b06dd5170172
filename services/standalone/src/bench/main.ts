import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchRelease, insertBare, readReleases, recombine } from '@presswatch/bench';
import { generateReleases } from '@presswatch/testkit';
import { DISTRIBUTED_PARTS } from './distributed/parts.ts';
import type { GazetteerRun } from './gazetteer-run.ts';
import { inChild } from './in-child.ts';
import type { LatencyRun } from './latency-run.ts';
import type { PipelineRun } from './pipeline-run.ts';
import type { ReadingRun } from './reading-run.ts';
import { type Comparison, gazetteerReport, latencyReport, pipelineReport, readingReport } from './report.ts';

const HELP = `usage: npm run bench [-- OPTIONS]

Measures speed and memory beside the limit, in one run: the pipeline of one process beside bare row and FTS5 inserts of
the same documents; the parser beside @mozilla/readability on linkedom over the same pages; text formats and enricher on
one core, and how their time grows with a document; the lists of names in memory.
With --distributed: every service as a process on its own Kafka, OpenSearch and Redis beside raw bulk writes of the same
documents and bare kafkajs; where processor time goes; memory; publish to searchable; two parsers against one.

  --releases FILE   NDJSON(.gz) of releases ({id, url, title, date, markdown}); without one, made-up releases
  --pages FILE      NDJSON(.gz) of pages ({url, contentType, bytes}, base64); without one, made-up pages
  --counts N,N      how many releases a run; default 5000,100000, with --distributed 5000,20000. More than the file has
                    are made by recombining
  --only PARTS      some of pipeline,latency,reading,gazetteer, separated by commas; with --distributed some of
                    throughput,searchable,parsers
  --distributed     the services on servers instead of the one process
  --profiles FOLDER with --distributed: writes V8's profiles of the services
  --json            one JSON object instead of tables
  --help
`;

const PARTS = ['pipeline', 'latency', 'reading', 'gazetteer'] as const;
type Part = (typeof PARTS)[number];

interface Options {
  readonly releases: string | undefined;
  readonly pages: string | undefined;
  readonly counts: readonly number[];
  readonly parts: ReadonlySet<Part>;
}

interface Results {
  pipeline?: Comparison[];
  latency?: LatencyRun;
  reading?: ReadingRun;
  gazetteer?: GazetteerRun;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure({ releases, pages, counts, parts }: Options): Promise<Results> {
  const results: Results = {};
  const material = releases === undefined ? madeUp() : readReleases(releases);
  if (parts.has('pipeline')) {
    results.pipeline = [];
    for (const count of counts) results.pipeline.push(await compare(material, count));
  }
  if (parts.has('latency')) {
    say('latency: 50 releases a second …');
    results.latency = await inChild<LatencyRun>('latency', JSON.stringify(material.slice(0, 1100)));
  }
  if (parts.has('reading')) {
    say('reading, one core …');
    results.reading = await inChild<ReadingRun>('reading', pages === undefined ? '' : resolve(pages));
  }
  if (parts.has('gazetteer')) {
    say('lists of names …');
    results.gazetteer = await inChild<GazetteerRun>('gazetteer');
  }
  return results;
}

const madeUp = (): BenchRelease[] =>
  [...generateReleases({ seed: 1, count: 5000 })].map(({ slug, title, date, document }) => ({
    id: slug,
    url: `https://example.org/${slug}`,
    title,
    date,
    markdown: document,
  }));

/** The limit and the pipeline over the same releases, one after the other; the pipeline in a process of its own. */
async function compare(material: readonly BenchRelease[], count: number): Promise<Comparison> {
  say(`${count} releases: bare inserts …`);
  const bare = insertBare(recombine(material, count));
  const folder = mkdtempSync(join(tmpdir(), 'presswatch-bench-'));
  try {
    const file = join(folder, 'releases.ndjson');
    await writeNdjson(file, recombine(material, count));
    say(`${count} releases: the pipeline …`);
    const run = await inChild<PipelineRun>('pipeline', file);
    const pipeline = run.releases / run.seconds;
    return { releases: count, bare, pipeline, ratio: pipeline / bare, run };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeNdjson(file: string, releases: Iterable<BenchRelease>): Promise<void> {
  const stream = createWriteStream(file);
  for (const release of releases) {
    if (!stream.write(`${JSON.stringify(release)}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

function tables({ pipeline, latency, reading, gazetteer }: Results): string {
  const reports = [
    pipeline && pipelineReport(pipeline),
    latency && latencyReport(latency),
    reading && readingReport(reading),
    gazetteer && gazetteerReport(gazetteer),
  ];
  return reports.filter((report) => report !== undefined).join('\n');
}

const isNameOf = <T extends string>(names: readonly T[]) => {
  const all: ReadonlySet<string> = new Set(names);
  return (name: string): name is T => all.has(name);
};

function readOptions() {
  const { values } = parseArgs({
    options: {
      releases: { type: 'string' },
      pages: { type: 'string' },
      counts: { type: 'string' },
      only: { type: 'string' },
      distributed: { type: 'boolean', default: false },
      profiles: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { distributed } = values;
  const only = (values.only ?? (distributed ? DISTRIBUTED_PARTS : PARTS).join(',')).split(',');
  const counts = (values.counts ?? (distributed ? '5000,20000' : '5000,100000')).split(',').map(Number);
  const known = distributed ? only.every(isNameOf(DISTRIBUTED_PARTS)) : only.every(isNameOf(PARTS));
  return { ...values, only, counts, fits: known && counts.every((count) => Number.isInteger(count) && count > 0) };
}

/** @returns what is written: tables, or JSON */
async function run({ only, counts, releases, pages, json, ...options }: ReturnType<typeof readOptions>) {
  if (!options.distributed) {
    const results = await measure({ releases, pages, counts, parts: new Set(only.filter(isNameOf(PARTS))) });
    return json ? `${JSON.stringify(results)}\n` : tables(results);
  }
  const { runDistributed } = await import('./distributed/main.ts');
  const { results, text } = await runDistributed({
    releases: releases === undefined ? madeUp() : readReleases(releases),
    pagesFile: pages,
    counts,
    parts: new Set(only.filter(isNameOf(DISTRIBUTED_PARTS))),
    profiles: options.profiles,
    say,
  });
  return json ? `${JSON.stringify(results)}\n` : text;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options.help || !options.fits) {
    process[options.help ? 'stdout' : 'stderr'].write(HELP);
    return options.help ? 0 : 2;
  }
  process.stdout.write(await run(options));
  return 0;
}

// Processes that the bench has started are ended on exit, and only then.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
