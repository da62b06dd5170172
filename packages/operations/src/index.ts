export { type EraseDeps, type Erased, type EraseStep, eraseRelease } from './erase/erase-release.ts';
export type { StagePlace } from './erase/find-release.ts';
export type { CarriedStatuses } from './migrate/carry-statuses.ts';
export type { CopiedTopic } from './migrate/copy-topic.ts';
export { type Installation, type Migrated, type MigrateRequest, migrate } from './migrate/migrate.ts';
export { type Compared, type Verified, verifyMigration } from './migrate/verify.ts';
export {
  type ReindexDeps,
  ReindexIncompleteError,
  type ReindexProgress,
  type ReindexRequest,
  type ReindexResult,
  reindex,
} from './reindex.ts';
export { EpochsSpentError, MOST_EPOCHS } from './replay/epochs.ts';
export {
  countInputs,
  type ReplayDeps,
  type ReplayProgress,
  type ReplayRequest,
  type ReplayResult,
  replayStage,
} from './replay/replay-stage.ts';
export { NothingToResumeError, REPLAY_KIND, ReplayRunningError } from './replay/runs.ts';
export { type StageDefinition, StagePausedError } from './stage-pass/run-pass.ts';
