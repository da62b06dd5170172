export { type Case, CaseError } from './ndjson.ts';
export { type PredictOptions, predict, TASK_NAMES, type Task } from './predict.ts';
export type { Readers } from './readers.ts';
