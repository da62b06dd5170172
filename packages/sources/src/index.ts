export { allSources, builtInSources, type SourceSettings } from './all-sources.ts';
export { isEnabled, readDecisions, SOURCE_DECISION, type SourceDecision } from './decisions.ts';
export { publicUrl } from './public-url.ts';
export { parseSources, readSources, type SourceList, type SourceProblem, SourcesFileError } from './read-sources.ts';
export { createSourceCommands, type SourceCommands, type SourceListing } from './source-commands.ts';
export { type FeedSource, type FolderSource, type SourceConfig, sourceRef } from './source-config.ts';
export { SOURCE_STATUS_RECORD } from './status-record.ts';
