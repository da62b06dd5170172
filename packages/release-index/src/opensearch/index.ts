export { type IndexShape, type SetUpIndicesOptions, setUpIndices } from './setup.ts';
export type { SetupLine } from './setup-line.ts';
