import { createErasures } from '@presswatch/erasures';
import {
  ReindexIncompleteError,
  type ReindexProgress,
  type ReindexResult,
  reindex,
  StagePausedError,
} from '@presswatch/operations';
import { ReindexRunningError } from '@presswatch/release-index';
import { Command } from 'commander';
import { type Context, withData } from '../context.ts';
import type { CliData } from '../deps.ts';
import { CommandError, EXIT } from '../errors.ts';
import { showing } from '../follow.ts';
import { plural } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { createProgressLine } from '../progress.ts';

interface Options {
  readonly force?: true;
  readonly json?: true;
}

export function reindexCommand(context: Context): Command {
  return new Command('reindex')
    .summary('make the index anew from the log')
    .description(
      'Makes a new index from the enriched releases on the log and puts it in the place of the present one, which serves searches and takes what comes in until then. Stopped or killed before that, it leaves the present index as it is.',
    )
    .option('--force', 'take the place of a reindex that was killed within the last minute, on servers')
    .addOption(jsonOption('NDJSON: how far it is now and then, then the counts'))
    .addHelpText('after', examples('presswatch reindex', 'presswatch reindex --json | tail -1'))
    .action((options: Options) => withData(context, (data) => run(context, data, options)));
}

async function run(context: Context, data: CliData, options: Options): Promise<void> {
  const json = options.json === true;
  const { deps, out } = context;
  const { operations } = deps;
  const topic = deps.stages.at(-1)?.topic ?? '';
  const before = await countReleases(data);
  const generations = await operations.openGenerations();
  const progress = showing<ReindexProgress>(createProgressLine(context.err), async (line, report) => {
    if (json) await out.json({ event: 'progress', ...report });
    const what = report.phase === 'filling' ? 'new index' : 'catching up';
    await line.show(what, report.done, report.total, report.waiting && `waiting: ${report.waiting}`);
  });
  try {
    const result = await reindex(
      {
        log: data.log,
        generations,
        erasures: createErasures({ records: data.records }),
        indexer: operations.indexer(data),
        logger: operations.logger,
      },
      { topic, force: options.force === true, signal: deps.signal, onProgress: progress.tell },
    );
    await progress.end();
    await report(context, result, { before, after: await countReleases(data) }, json);
  } catch (error) {
    await progress.end();
    const known = [ReindexRunningError, ReindexIncompleteError, StagePausedError].some((kind) => error instanceof kind);
    throw known ? new CommandError(EXIT.failed, (error as Error).message) : error;
  } finally {
    await generations.close();
  }
}

/** The index's own total is exact up to 10,000 only. */
async function countReleases({ index }: CliData): Promise<number> {
  const { total } = await index.search({ query: { kind: 'all' }, limit: 1 });
  if (total.exact) return total.value;
  let count = 0;
  for await (const _release of index.scan()) count++;
  return count;
}

interface Counts {
  readonly before: number;
  readonly after: number;
}

async function report({ out, exit }: Context, result: ReindexResult, counts: Counts, json: boolean): Promise<void> {
  const { state, done, deadLetters, erased } = result;
  const { before, after } = counts;
  if (state === 'stopped') exit(EXIT.failed);
  if (json) return out.json({ event: state, ...result, ...counts });
  if (state === 'stopped') {
    return out.line(`stopped after ${plural(done, 'record')}: the present index serves on. Run it again to begin anew`);
  }
  const difference = after - before;
  await out.line(
    [
      `${plural(after, 'release')} in the new index (${before} before${difference === 0 ? '' : `, ${difference > 0 ? '+' : ''}${difference}`})`,
      `${plural(done, 'record')} read`,
      ...(deadLetters > 0 ? [`${plural(deadLetters, 'dead letter')}: see presswatch dlq list --stage indexer`] : []),
      ...(erased > 0 ? [`${erased} of erased releases left out`] : []),
    ].join(', '),
  );
}
