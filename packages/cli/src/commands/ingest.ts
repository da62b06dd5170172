import { Command } from 'commander';
import { type Context, withData } from '../context.ts';
import type { CliData, IngestProgress } from '../deps.ts';
import { EXIT } from '../errors.ts';
import { plural } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain, type Writer } from '../output.ts';

interface Options {
  readonly source?: string;
  readonly json?: true;
}

/** Without a terminal, a line of progress each so many releases. */
const LINE_EVERY = 500;

export function ingestCommand(context: Context): Command {
  return new Command('ingest')
    .summary('bring in files, folders, NDJSON and URLs')
    .description(
      'Brings in files, folders (with all below), NDJSON files and URLs. Counts what is acknowledged: kept for good.',
    )
    .argument('<PATH|URL...>', 'what to bring in')
    .option('--source <ID>', 'book the releases under this source')
    .addOption(jsonOption('NDJSON: a line a release and a problem, then the counts'))
    .addHelpText(
      'after',
      examples(
        'presswatch ingest seeds/releases',
        'presswatch ingest https://example.org/news/1 --source example',
        'presswatch ingest releases.ndjson --json | tail -1',
      ),
    )
    .action((inputs: string[], options: Options) =>
      withData(context, (data) => ingest(context, data, inputs, options)),
    );
}

async function ingest(context: Context, data: CliData, inputs: readonly string[], options: Options): Promise<void> {
  const isUrl = (input: string) => /^https?:\/\//i.test(input);
  const settings = {
    signal: context.deps.signal,
    ...(options.source === undefined ? {} : { source: options.source }),
  };
  const [urls, paths] = [inputs.filter(isUrl), inputs.filter((input) => !isUrl(input))];
  const runs = [
    ...(paths.length > 0 ? [data.ingest.paths(paths, settings)] : []),
    ...(urls.length > 0 ? [data.ingest.urls(urls, settings)] : []),
  ];
  const done = { acknowledged: 0, failed: 0 };
  for (const run of runs) {
    const last = await follow(context, run, done, options.json === true);
    done.acknowledged += last.acknowledged;
    done.failed += last.failed;
  }
  const interrupted = context.deps.signal.aborted;
  if (options.json) await context.out.json({ event: 'done', ...done, interrupted });
  else await context.out.line(sentence(done, interrupted));
  if (done.failed > 0 || interrupted) context.exit(EXIT.failed);
}

type Counts = Pick<IngestProgress, 'acknowledged' | 'failed'>;

/** Shows one run of ingest as it goes; `before` is what earlier runs came to. */
async function follow(
  context: Context,
  run: AsyncIterable<IngestProgress>,
  before: Counts,
  json: boolean,
): Promise<Counts> {
  let last: Counts = { acknowledged: 0, failed: 0 };
  const progress = createProgress(context.err);
  for await (const event of run) {
    if (json) for (const releaseId of event.releaseIds) await context.out.json({ event: 'acknowledged', releaseId });
    for (const problem of event.problems) {
      if (json) await context.out.json({ event: 'problem', ...problem });
      await progress.note(`${plain(problem.what)}: ${plain(problem.message)} (${problem.code})`);
    }
    last = { acknowledged: event.acknowledged, failed: event.failed };
    await progress.show(before.acknowledged + last.acknowledged, event.found);
  }
  await progress.end();
  return last;
}

/** On a terminal one line that is written over; else a line now and then. */
function createProgress(err: Writer) {
  let written = 0;
  const clear = err.isTerminal ? '\r\u001b[K' : '';
  return {
    async show(acknowledged: number, found: number | undefined): Promise<void> {
      const text = `${acknowledged}${found === undefined ? '' : ` of ${found}`} acknowledged`;
      if (err.isTerminal) await err.raw(`${clear}${text}`);
      else if (Math.floor(acknowledged / LINE_EVERY) > Math.floor(written / LINE_EVERY)) await err.line(text);
      written = acknowledged;
    },
    note: (text: string) => err.raw(`${clear}${text}\n`),
    end: () => (err.isTerminal ? err.raw(clear) : Promise.resolve()),
  };
}

function sentence({ acknowledged, failed }: Counts, interrupted: boolean): string {
  const kept = `${plural(acknowledged, 'release')} acknowledged`;
  const lost = failed === 0 ? '' : `, ${plural(failed, 'input')} failed`;
  return `${kept}${lost}${interrupted ? '; interrupted: run it again, what is there already is not doubled' : ''}`;
}
