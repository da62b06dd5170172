import {
  createDeadLetters,
  DEAD_LETTER_STATUSES,
  type DeadLetterDetail,
  type DeadLetters,
  type Settled,
} from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import { rawBytesOf } from '@presswatch/inspection';
import { Command, Option } from 'commander';
import { type Context, withData } from '../context.ts';
import { EXIT, notFound, usage } from '../errors.ts';
import { moment, plural } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain, plainLines } from '../output.ts';
import { facts } from '../table.ts';
import { groupsOf } from './dlq-deps.ts';

interface Filters {
  readonly stage?: string;
  readonly reason?: string;
  readonly json?: true;
}

const stageOption = () => new Option('--stage <STAGE>', 'only of this stage');
const reasonOption = () => new Option('--reason <CODE>', 'only with this reason');

export function dlqCommand(context: Context): Command {
  const dlq = new Command('dlq').summary('dead letters: what a stage gave up');
  dlq.description(
    'Lists, shows, replays and discards dead letters: the records that a stage gave up, with the reason.',
  );
  dlq
    .command('list')
    .description('Lists dead letters: the open ones, unless told otherwise.')
    .addOption(stageOption())
    .addOption(reasonOption())
    .addOption(new Option('--status <STATUS>', 'which').choices([...DEAD_LETTER_STATUSES, 'all']).default('open'))
    .addOption(jsonOption('NDJSON: a line a dead letter'))
    .addHelpText('after', examples('presswatch dlq list', 'presswatch dlq list --stage parser --reason too-large'))
    .action((options: Filters & { status: string }) => list(context, options));
  dlq
    .command('show')
    .description('Shows one dead letter with the record that it keeps.')
    .argument('<ID>', 'as dlq list prints it')
    .addOption(new Option('--raw', 'its bytes: of a raw release those that were fetched').conflicts('json'))
    .addOption(jsonOption('one JSON object; the value as base64'))
    .addHelpText(
      'after',
      examples(
        'presswatch dlq show parser/releases.raw/3/41',
        'presswatch dlq show parser/releases.raw/3/41 --raw > x',
      ),
    )
    .action((id: string, options: { raw?: true; json?: true }) => show(context, id, options));
  dlq
    .command('replay')
    .description('Sends records back to where they came from, byte for byte, and marks them as replayed. Asks nothing.')
    .argument('[ID...]', 'as dlq list prints them')
    .option('--all', 'every open one')
    .addOption(stageOption())
    .addOption(reasonOption())
    .addOption(jsonOption('NDJSON: a line a dead letter with what came of it'))
    .addHelpText(
      'after',
      examples('presswatch dlq replay parser/releases.raw/3/41', 'presswatch dlq replay --reason threw'),
    )
    .action((ids: string[], options: Filters & { all?: true }) => {
      const chosen = choose(ids, options);
      return settle(context, options, (letters) =>
        chosen === 'ids' ? eachOf(ids, letters.replay) : letters.replayAll(chosen),
      );
    });
  dlq
    .command('discard')
    .description('Marks dead letters as dealt with. They stay on the log and may be replayed still. Asks nothing.')
    .argument('[ID...]', 'as dlq list prints them')
    .requiredOption('--note <TEXT>', 'why: kept with them')
    .option('--all', 'every open one')
    .addOption(stageOption())
    .addOption(reasonOption())
    .addOption(jsonOption('NDJSON: a line a dead letter with what came of it'))
    .addHelpText('after', examples('presswatch dlq discard --reason empty --note "empty files of the test feed"'))
    .action((ids: string[], options: Filters & { all?: true; note: string }) => {
      const chosen = choose(ids, options);
      const discard = (letters: DeadLetters) => (id: string) => letters.discard(id, options.note);
      return settle(context, options, (letters) =>
        chosen === 'ids' ? eachOf(ids, discard(letters)) : letters.discardAll(options.note, chosen),
      );
    });
  return dlq;
}

const filterOf = ({ stage, reason }: Filters) => ({
  ...(stage === undefined ? {} : { stage }),
  ...(reason === undefined ? {} : { reason }),
});

/** Ids, or a filter: never everything by accident. */
function choose(ids: readonly string[], options: Filters & { all?: true }): 'ids' | ReturnType<typeof filterOf> {
  const filtered = options.all === true || options.stage !== undefined || options.reason !== undefined;
  if (ids.length > 0 && filtered) throw usage('name ids, or give --all, --stage or --reason: not both');
  if (ids.length === 0 && !filtered)
    throw usage('say which: ids as dlq list prints them, or --all, --stage or --reason');
  return filtered ? filterOf(options) : 'ids';
}

async function* eachOf(ids: readonly string[], act: (id: string) => Promise<Settled>): AsyncIterable<Settled> {
  for (const id of ids) yield await act(id);
}

const withLetters = <T>(context: Context, work: (letters: DeadLetters) => Promise<T>): Promise<T> =>
  withData(context, ({ log, records }) => {
    const topics = groupsOf(context.deps.stages);
    return work(createDeadLetters({ log, records, topics, erasures: createErasures({ records }), now: context.now }));
  });

async function list(context: Context, options: Filters & { status: string }): Promise<void> {
  const { out } = context;
  const status = DEAD_LETTER_STATUSES.find((known) => known === options.status);
  const filter = { ...filterOf(options), ...(status === undefined ? {} : { status }) };
  await withLetters(context, async (letters) => {
    let count = 0;
    for await (const { original: _original, ...letter } of letters.each(filter)) {
      count++;
      if (options.json) {
        await out.json(letter);
        continue;
      }
      const { id, reason, at, note } = letter;
      await out.line(`${plain(id)}  ${moment(at)}  ${letter.status}  ${reason.code}`);
      await out.line(`  ${plain(reason.message)}${note === undefined ? '' : ` [${plain(note)}]`}`);
    }
    if (!options.json) await out.line(count === 0 ? 'no dead letters' : plural(count, 'dead letter'));
  });
}

async function show(context: Context, id: string, { raw, json }: { raw?: true; json?: true }): Promise<void> {
  const { out } = context;
  const letter = await withLetters(context, (letters) => letters.show(id));
  if (letter === null) throw notFound(`no dead letter ${id}: "presswatch dlq list --status all" names them`);
  if (raw) return out.foreign(bytesOf(letter.original.value));
  if (json) return out.json({ ...letter, original: printable(letter.original) });
  const { reason, topic, partition, offset } = letter;
  const head = facts([
    ['id', letter.id],
    ['status', `${letter.status}${letter.note === undefined ? '' : `: ${letter.note}`}`],
    ['stage', `${letter.group} ${letter.stageVersion}`],
    ['reason', reason.code],
    ['', reason.message],
    ['cause', letter.cause],
    ['since', moment(letter.at)],
    ['attempts', letter.attempts],
    ['record', `${topic}/${partition}/${offset}`],
    ['key', letter.key],
    ['bytes', letter.size],
  ]);
  for (const line of head) await out.line(line);
  if (letter.stack !== undefined) await out.line(`\n${plainLines(letter.stack)}`);
  await out.line(`\n${plainLines(preview(letter))}`);
}

/** What was fetched, where the record is a raw release that can be read; else the record's value as it is. */
function bytesOf(value: Uint8Array | null): Uint8Array {
  if (value === null) return new Uint8Array();
  return rawBytesOf(value)?.bytes ?? value;
}

const PREVIEW = 2000;

const preview = ({ original, size }: DeadLetterDetail): string => {
  const text = new TextDecoder().decode(original.value?.subarray(0, PREVIEW));
  return size > PREVIEW ? `${text}…\n(the first ${PREVIEW} of ${size} bytes; --raw gives all)` : text;
};

const printable = ({ topic, key, partitionKey, headers, value }: DeadLetterDetail['original']) => ({
  topic,
  key,
  partitionKey,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name, typeof text === 'string' ? text : { base64: base64(text) }]),
  ),
  value: value === null ? null : base64(value),
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function settle(
  context: Context,
  options: Filters,
  act: (letters: DeadLetters) => AsyncIterable<Settled>,
): Promise<void> {
  const { out, err } = context;
  await withLetters(context, async (letters) => {
    let done = 0;
    for await (const settled of act(letters)) {
      if (options.json) await out.json(settled);
      if (settled.outcome === 'not-found') {
        await err.line(
          `presswatch: no dead letter ${plain(settled.id)}: "presswatch dlq list --status all" names them`,
        );
        context.exit(EXIT.notFound);
      } else if (settled.outcome === 'erased') {
        await err.line(`${settled.id} is of a release that was erased: it is refused for ever`);
        context.exit(EXIT.failed);
      } else if (settled.outcome === 'already') {
        await err.line(`${settled.id} is ${settled.status} already`);
      } else {
        done++;
        if (!options.json) await out.line(`${settled.outcome} ${settled.id}`);
      }
    }
    if (!options.json) await out.line(plural(done, 'dead letter'));
  });
}
