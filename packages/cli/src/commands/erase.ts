import { createInterface } from 'node:readline/promises';
import { type Erased, type EraseStep, eraseRelease } from '@presswatch/operations';
import { Command } from 'commander';
import { type Context, withData } from '../context.ts';
import type { CliData } from '../deps.ts';
import { CommandError, EXIT, notFound, usage } from '../errors.ts';
import { showing } from '../follow.ts';
import { plural, titleOf } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';
import { createProgressLine } from '../progress.ts';

interface Options {
  readonly why: string;
  readonly by?: string;
  readonly yes?: true;
  readonly json?: true;
}

const RELEASE_ID = /^[0-9a-f]{32}$/;

export function eraseCommand(context: Context): Command {
  return new Command('erase')
    .summary('forget a release for ever')
    .description(
      'Forgets a release for ever, with all captures and dead letters: on the log, in the index, in their files. It is refused from then on, whatever finds it again; only that it was erased, when, by whom and why is kept. This cannot be undone. Backups made before still hold it.',
    )
    .argument('<ID>', 'of the release, as search prints it')
    .requiredOption('--why <TEXT>', 'kept with the erasure')
    .option('--by <NAME>', 'who wants it; default: the user of this shell')
    .option('--yes', 'do not ask')
    .addOption(jsonOption('one JSON object'))
    .addHelpText(
      'after',
      examples('presswatch erase 3f2a6b0c9d8e7f1a2b3c4d5e6f708192 --why "court order of 28 June" --by "legal"'),
    )
    .action((id: string, options: Options) => withData(context, (data) => erase(context, data, id, options)));
}

async function erase(context: Context, data: CliData, releaseId: string, options: Options): Promise<void> {
  const { deps, out } = context;
  if (!RELEASE_ID.test(releaseId))
    throw usage(`${plain(releaseId)} is no id of a release: 32 digits 0-9 and a-f, as search prints it`);
  if (!options.yes) await confirm(context, data, releaseId);
  // What runs is asked to pass the tombstones on; where nothing runs there is nothing to wait for.
  const runs = deps.operations.embedded === undefined || deps.installation.isHeld();
  const { log, records, index, writer } = data;
  const progress = showing<{ step: EraseStep; looked: number }>(
    createProgressLine(context.err),
    (line, { step, looked }) => line.show(SAID[step], looked, undefined),
  );
  const erased = await eraseRelease(
    {
      log,
      records,
      index,
      writer,
      stages: deps.stages,
      now: context.now,
      ...(runs ? {} : { settleMs: 0, passMs: 0 }),
      onProgress: (step, looked = 0) => progress.tell({ step, looked }),
    },
    { releaseId, at: context.now(), by: options.by ?? deps.env.USER ?? 'unknown', why: options.why },
  ).finally(() => progress.end());
  if (erased === null)
    throw notFound(`nothing is known of release ${releaseId}: it is neither in the index nor on the log`);
  if (options.json) return out.json({ ...erased, behind: runs ? erased.behind : [] });
  await report(context, releaseId, erased, runs);
}

const SAID: Readonly<Record<EraseStep, string>> = {
  looking: 'looking through the log',
  announcing: 'telling every service',
  tombstones: 'writing tombstones',
  passing: 'waiting until the stages have passed them on',
  index: 'taking it out of the index',
  bytes: 'overwriting its bytes',
};

async function report({ out }: Context, releaseId: string, erased: Erased, runs: boolean): Promise<void> {
  await out.line(
    `erased ${releaseId}: ${plural(erased.captures, 'capture')}, ${plural(erased.deadLetters, 'dead letter')}; it is refused from now on`,
  );
  if (runs && erased.behind.length > 0) {
    await out.line(
      `${erased.behind.join(', ')} had not come that far yet: run the same command again when they have, so that no bytes stay`,
    );
  }
  for (const sentence of erased.remains) await out.line(sentence);
}

/** @throws CommandError where the answer is not yes */
async function confirm({ deps, err }: Context, { index }: CliData, releaseId: string): Promise<void> {
  const release = await index.get(releaseId);
  const captures = (await index.captures(releaseId)).length;
  const what =
    release === null ? 'not in the index' : `“${plain(titleOf(release.shown))}”, ${plural(captures, 'capture')}`;
  await err.line(`release ${releaseId}: ${what}`);
  await err.raw('Erase it for ever? This cannot be undone. Type yes: ');
  const lines = createInterface({ input: deps.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const onAbort = () => lines.close();
  deps.signal.addEventListener('abort', onAbort);
  try {
    for await (const line of lines) {
      if (line.trim().toLowerCase() === 'yes') return;
      break;
    }
  } finally {
    deps.signal.removeEventListener('abort', onAbort);
    lines.close();
  }
  throw new CommandError(EXIT.failed, 'nothing was erased: answer yes, or give --yes');
}
