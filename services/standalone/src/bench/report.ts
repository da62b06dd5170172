import { table } from '@presswatch/bench';
import type { GazetteerRun } from './gazetteer-run.ts';
import type { LatencyRun } from './latency-run.ts';
import type { PipelineRun } from './pipeline-run.ts';
import type { ReadingRun } from './reading-run.ts';

/** The pipeline beside its limit over the same releases. */
export interface Comparison {
  readonly releases: number;
  /** Releases a second. */
  readonly bare: number;
  readonly pipeline: number;
  readonly ratio: number;
  readonly run: PipelineRun;
}

const whole = (value: number): string => Math.round(value).toString();

export function pipelineReport(results: readonly Comparison[]): string {
  const rows = results.map(({ releases, bare, pipeline, ratio, run }) => [
    whole(releases),
    whole(bare),
    whole(pipeline),
    ratio.toFixed(3),
    `${whole(run.peakMb)} MB`,
    whole(run.deadLetters),
  ]);
  const out = [table(['releases', 'bare/s', 'pipeline/s', 'ratio', 'peak memory', 'dead letters'], rows)];
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
  return `${out.join('\n')}\n`;
}

export const latencyReport = ({ perSecond, releases, p50, p99 }: LatencyRun): string =>
  `ingest to searchable at ${perSecond} a second over ${releases} releases: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms\n`;

export function readingReport({ pages, html, peer, ratio, forms, enricher, growth }: ReadingRun): string {
  const rates = [
    ['HTML, parser', html.toFixed(1), ''],
    ['HTML, readability on linkedom', peer.toFixed(1), `the parser is ${ratio.toFixed(2)} times as fast`],
    ...Object.entries(forms).map(([form, rate]) => [form, whole(rate), '']),
    ['enricher', whole(enricher), ''],
  ];
  const sizes = growth.sizes.map((size) => `${whole(size / 1000)} KB`);
  const rows = Object.entries(growth.ms).map(([reader, ms]) => [
    reader,
    ...ms.map((value) => value.toFixed(1)),
    (steepness(growth.sizes, ms) ?? 0).toFixed(2),
  ]);
  return `one core, ${pages} pages, made-up releases of 4 KB
${table(['reader', 'a second', ''], rates)}

ms for one document of a size; the exponent of its growth (1 is linear)
${table(['reader', ...sizes, 'exponent'], rows)}
`;
}

/** The exponent p of time ~ size^p between the smallest and the largest size. */
function steepness(sizes: readonly number[], ms: readonly number[]): number | undefined {
  const [size, more, time, longer] = [sizes[0], sizes.at(-1), ms[0], ms.at(-1)];
  if (size === undefined || more === undefined || time === undefined || longer === undefined) return undefined;
  return Math.log(longer / time) / Math.log(more / size);
}

export const gazetteerReport = ({ heapMb, residentMb, loadMs }: GazetteerRun): string =>
  `lists of names and topics in one worker: ${heapMb.toFixed(1)} MB of heap, ${residentMb.toFixed(1)} MB resident, loaded in ${whole(loadMs)} ms\n`;
