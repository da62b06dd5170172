export {
  limitingStage,
  type PipelineStatus,
  type PipelineStatusDeps,
  pipelineStatusSchema,
  readPipelineStatus,
  type StageStatus,
  type StageTopic,
} from './pipeline-status.ts';
export { type RawBytes, rawBytesOf, readRaw } from './raw-bytes.ts';
export { type CaptureView, type ReleaseView, type RevisionView, readRelease } from './release-view.ts';
export { type SourceView, sourceViewSchema } from './source-view.ts';
export { STAGES } from './stages.ts';
export { explainWhy, type Verdict, type Why, type WhyDeps } from './why.ts';
