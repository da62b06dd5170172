export type { EffectStage } from './effect-executor.ts';
export type { FailureClass } from './metrics.ts';
export { emit, type Outcome, type Reason, type ReasonCode, reject, retry, skip, unavailable } from './outcome.ts';
export type { PureStage } from './pool/pool-executor.ts';
export { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from './pool/worker-pool.ts';
export { type RunningStage, type StageDeps, type StageHealth, type StageSettings, startStage } from './runner.ts';
export type {
  BatchEventHandler,
  EventHandler,
  PureHandler,
  PureStageModule,
  StageContext,
  StageDescription,
  StageInput,
} from './stage.ts';
