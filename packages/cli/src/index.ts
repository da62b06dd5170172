export type {
  Check,
  CliData,
  CliDeps,
  DryOutcome,
  DryRun,
  DryRunOptions,
  Ingest,
  IngestOptions,
  IngestProgress,
  Installation,
  Output,
  Problem,
  ServerView,
  SetupLine,
  SourceCommands,
} from './deps.ts';
export { EXIT, type ExitCode } from './errors.ts';
export { runCli } from './run.ts';
