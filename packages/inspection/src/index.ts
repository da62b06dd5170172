export {
  limitingStage,
  type PipelineStatus,
  type PipelineStatusDeps,
  pipelineStatusSchema,
  readPipelineStatus,
  type StageStatus,
  type StageTopic,
} from './pipeline-status.ts';
export { type SourceView, sourceViewSchema } from './source-view.ts';
