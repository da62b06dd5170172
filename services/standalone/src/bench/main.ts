import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchRelease, insertBare, readReleases, recombine } from '@presswatch/bench';
import { generateReleases } from '@presswatch/testkit';
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

  --releases FILE   NDJSON(.gz) of releases ({id, url, title, date, markdown}); without one, made-up releases
  --pages FILE      NDJSON(.gz) of pages ({url, contentType, bytes}, base64); without one, made-up pages
  --counts N,N      how many releases a run; default 5000,100000. More than the file has are made by recombining
  --only PARTS      some of pipeline,latency,reading,gazetteer, separated by commas
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

function print({ pipeline, latency, reading, gazetteer }: Results): void {
  const reports = [
    pipeline && pipelineReport(pipeline),
    latency && latencyReport(latency),
    reading && readingReport(reading),
    gazetteer && gazetteerReport(gazetteer),
  ];
  process.stdout.write(reports.filter((report) => report !== undefined).join('\n'));
}

const isPart = (name: string): name is Part => PARTS.some((part) => part === name);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      releases: { type: 'string' },
      pages: { type: 'string' },
      counts: { type: 'string', default: '5000,100000' },
      only: { type: 'string', default: PARTS.join(',') },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const parts = values.only.split(',');
  const counts = values.counts.split(',').map(Number);
  if (values.help || !parts.every(isPart) || !counts.every((count) => Number.isInteger(count) && count > 0)) {
    process[values.help ? 'stdout' : 'stderr'].write(HELP);
    return values.help ? 0 : 2;
  }
  const { releases, pages } = values;
  const results = await measure({ releases, pages, counts, parts: new Set(parts.filter(isPart)) });
  if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else print(results);
  return 0;
}

process.exitCode = await main();
