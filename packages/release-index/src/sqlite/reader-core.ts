import type { DatabaseSync } from 'node:sqlite';
import type { SearchRequest, SearchResult } from '../port.ts';
import { createReleaseLookUps, type ReleaseLookUps } from './release-reader.ts';
import { createSearch, type SearchOptions } from './search.ts';

/** The reading side over one connection, synchronous. */
export interface ReaderCore extends Omit<ReleaseLookUps, 'byRow'> {
  /** @throws CursorError */
  search(request: SearchRequest): SearchResult;
}

export function createReaderCore(db: DatabaseSync, options: SearchOptions): ReaderCore {
  const lookUps = createReleaseLookUps(db);
  const { get, captures, lookUp, following } = lookUps;
  return { get, captures, lookUp, following, search: createSearch(db, lookUps, options) };
}
