export { type EvaluateOptions, type Evaluation, evaluate, type FormatScore } from './evaluate.ts';
export { FLOORS, type Shortfall, shortfalls } from './floors.ts';
export { ownMaterial } from './material/index.ts';
export { type Case, CaseError, readCases } from './ndjson.ts';
export { type PredictOptions, predict, TASK_NAMES, type Task } from './predict.ts';
export type { Readers } from './readers.ts';
