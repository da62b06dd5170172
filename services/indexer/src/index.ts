export { createIndexer, INDEXER_VERSION, type IndexerReason } from './indexer.ts';
export { captureDocumentOf } from './project.ts';
export { type SearchableOptions, type WatchedWriter, watchSearchable } from './searchable.ts';
