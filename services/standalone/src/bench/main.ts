import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchRelease, insertBare, readReleases, recombine, table } from '@presswatch/bench';
import { generateReleases } from '@presswatch/testkit';
import type { LatencyRun } from './latency-run.ts';
import { runParser } from './parse-run.ts';
import type { PipelineRun } from './pipeline-run.ts';

const HELP = `usage: npm run bench [-- OPTIONS]

Measures the pipeline of one process beside the limit: bare row and FTS5 inserts of the same documents, in the same run.

  --releases FILE   NDJSON(.gz) of releases ({id, url, title, date, markdown}); without one, made-up releases
  --counts N,N      how many releases a run; default 5000,100000. More than the file has are made by recombining
  --json            one JSON object instead of tables
  --help
`;

interface Result {
  readonly releases: number;
  /** Releases a second. */
  readonly bare: number;
  readonly pipeline: number;
  readonly ratio: number;
  readonly run: PipelineRun;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      releases: { type: 'string' },
      counts: { type: 'string', default: '5000,100000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const material = values.releases === undefined ? madeUp() : readReleases(values.releases);
  const results: Result[] = [];
  for (const count of values.counts.split(',').map(Number)) results.push(await compare(material, count));
  say('latency: 50 releases a second …');
  const latency = await inChild<LatencyRun>('latency', JSON.stringify(material.slice(0, 1100)));
  say('parser, one core …');
  const parser = {
    text: await runParser('text', 2000),
    markdown: await runParser('markdown', 2000),
    html: await runParser('html', 500),
  };
  if (values.json) process.stdout.write(`${JSON.stringify({ results, latency, parser })}\n`);
  else print(results, latency, parser);
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
async function compare(material: readonly BenchRelease[], count: number): Promise<Result> {
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

/** Runs in a process of its own, so that its memory is its own. */
function inChild<T>(task: 'pipeline' | 'latency', argument: string): Promise<T> {
  const child = fork(new URL('./child.ts', import.meta.url), [], { execArgv: process.execArgv });
  child.send({ task, argument });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`the ${task} run ended with ${code}`)));
  });
}

function print(results: readonly Result[], latency: LatencyRun, parser: Readonly<Record<string, number>>): void {
  const whole = (value: number) => Math.round(value).toString();
  const rows = results.map(({ releases, bare, pipeline, ratio, run }) => [
    whole(releases),
    whole(bare),
    whole(pipeline),
    ratio.toFixed(3),
    `${whole(run.peakMb)} MB`,
    whole(run.deadLetters),
  ]);
  const out: string[] = [table(['releases', 'bare/s', 'pipeline/s', 'ratio', 'peak memory', 'dead letters'], rows)];
  const [small, large] = [results[0], results.at(-1)];
  if (small !== undefined && large !== undefined && large !== small) {
    out.push(
      `ratio at ${large.releases} is ${(large.ratio / small.ratio).toFixed(3)} of the ratio at ${small.releases}`,
    );
  }
  for (const { releases, run } of results) {
    const shares = Object.entries(run.busy).map(([part, seconds]) => [
      part,
      seconds.toFixed(1),
      `${whole((100 * seconds) / run.seconds)} %`,
    ]);
    out.push(`\n${releases} releases in ${run.seconds.toFixed(1)} s`, table(['part', 'seconds', 'of the run'], shares));
  }
  out.push(
    `\ningest to searchable at ${latency.perSecond} a second over ${latency.releases} releases: p50 ${latency.p50.toFixed(0)} ms, p99 ${latency.p99.toFixed(0)} ms`,
    `parser on one core: ${Object.entries(parser)
      .map(([form, rate]) => `${form} ${whole(rate)}/s`)
      .join(', ')}`,
  );
  process.stdout.write(`${out.join('\n')}\n`);
}

await main();
