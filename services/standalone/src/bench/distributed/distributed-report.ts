import { table } from '@presswatch/bench';
import type { DistributedResults, Throughput } from './measure.ts';

const whole = (value: number): string => Math.round(value).toString();

/** The results as tables for people. */
export function distributedReport({ throughput = [], searchable, parsers }: DistributedResults): string {
  const parts = throughput.length === 0 ? [] : [rates(throughput), limits(throughput), ...throughput.map(shares)];
  if (searchable !== undefined) {
    const { perSecond, releases, p50, p99 } = searchable;
    parts.push(
      `publish to searchable at ${perSecond} a second over ${releases} releases: p50 ${whole(p50)} ms, p99 ${whole(p99)} ms\n`,
    );
  }
  if (parsers !== undefined) {
    const { pages, one, two, speedUp, othersUntouched } = parsers;
    parts.push(
      `${pages} pages: one parser ${one.toFixed(1)}/s, two ${two.toFixed(1)}/s (${speedUp.toFixed(2)} times); other services ${othersUntouched ? 'untouched' : 'RESTARTED'}\n`,
    );
  }
  return parts.join('\n');
}

function rates(throughput: readonly Throughput[]): string {
  const rows = throughput.map((run) => [
    whole(run.whole.releases),
    whole(run.bulk.releases),
    whole(run.whole.rate),
    run.wholeRatio.toFixed(3),
    whole(run.indexer.rate),
    run.indexerRatio.toFixed(3),
    `${run.whole.loadBefore.toFixed(1)} to ${run.whole.loadAfter.toFixed(1)}`,
  ]);
  return `releases a second\n${table(['releases', 'raw bulk', 'together', 'ratio', 'indexer', 'ratio', 'load'], rows)}\n`;
}

function limits(throughput: readonly Throughput[]): string {
  const rows = throughput.map(({ whole: { releases }, bulk, kafka }) => [
    whole(releases),
    `${whole(bulk.documents)} of ${(bulk.bytes / 2000).toFixed(1)} KB`,
    `${whole(bulk.searchDocuments)} of ${(bulk.searchBytes / 1000).toFixed(1)} KB`,
    `${whole(kafka.produce)} of ${(kafka.bytes / 1000).toFixed(1)} KB`,
    whole(kafka.produceGzip),
    whole(kafka.consume),
  ]);
  const header = ['releases', 'bulk, both indices', 'bulk, search documents', 'produce', 'produce gzip', 'consume'];
  return `limits, documents or records a second\n${table(header, rows)}\n`;
}

function shares({ whole: run, bulk, indexer }: Throughput): string {
  const names = Object.keys(run.cpu);
  const rows = names.map((name) => [
    name,
    figure(run.cpu[name]),
    figure(indexer.cpu[name]),
    name === 'opensearch' ? figure(bulk.cpu) : '',
    run.peakMb[name] === undefined ? '' : `${whole(run.peakMb[name])} MB`,
    run.slopeMb[name] === undefined ? '' : run.slopeMb[name].toFixed(1),
  ]);
  const sum = (cpu: Readonly<Record<string, number>>) =>
    figure(Object.values(cpu).reduce((total, seconds) => total + seconds, 0));
  rows.push(['all', sum(run.cpu), sum(indexer.cpu), '', '', '']);
  const header = ['process', 'together', 'indexer alone', 'raw bulk', 'peak', 'MB per 100,000'];
  return `${run.releases} releases in ${run.seconds.toFixed(1)} s: seconds of processor time per 1,000 releases; memory\n${table(header, rows)}\n`;
}

const figure = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2));
