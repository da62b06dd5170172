import { type CopiedTopic, type Migrated, migrate, type Verified, verifyMigration } from '@presswatch/operations';
import { Command, Option } from 'commander';
import { type Context, withData } from '../context.ts';
import type { TargetAddresses } from '../deps.ts';
import { CommandError, EXIT, usage } from '../errors.ts';
import { showing } from '../follow.ts';
import { plural } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
import { createProgressLine } from '../progress.ts';
import { table } from '../table.ts';

interface Options {
  readonly toLog?: string;
  readonly toIndex?: string;
  readonly toRecords?: string;
  readonly toState?: string;
  readonly verify?: true;
  readonly json?: true;
}

const address = (port: string, example: string) =>
  new Option(`--to-${port} <URL>`, `as ${example}`).env(`PRESSWATCH_TO_${port.toUpperCase()}`);

export function migrateCommand(context: Context): Command {
  return new Command('migrate')
    .summary('move to Kafka, OpenSearch and Redis')
    .description(
      'Copies this installation to other stores: what people made, and every release as it was fetched. The services there read and index them anew; nobody is alerted. Stop this one first, run setup on the servers, then migrate, start the services, and compare with --verify. May be repeated: what is there is not copied again. Passwords and certificates are read from the environment, as the services read them.',
    )
    .addOption(address('log', 'kafka://host:9092'))
    .addOption(address('index', 'opensearch+http://host:9200/presswatch'))
    .addOption(address('records', 'opensearch+http://host:9200/presswatch'))
    .addOption(address('state', 'redis://host:6379/0'))
    .option('--verify', 'copy nothing: compare both, and carry over decisions about dead letters')
    .addOption(jsonOption('one JSON object'))
    .addHelpText(
      'after',
      examples(
        'presswatch migrate --to-log kafka://k1:9092 --to-index opensearch+http://o1:9200 --to-records opensearch+http://o1:9200 --to-state redis://r1:6379',
        'presswatch migrate --verify --to-log kafka://k1:9092 --to-index opensearch+http://o1:9200 --to-records opensearch+http://o1:9200 --to-state redis://r1:6379',
      ),
    )
    .action((options: Options) => run(context, options));
}

async function run(context: Context, options: Options): Promise<void> {
  const { deps } = context;
  const addresses = addressesOf(options);
  if (deps.installation.isHeld()) {
    throw new CommandError(
      EXIT.failed,
      'a running Presswatch has this data: stop it first, so that nothing comes in that is not copied',
    );
  }
  await withData(context, async (source) => {
    const target = await deps.operations.openTarget(addresses);
    try {
      const request = { source, target, stages: deps.stages, signal: deps.signal };
      if (options.verify) await verify(context, request, options.json === true);
      else await copy(context, request, options.json === true);
    } finally {
      await target.close();
    }
  });
}

function addressesOf({ toLog, toIndex, toRecords, toState }: Options): TargetAddresses {
  if (toLog && toIndex && toRecords && toState)
    return { log: toLog, index: toIndex, records: toRecords, state: toState };
  throw usage('say where to: --to-log, --to-index, --to-records and --to-state, or PRESSWATCH_TO_LOG and so on');
}

type Request = Parameters<typeof migrate>[0];

async function copy(context: Context, request: Request, json: boolean): Promise<void> {
  const { out } = context;
  const progress = showing<{ topic: string; copied: CopiedTopic; total: number }>(
    createProgressLine(context.err),
    (line, { topic, copied, total }) => line.show(topic, copied.copied + copied.there + copied.erased, total),
  );
  const done = await migrate({
    ...request,
    onProgress: (topic, copied, total) => progress.tell({ topic, copied, total }),
  }).finally(() => progress.end());
  if (done.state === 'stopped') context.exit(EXIT.failed);
  if (json) return out.json(done);
  for (const line of said(done)) await out.line(line);
}

function said({ records, releases, sources, letters, state }: Migrated): string[] {
  const lines = records.map(
    ({ kind, copied, there, different }) =>
      `${kind}: ${plural(copied, 'record')} copied, ${there} there already${different.length === 0 ? '' : `; other values, which stay: ${different.map(plain).join(', ')}`}`,
  );
  return [
    ...lines,
    `sources.status: ${plural(sources.copied, 'record')} copied, ${sources.there} there already`,
    `releases.raw: ${plural(releases.copied, 'capture')} copied, ${releases.there} there already${releases.erased === 0 ? '' : `, ${releases.erased} of erased releases left out`}`,
    ...lettersSaid(letters),
    state === 'stopped'
      ? 'stopped: run it again, what is there is not copied again'
      : 'next: start the services on the new stores, wait until "presswatch status" there shows nothing to go, then run this command with --verify',
  ];
}

function lettersSaid({ carried, unmatched }: Migrated['letters']): string[] {
  return [
    ...(carried === 0 ? [] : [`dead letters: ${plural(carried, 'decision')} carried over`]),
    ...(unmatched.length === 0
      ? []
      : [
          `dead letters: ${plural(unmatched.length, 'discarded one')} without a counterpart (yet): ${unmatched.slice(0, 20).map(plain).join(', ')}`,
        ]),
  ];
}

async function verify(context: Context, request: Request, json: boolean): Promise<void> {
  const { out } = context;
  const progress = showing<number>(createProgressLine(context.err), (line, releases) =>
    line.show('releases compared', releases, undefined),
  );
  const { onProgress: _none, ...rest } = request;
  const found = await verifyMigration({ ...rest, onProgress: progress.tell }).finally(() => progress.end());
  if (found.differences.length > 0) context.exit(EXIT.failed);
  if (json) return out.json(found);
  for (const line of compared(found)) await out.line(line);
}

function compared({ counts, differences, more, letters, toGo }: Verified): string[] {
  const rows = counts.map(({ what, source, target }) => [what, source, target]);
  return [
    ...table(['what', 'here', 'there'], rows),
    '',
    ...lettersSaid(letters),
    ...differences,
    ...(more > 0 ? [`and ${more} differences more`] : []),
    ...(toGo > 0
      ? [`${plural(toGo, 'record')} wait there for their stages: differences are to be expected till then`]
      : []),
    differences.length === 0 ? 'both hold the same' : 'they differ',
  ];
}
