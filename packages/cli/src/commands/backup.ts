import { BackupError, type BackupProgress, backup } from '@presswatch/operations/sqlite';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import { CommandError, EXIT, usage } from '../errors.ts';
import { showing } from '../follow.ts';
import { examples, jsonOption } from '../options.ts';
import { createProgressLine } from '../progress.ts';
import { table } from '../table.ts';

/** What to use where the data lies on servers. */
export const ON_SERVERS =
  'this installation keeps its data on servers, whose own tools copy them: OpenSearch has snapshots (PUT _snapshot/…) of the indices, and of the records above all; Kafka has its replicas, and MirrorMaker for another cluster; Redis needs none. Whatever is lost but the records and releases.raw is made again by replay and reindex';

export function backupCommand(context: Context): Command {
  return new Command('backup')
    .summary('copy the data while it is in use')
    .description(
      'Copies the data of an embedded installation into a folder while it runs: log, index, records and state, all as of one moment, checked, with a list of sizes and checksums. The list of sources, the drop folder and the settings are files of yours: copy them as well.',
    )
    .argument('<FOLDER>', 'new or empty')
    .addOption(jsonOption('one JSON object: what the copy says of itself'))
    .addHelpText('after', examples('presswatch backup /backups/presswatch-2024-06-28', 'presswatch backup copy --json'))
    .action((folder: string, options: { json?: true }) => run(context, folder, options.json === true));
}

async function run(context: Context, folder: string, json: boolean): Promise<void> {
  const { deps, out } = context;
  const { embedded } = deps.operations;
  if (embedded === undefined) throw usage(ON_SERVERS);
  const progress = showing<BackupProgress>(createProgressLine(context.err), (line, { name, phase, pages, total }) =>
    line.show(`${phase === 'copying' ? 'copying' : 'checking'} ${name}`, pages, total),
  );
  try {
    const { files } = embedded;
    const request = { files, folder, version: deps.version, signal: deps.signal, now: context.now };
    const manifest = await backup({ ...request, onProgress: progress.tell });
    await progress.end();
    if (json) return out.json(manifest);
    const rows = manifest.files.map(({ name, bytes, counts }) => [
      name,
      `${(bytes / 1_048_576).toFixed(1)} MiB`,
      Object.entries(counts)
        .map(([what, count]) => `${count} ${what}`)
        .join(', '),
    ]);
    for (const line of table(['what', 'size', 'holds'], rows)) await out.line(line);
    await out.line(`\nput it back with: presswatch restore ${folder}`);
  } catch (error) {
    await progress.end();
    if (deps.signal.aborted) throw new CommandError(EXIT.failed, `stopped: ${folder} holds no backup`);
    throw error instanceof BackupError ? new CommandError(EXIT.failed, error.message) : error;
  }
}
