import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import { explainWhy, type Why } from '@presswatch/inspection';
import { Command } from 'commander';
import { bold, type Context, withData } from '../context.ts';
import { EXIT } from '../errors.ts';
import { moment, titleOf } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
import { table } from '../table.ts';
import { groupsOf } from './dlq-deps.ts';

export function whyCommand(context: Context): Command {
  return new Command('why')
    .summary('tell where a release stopped')
    .description(
      'Tells where a release stopped: it is indexed, among the dead letters, waiting for a stage, or never came in.',
    )
    .argument('<URL|TITLE...>', 'its address, id, file name, or words of its title')
    .addOption(jsonOption('one JSON object'))
    .addHelpText(
      'after',
      examples('presswatch why https://example.org/news/1', 'presswatch why "Statement on the Panel of Experts"'),
    )
    .action((words: string[], options: { json?: true }) => why(context, words.join(' '), options.json === true));
}

async function why(context: Context, text: string, json: boolean): Promise<void> {
  const { deps, out } = context;
  const answer = await withData(context, async ({ index, log, records, sources }) => {
    const deadLetters = createDeadLetters({
      log,
      records,
      topics: groupsOf(deps.stages),
      erasures: createErasures({ records }),
    });
    return explainWhy({ index, log, deadLetters, stages: deps.stages, sources: await sources.list() }, text);
  });
  if (json) await out.json(answer);
  else await print(context, answer);
  if (answer.verdict === 'not-seen') context.exit(EXIT.notFound);
}

async function print({ out }: Context, answer: Why): Promise<void> {
  await out.line(`${bold(out, answer.verdict)}: ${plain(answer.sentence)}`);
  if (answer.releases.length > 0) {
    await out.line();
    const rows = answer.releases.map(({ releaseId, firstSeen, shown }) => [
      releaseId,
      moment(firstSeen),
      titleOf(shown),
    ]);
    for (const line of table(['release', 'first seen', 'title'], rows)) await out.line(line);
  }
  if (answer.deadLetters.length > 0) {
    await out.line();
    const rows = answer.deadLetters.map(({ id, reason, at }) => [id, moment(at), reason.code]);
    for (const line of table(['dead letter', 'since', 'reason'], rows)) await out.line(line);
  }
}
