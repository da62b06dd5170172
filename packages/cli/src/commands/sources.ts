import type { SourceView } from '@presswatch/inspection';
import { Command } from 'commander';
import { type Context, withData } from '../context.ts';
import { EXIT } from '../errors.ts';
import { ago } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
import { table } from '../table.ts';

export function sourcesCommand(context: Context): Command {
  const sources = new Command('sources').summary('list, enable and disable sources');
  sources.description('Lists the sources with their health; enables and disables them.');
  sources
    .command('list')
    .description('Lists the sources with their health.')
    .addOption(jsonOption('NDJSON: a line a source'))
    .addHelpText('after', examples('presswatch sources list', `presswatch sources list --json | jq 'select(.enabled)'`))
    .action((options: { json?: true }) => list(context, options.json === true));
  for (const [name, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    sources
      .command(name)
      .description(enabled ? 'Has sources polled from now on.' : 'Has sources polled no more; what came in stays.')
      .argument('<ID...>', 'as sources list prints it')
      .addOption(jsonOption('NDJSON: a line a source with what came of it'))
      .addHelpText('after', examples(`presswatch sources ${name} example-news`))
      .action((ids: string[], options: { json?: true }) => set(context, ids, enabled, options.json === true));
  }
  return sources;
}

async function list(context: Context, json: boolean): Promise<void> {
  const { out } = context;
  const sources = await withData(context, (data) => data.sources.list());
  if (json) {
    for (const source of sources) await out.json(source);
    return;
  }
  if (sources.length === 0) return out.line('no sources: seeds/sources.yaml names them');
  const row = ({ id, kind, enabled, state, checkedAt, message }: SourceView) => [
    id,
    kind,
    enabled ? 'on' : 'off',
    state,
    checkedAt === undefined ? '-' : ago(checkedAt, context.now()),
    message ?? '',
  ];
  for (const line of table(['source', 'kind', 'on', 'state', 'last look', 'what to do'], sources.map(row)))
    await out.line(line);
}

async function set(context: Context, ids: readonly string[], enabled: boolean, json: boolean): Promise<void> {
  const { out, err } = context;
  await withData(context, async (data) => {
    for (const id of ids) {
      const outcome = await data.sources.setEnabled(id, enabled);
      if (outcome === 'unknown') {
        await err.line(`presswatch: there is no source ${plain(id)}: "presswatch sources list" names them`);
        context.exit(EXIT.notFound);
      }
      if (json) await out.json({ id, outcome, enabled });
      else if (outcome !== 'unknown') {
        await out.line(
          `${plain(id)} is ${enabled ? 'enabled' : 'disabled'}${outcome === 'unchanged' ? ' already' : ''}`,
        );
      }
    }
  });
}
