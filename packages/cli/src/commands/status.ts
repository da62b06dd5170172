import { createDeadLetters } from '@presswatch/dead-letters';
import { type PipelineStatus, readPipelineStatus } from '@presswatch/inspection';
import { Command } from 'commander';
import { type Context, withData } from '../context.ts';
import { ago, total } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { facts, table } from '../table.ts';
import { groupsOf } from './dlq-deps.ts';

export function statusCommand(context: Context): Command {
  return new Command('status')
    .summary('rate, lag of each stage, the limiting one')
    .description('Shows how many releases came in, what each stage has to go, and which stage limits the others.')
    .addOption(jsonOption('one JSON object'))
    .addHelpText('after', examples('presswatch status', 'presswatch status --json | jq .limiting'))
    .action((options: { json?: true }) => status(context, options.json === true));
}

async function status(context: Context, json: boolean): Promise<void> {
  const { deps, out } = context;
  const found = await withData(context, ({ index, log, records }) => {
    const deadLetters = createDeadLetters({ log, records, topics: groupsOf(deps.stages) });
    return readPipelineStatus({ log, index, deadLetters, stages: deps.stages, now: context.now() });
  });
  if (json) return out.json({ ...found, running: deps.installation.isHeld() });
  for (const line of lines(found, deps.installation.isHeld())) await out.line(line);
}

function lines(found: PipelineStatus, running: boolean): string[] {
  const rows = found.stages.map(({ stage, topic, lag, openDeadLetters }) => [
    stage,
    topic,
    lag.records,
    lag.oldestAt === null ? '-' : ago(lag.oldestAt, found.at),
    openDeadLetters,
  ]);
  return [
    ...facts([
      ['releases', total(found.releases)],
      ['last minute', total(found.seenLastMinute)],
      ['last hour', total(found.seenLastHour)],
      ['limiting stage', found.limiting ?? 'none'],
      ['running', running ? 'yes' : 'no: npm start works off what waits'],
    ]),
    '',
    ...table(['stage', 'reads', 'to go', 'oldest', 'dead letters'], rows),
  ];
}
