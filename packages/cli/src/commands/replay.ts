import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import { EVENT_KINDS } from '@presswatch/events';
import {
  countInputs,
  EpochsSpentError,
  NothingToResumeError,
  type ReplayProgress,
  type ReplayResult,
  ReplayRunningError,
  replayStage,
  StagePausedError,
} from '@presswatch/operations';
import { Argument, Command, Option } from 'commander';
import { type Context, withData } from '../context.ts';
import type { CliData } from '../deps.ts';
import { CommandError, EXIT, usage } from '../errors.ts';
import { showing } from '../follow.ts';
import { moment, plural } from '../format.ts';
import { examples, jsonOption, wholeNumber } from '../options.ts';
import { createProgressLine } from '../progress.ts';
import { since } from '../since.ts';
import { groupsOf } from './dlq-deps.ts';

interface Options {
  readonly since?: number;
  readonly resume?: true;
  readonly dryRun?: true;
  readonly mostWaiting: number;
  readonly json?: true;
}

export function replayCommand(context: Context): Command {
  const names = context.deps.stages.map(({ stage }) => stage);
  return new Command('replay')
    .summary('send what a stage has read through it again')
    .description(
      'Sends what a stage has read since a time through it again, as after a mend or with new lists. What it gives replaces what the same captures gave before, newer captures stay, and nobody is alerted. Live traffic goes on. The stages behind it run where they always do: with npm start, or as services.',
    )
    .addArgument(new Argument('<STAGE>', 'which').choices(names))
    .addOption(
      new Option(
        '--since <TIME>',
        'inputs published since then: 2024-06-28, 2024-06-28T09:30Z, 36h or 7d ago, or beginning',
      ).argParser(since(context.now)),
    )
    .addOption(
      new Option('--resume', 'go on with the last replay of this stage that was broken off').conflicts('since'),
    )
    .addOption(new Option('--dry-run', 'only count what would be sent').conflicts('resume'))
    .addOption(
      new Option(
        '--most-waiting <N>',
        'wait while more records than this wait for the next stage: live ones wait behind them',
      )
        .argParser(wholeNumber(1, 10_000_000))
        .default(2000),
    )
    .addOption(jsonOption('NDJSON: how far it is now and then, then the result'))
    .addHelpText(
      'after',
      examples(
        'presswatch replay parser --since 7d',
        'presswatch replay enricher --since 2024-06-28T09:30Z --dry-run',
        'presswatch replay indexer --since beginning',
        'presswatch replay parser --resume',
      ),
    )
    .action((stage: string, options: Options) => withData(context, (data) => replay(context, data, stage, options)));
}

async function replay(context: Context, data: CliData, stage: string, options: Options): Promise<void> {
  const { stages, operations, signal } = context.deps;
  const at = stages.findIndex((one) => one.stage === stage);
  const topic = stages[at]?.topic ?? '';
  const next = stages[at + 1];
  if (options.since === undefined && !options.resume) throw usage('say from when, by --since, or --resume');
  if (options.since !== undefined) await tellWhatIsGone(context, topic, options.since);
  if (options.dryRun) return count(context, data, topic, options);
  const { log, records } = data;
  const erasures = createErasures({ records });
  const deadLetters = createDeadLetters({ log, records, topics: groupsOf(stages), erasures });
  const opened = await operations.openStage(stage, data);
  const progress = showing<ReplayProgress>(createProgressLine(context.err), async (line, report) => {
    if (options.json) await context.out.json({ event: 'progress', stage, ...report });
    await line.show(stage, report.done, report.total, report.waiting && `waiting: ${report.waiting}`);
  });
  try {
    const result = await replayStage(
      { log, records, erasures, deadLetters, logger: operations.logger, now: context.now },
      {
        definition: opened.definition,
        stage,
        topic,
        from: options.since === undefined ? 'resume' : { since: options.since },
        ...(next === undefined ? {} : { reader: { topic: next.topic, group: next.stage } }),
        mostWaiting: options.mostWaiting,
        signal,
        onProgress: progress.tell,
      },
    );
    await progress.end();
    await report(context, stage, next?.stage, result, options);
  } catch (error) {
    await progress.end();
    throw asCommandError(error);
  } finally {
    await opened.close();
  }
}

/** A topic that forgets by age cannot give back what is older. */
async function tellWhatIsGone({ deps, err, now }: Context, topic: string, from: number): Promise<void> {
  const retention = EVENT_KINDS.find((kind) => kind.topic === topic)?.retention;
  if (retention?.kind !== 'time' || from >= now() - retention.ms) return;
  const days = Math.round(retention.ms / 86_400_000);
  const [first] = deps.stages;
  await err.line(
    `${topic} keeps ${days} days: for what is older, "presswatch replay ${first?.stage ?? 'parser'} --since …" reads the releases anew, which are kept for ever`,
  );
}

async function count(
  context: Context,
  { log }: CliData,
  topic: string,
  { since: from = 0, json }: Options,
): Promise<void> {
  const records = await countInputs(log, topic, { publishedSince: from }, context.deps.signal);
  if (json) await context.out.json({ topic, since: from, records });
  else
    await context.out.line(
      `${plural(records, 'record')} of ${topic} since ${from === 0 ? 'the beginning' : moment(from)}`,
    );
}

async function report(
  context: Context,
  stage: string,
  next: string | undefined,
  result: ReplayResult,
  { json }: Options,
): Promise<void> {
  const { out } = context;
  const { state, done, total, epoch, outputs, deadLetters, settled, erased } = result;
  if (state === 'stopped') context.exit(EXIT.failed);
  if (json) return out.json({ event: state, stage, ...result });
  const parts = [
    `${done} of ${total} through the ${stage} (epoch ${epoch})`,
    ...(next === undefined ? [] : [`${outputs} for the ${next}`]),
    plural(deadLetters, 'dead letter'),
    ...(settled > 0 ? [`${settled} settled`] : []),
    ...(erased > 0 ? [`${erased} of erased releases left out`] : []),
  ];
  await out.line(parts.join(', '));
  if (state === 'stopped') await out.line(`stopped: go on with "presswatch replay ${stage} --resume"`);
}

function asCommandError(error: unknown): unknown {
  if (error instanceof ReplayRunningError || error instanceof EpochsSpentError || error instanceof StagePausedError) {
    return new CommandError(EXIT.failed, error.message);
  }
  return error instanceof NothingToResumeError ? new CommandError(EXIT.notFound, error.message) : error;
}
