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
  OpenedStage,
  OperationTools,
  Output,
  Problem,
  ServerView,
  SetupLine,
  SourceCommands,
  TargetAddresses,
} from './deps.ts';
export { EXIT, type ExitCode } from './errors.ts';
export { runCli } from './run.ts';
