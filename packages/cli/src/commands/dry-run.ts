import { createReadStream } from 'node:fs';
import {
  MAX_RECORD_BYTES,
  type ParsedRelease,
  parsedReleaseSchema,
  type RawRelease,
  rawReleaseSchema,
} from '@presswatch/events';
import { Command } from 'commander';
import type { z } from 'zod';
import { type Context, withDryRun } from '../context.ts';
import type { DryOutcome, DryRun } from '../deps.ts';
import { EXIT } from '../errors.ts';
import { readLines } from '../lines.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
import { explainTable } from './explain-table.ts';

interface Options {
  readonly explain?: true;
  readonly json?: true;
}

/** An event with where it was read. */
interface Input<T> {
  readonly from: string;
  readonly event: T;
}

const NDJSON = /\.(?:ndjson|jsonl)$/i;
const explainHelp = 'tell on standard error how each field was found: a table on a terminal, else NDJSON';

export function parseCommand(context: Context): Command {
  return new Command('parse')
    .summary('dry run of the parser')
    .description(
      'Reads releases as the parser does and prints them, without keeping anything. NDJSON out, a line a release.',
    )
    .argument('<FILE|-...>', 'documents; or NDJSON of raw releases: *.ndjson, or - for standard input')
    .option('--explain', explainHelp)
    .addOption(jsonOption('NDJSON (as without it)'))
    .addHelpText(
      'after',
      examples(
        'presswatch parse release.html --explain',
        'presswatch parse *.txt | presswatch enrich - | jq .entities',
      ),
    )
    .action((files: string[], options: Options) =>
      withDryRun(context, async (dry) => {
        for await (const { from, event } of rawReleases(context, dry, files)) {
          const outcome = await dry.parse(event, { explain: options.explain === true });
          await print(context, from, outcome, options);
        }
      }),
    );
}

export function enrichCommand(context: Context): Command {
  return new Command('enrich')
    .summary('dry run of the enricher')
    .description('Finds names and topics as the enricher does and prints them, without keeping anything. NDJSON out.')
    .argument(
      '<FILE|-...>',
      'NDJSON of parsed releases: *.ndjson, or - for standard input; other files are parsed first',
    )
    .option('--explain', explainHelp)
    .addOption(jsonOption('NDJSON (as without it)'))
    .addHelpText(
      'after',
      examples('presswatch enrich release.html', 'presswatch parse *.txt | presswatch enrich - --explain'),
    )
    .action((files: string[], options: Options) =>
      withDryRun(context, async (dry) => {
        for await (const { from, event } of parsedReleases(context, dry, files)) {
          const outcome = await dry.enrich(event, { explain: options.explain === true });
          await print(context, from, outcome, options);
        }
      }),
    );
}

async function* rawReleases(context: Context, dry: DryRun, files: readonly string[]): AsyncIterable<Input<RawRelease>> {
  for (const file of files) {
    if (isNdjson(file)) yield* events(context, file, rawReleaseSchema);
    else yield* documents(context, dry, file);
  }
}

async function* parsedReleases(
  context: Context,
  dry: DryRun,
  files: readonly string[],
): AsyncIterable<Input<ParsedRelease>> {
  for (const file of files) {
    if (isNdjson(file)) {
      yield* events(context, file, parsedReleaseSchema);
      continue;
    }
    for await (const { from, event } of documents(context, dry, file)) {
      const { outcome } = await dry.parse(event, { explain: false });
      if (outcome.kind === 'emit') yield* outcome.events.map((parsed) => ({ from, event: parsed }));
      else await complain(context, from, { outcome });
    }
  }
}

const isNdjson = (file: string): boolean => file === '-' || NDJSON.test(file);

async function* documents(context: Context, dry: DryRun, file: string): AsyncIterable<Input<RawRelease>> {
  const { releases, problems } = await dry.rawFromFile(file);
  for (const problem of problems) await fault(context, problem.what, `${problem.message} (${problem.code})`);
  for (const event of releases) yield { from: file, event };
}

async function* events<S extends z.ZodType>(
  context: Context,
  file: string,
  schema: S,
): AsyncIterable<Input<z.output<S>>> {
  const stream = file === '-' ? context.deps.stdin : createReadStream(file);
  const name = file === '-' ? 'standard input' : file;
  for await (const { number, text } of readLines(stream, MAX_RECORD_BYTES)) {
    const from = `${name}:${number}`;
    if (text === undefined) await fault(context, from, `the line is over ${MAX_RECORD_BYTES} bytes: split it`);
    else if (text.trim() !== '') {
      const read = readEvent(text, schema);
      if ('event' in read) yield { from, event: read.event };
      else await fault(context, from, read.wrong);
    }
  }
}

function readEvent<S extends z.ZodType>(text: string, schema: S): { event: z.output<S> } | { wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { wrong: `the line is no JSON (${(error as SyntaxError).message}): write one event a line` };
  }
  const result = schema.safeParse(json);
  if (result.success) return { event: result.data };
  const wrong = result.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`);
  return { wrong: `the line is no event of this kind (${wrong.join('; ')})` };
}

async function print(context: Context, from: string, dry: DryOutcome<unknown>, options: Options): Promise<void> {
  const lines = dry.explain ?? [];
  if (context.err.isTerminal && options.json === undefined) {
    for (const line of explainTable(lines)) await context.err.line(line);
  } else for (const line of lines) await context.err.json(line);
  if (dry.outcome.kind !== 'emit') return complain(context, from, dry);
  for (const event of dry.outcome.events) await context.out.json(event);
}

async function complain(context: Context, from: string, { outcome }: DryOutcome<unknown>): Promise<void> {
  if (outcome.kind === 'emit') return;
  const why = outcome.kind === 'unavailable' ? outcome.reason : `${outcome.reason.message} (${outcome.reason.code})`;
  await fault(context, from, `${outcome.kind}: ${why}`);
}

async function fault(context: Context, from: string, message: string): Promise<void> {
  await context.err.line(`${plain(from)}: ${plain(message)}`);
  context.exit(EXIT.failed);
}
