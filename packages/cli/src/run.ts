import { Command, CommanderError } from 'commander';
import { backupCommand } from './commands/backup.ts';
import { dlqCommand } from './commands/dlq.ts';
import { doctorCommand } from './commands/doctor.ts';
import { enrichCommand, parseCommand } from './commands/dry-run.ts';
import { eraseCommand } from './commands/erase.ts';
import { ingestCommand } from './commands/ingest.ts';
import { migrateCommand } from './commands/migrate.ts';
import { reindexCommand } from './commands/reindex.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { searchCommand } from './commands/search.ts';
import { setupCommand } from './commands/setup.ts';
import { showCommand } from './commands/show.ts';
import { sourcesCommand } from './commands/sources.ts';
import { statusCommand } from './commands/status.ts';
import { whyCommand } from './commands/why.ts';
import type { Context } from './context.ts';
import type { CliDeps } from './deps.ts';
import { CommandError, EXIT, type ExitCode, OutputClosedError } from './errors.ts';
import { createWriter, plainLines } from './output.ts';

const EXIT_CODES = `
Exit codes: 0 done; 1 something failed; 2 the command line or the query is wrong; 3 there is no such thing.
Every command works beside a running "npm start" on the same data. Colours: none with NO_COLOR, or where the output is
no terminal.`;

/**
 * Runs one command. Never throws and never ends the process: it resolves with the exit code.
 *
 * @param argv the arguments behind the program's name
 */
export async function runCli(argv: readonly string[], deps: CliDeps): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const context: Context = {
    deps,
    out: createWriter(deps.stdout, deps.env),
    err: createWriter(deps.stderr, deps.env),
    now: deps.now ?? Date.now,
    exit: (code) => {
      exit = code;
    },
  };
  // A failed write also emits `error`, which nobody may leave unheard; the write's own callback reports it.
  const heard = () => undefined;
  deps.stdout.on('error', heard);
  deps.stderr.on('error', heard);
  const texts: Promise<void>[] = [];
  try {
    await createProgram(context, texts).parseAsync(argv, { from: 'user' });
    await Promise.all(texts);
    return exit;
  } catch (error) {
    return await report(error, context, texts);
  } finally {
    deps.stdout.off('error', heard);
    deps.stderr.off('error', heard);
  }
}

/** `texts` collects what commander prints itself: helps and complaints. */
function createProgram(context: Context, texts: Promise<void>[]): Command {
  const program = new Command('presswatch');
  const settings = {
    writeOut: (text: string) => void texts.push(context.out.raw(text)),
    writeErr: (text: string) => void texts.push(context.err.raw(text)),
    getOutHelpWidth: () => context.out.columns,
    getErrHelpWidth: () => context.err.columns,
    getOutHasColors: () => context.out.coloured,
    getErrHasColors: () => context.err.coloured,
  };
  program
    .description('Watches press releases: finds, shows and explains what came in.')
    .version(context.deps.version)
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(add --help for what there is)');
  const commands = [
    ingestCommand,
    searchCommand,
    showCommand,
    whyCommand,
    statusCommand,
    sourcesCommand,
    parseCommand,
    enrichCommand,
    dlqCommand,
    setupCommand,
    replayCommand,
    reindexCommand,
    eraseCommand,
    backupCommand,
    restoreCommand,
    migrateCommand,
    doctorCommand,
  ];
  for (const make of commands) program.addCommand(make(context));
  for (const command of [program, ...program.commands, ...program.commands.flatMap((inner) => inner.commands)]) {
    command.exitOverride().configureOutput(settings);
  }
  return program;
}

async function report(error: unknown, context: Context, texts: readonly Promise<void>[]): Promise<ExitCode> {
  try {
    await Promise.all(texts);
    if (error instanceof OutputClosedError) return EXIT.ok;
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof CommandError) {
      await context.err.line(`presswatch: ${plainLines(message)}`);
      return error.exit;
    }
    await context.err.line(`presswatch: ${plainLines(message)}; "presswatch doctor" looks for what is wrong`);
    if (context.deps.env.PRESSWATCH_DEBUG && error instanceof Error) await context.err.line(error.stack);
    return EXIT.failed;
  } catch (second) {
    if (second instanceof OutputClosedError) return error instanceof CommandError ? error.exit : EXIT.failed;
    throw second;
  }
}
