import { Command } from 'commander';
import type { Context } from '../context.ts';
import type { SetupLine } from '../deps.ts';
import { EXIT } from '../errors.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
import { table } from '../table.ts';

export function setupCommand(context: Context): Command {
  return new Command('setup')
    .summary('make topics and indices on the servers')
    .description(
      'Makes what the services need on Kafka and OpenSearch: topics, indices, aliases. What is there already and right stays as it is; what is there and differs is told, never changed, and ends the command with 1. On SQLite there is nothing to do.',
    )
    .option('--check', 'only look; ends with 1 where something is missing')
    .addOption(jsonOption('NDJSON: a line a thing'))
    .addHelpText('after', examples('presswatch setup', 'presswatch setup --check --json'))
    .action((options: { check?: true; json?: true }) => setup(context, options.check === true, options.json === true));
}

async function setup(context: Context, check: boolean, json: boolean): Promise<void> {
  const { deps, out } = context;
  const lines = await deps.setup({ check });
  if (lines.some(({ state }) => state === 'differs' || state === 'missing')) context.exit(EXIT.failed);
  if (json) {
    for (const line of lines) await out.json(line);
    return;
  }
  if (lines.length === 0)
    return out.line('Everything lies on SQLite, which makes its files by itself: nothing to set up.');
  const rows = lines.map(({ name, state, detail }) => [name, state, detail]);
  for (const line of table(['what', 'state', 'detail'], rows)) await out.line(line);
  for (const remedy of remedies(lines)) await out.line(`\n${plain(remedy)}`);
}

const remedies = (lines: readonly SetupLine[]): string[] =>
  lines.flatMap(({ name, state, remedy }) => (remedy === undefined ? [] : [`${name} ${SAID[state]}: ${remedy}`]));

const SAID = { made: 'was made', there: 'is there', differs: 'differs', missing: 'is missing' } as const;
