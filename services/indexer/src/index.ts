export { createIndexer, INDEXER_VERSION, type IndexerReason } from './indexer.ts';
export { captureDocumentOf } from './project.ts';
