import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import { type PipelineStatus, readPipelineStatus } from '@presswatch/inspection';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import type { ServerView } from '../deps.ts';
import { EXIT } from '../errors.ts';
import { ago, plural, total } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
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
  const asking = deps.servers();
  const found = await read(context);
  const servers = await asking;
  // What is away is told within what is printed; the exit code tells scripts.
  if (found.problems !== undefined || servers.some(({ up }) => !up)) context.exit(EXIT.failed);
  const running = deps.installation.isHeld();
  if (json) return out.json({ ...found, running, servers, processes: membersOf(servers), ...causeOf(found, servers) });
  for (const line of lines(found, servers, running)) await out.line(line);
}

async function read({ deps, now }: Context): Promise<PipelineStatus> {
  const data = await deps.openPartly();
  try {
    const { index, log, records } = data;
    const deadLetters = createDeadLetters({
      log,
      records,
      topics: groupsOf(deps.stages),
      erasures: createErasures({ records }),
    });
    return await readPipelineStatus({ log, index, deadLetters, stages: deps.stages, now: now() });
  } finally {
    await data.close();
  }
}

/** How many processes consume for each stage; undefined where no server keeps count. */
const membersOf = (servers: readonly ServerView[]): Readonly<Record<string, number>> | undefined =>
  servers.find(({ members }) => members !== undefined)?.members;

/** Why the limiting stage limits, as far as it can be seen from outside: nobody runs it, or a server is away. */
function causeOf({ limiting }: PipelineStatus, servers: readonly ServerView[]): { readonly cause?: string } {
  if (limiting === null) return {};
  const members = membersOf(servers);
  if (members !== undefined && (members[limiting] ?? 0) === 0) {
    return { cause: `no process consumes for the ${limiting}: start one` };
  }
  const away = servers.filter(({ up }) => !up).map(({ name }) => name);
  if (away.length > 0) return { cause: `${away.join(' and ')} cannot be reached` };
  if (members === undefined) return {};
  return { cause: `it has ${plural(members[limiting] ?? 0, 'process', 'processes')}: start more of them` };
}

function lines(found: PipelineStatus, servers: readonly ServerView[], running: boolean): string[] {
  const members = membersOf(servers);
  const rows = found.stages.map(({ stage, topic, lag, openDeadLetters }) => [
    stage,
    topic,
    lag.isUnread ? '?' : lag.records,
    lag.oldestAt === null ? '-' : ago(lag.oldestAt, found.at),
    openDeadLetters,
    ...(members === undefined ? [] : [members[stage] ?? 0]),
  ]);
  const heads = ['stage', 'reads', 'to go', 'oldest', 'dead letters'];
  const { cause } = causeOf(found, servers);
  return [
    ...facts([
      ['releases', total(found.releases)],
      ['last minute', total(found.seenLastMinute)],
      ['last hour', total(found.seenLastHour)],
      [
        'limiting stage',
        found.limiting === null ? 'none' : `${found.limiting}${cause === undefined ? '' : `: ${cause}`}`,
      ],
      ['running', members === undefined ? (running ? 'yes' : 'no: npm start works off what waits') : undefined],
      ...servers.map((server) => [server.name, sayServer(server)] as const),
    ]),
    ...(found.problems ?? []).map((problem) => plain(`note: ${problem}`)),
    '',
    ...table(members === undefined ? heads : [...heads, 'processes'], rows),
  ];
}

const sayServer = ({ address, up, version, problem }: ServerView): string =>
  up
    ? `${address}${version === undefined ? '' : ` (${version})`}`
    : `${address} CANNOT BE REACHED: ${problem ?? 'no answer'}; see that it runs: presswatch doctor says what to look at`;
