import { BackupError, DataInUseError, type Restored, restore } from '@presswatch/operations/sqlite';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import { CommandError, EXIT, usage } from '../errors.ts';
import { moment, plural } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { ON_SERVERS } from './backup.ts';

interface Options {
  readonly replace?: true;
  readonly json?: true;
}

export function restoreCommand(context: Context): Command {
  return new Command('restore')
    .summary('put a backup in the data’s place')
    .description(
      'Puts a backup in the place of the data (PRESSWATCH_DATA), after its checksums and SQLite’s own checks. Nothing may run on the data meanwhile. Releases that were erased since the backup was made are erased in it, too.',
    )
    .argument('<FOLDER>', 'that presswatch backup wrote')
    .option('--replace', 'move data that is there aside')
    .addOption(jsonOption('one JSON object'))
    .addHelpText(
      'after',
      examples('presswatch restore /backups/presswatch-2024-06-28', 'presswatch restore copy --replace'),
    )
    .action((folder: string, options: Options) => run(context, folder, options));
}

async function run(context: Context, folder: string, options: Options): Promise<void> {
  const { deps, out } = context;
  const { embedded } = deps.operations;
  if (embedded === undefined) throw usage(ON_SERVERS);
  const restored = await putBack(context, folder, options, embedded);
  if (options.json) return out.json(restored);
  const { manifest, aside, erased } = restored;
  if (aside !== undefined) await out.line(`the former data lies in ${aside}`);
  for (const { name, counts } of manifest.files) {
    const holds = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    await out.line(`${name}: ${holds.join(', ')}`);
  }
  if (erased > 0) await out.line(`${plural(erased, 'release')} erased before stay erased`);
  await out.line(`restored as of ${moment(manifest.takenAt)}`);
}

async function putBack(
  context: Context,
  folder: string,
  options: Options,
  { files, locks }: NonNullable<Context['deps']['operations']['embedded']>,
): Promise<Restored> {
  try {
    const { stages } = context.deps;
    return await restore({ folder, files, stages, locks, replace: options.replace === true, now: context.now });
  } catch (error) {
    const known = error instanceof BackupError || error instanceof DataInUseError;
    throw known ? new CommandError(EXIT.failed, error.message) : error;
  }
}
