export { type OpenSearchGenerationsOptions, openOpenSearchGenerations } from './generations.ts';
export { type OpenSearchMatcher, type OpenSearchMatcherOptions, openOpenSearchMatcher } from './matcher.ts';
export { newReleaseOperations } from './new-release.ts';
export { type OpenSearchIndexOptions, openOpenSearchIndex } from './open-index.ts';
export { type IndexShape, type SetUpIndicesOptions, setUpIndices } from './setup.ts';
