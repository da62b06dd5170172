import { parseQuery, type QueryNode } from '@presswatch/query';
import { afterEach, beforeEach } from 'vitest';
import type { CaptureDocument } from '../documents.ts';
import type { Matcher, ReleaseIndex, SearchRequest, SearchResult } from '../port.ts';

/** An adapter under test: one store, empty at first. */
export interface ReleaseIndexHarness {
  /** Opens the store; after `close` of what was opened before, the same store again. */
  open(): Promise<ReleaseIndex>;
  /** Ends what does the work behind the opened index, as a crash would, and returns at once. */
  crash?(): void;
  /** Removes the store; what was opened is closed. */
  dispose(): Promise<void>;
}

/** Where adapters may differ. */
export interface ReleaseIndexCapabilities {
  /** How many matches the opened index counts exactly: 10,000 in earnest, fewer where the adapter lets tests say so. */
  readonly countLimit: number;
  /** Over more matches than that, facets are taken from the newest only; else from all. */
  readonly sampledFacets: boolean;
  /** The harness can `crash` what does the work. */
  readonly crashes: boolean;
}

/** A matcher under test, in the same manner. */
export interface MatcherHarness {
  open(): Promise<Matcher & { close(): Promise<void> }>;
  dispose(): Promise<void>;
}

/** What the suites work with: opened afresh for each test. */
export interface Bench {
  readonly index: ReleaseIndex;
  readonly harness: ReleaseIndexHarness;
  /** Writes, expects that all was taken, and makes it visible. */
  write(...documents: readonly CaptureDocument[]): Promise<void>;
  search(query: string, request?: Omit<SearchRequest, 'query'>): Promise<SearchResult>;
  /** The releaseIds that a query finds, newest first. */
  found(query: string): Promise<readonly string[]>;
  reopen(): Promise<void>;
}

/** @throws where the query is wrong */
export function tree(query: string): QueryNode {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(`${query}: ${parsed.errors.map((error) => error.message).join('; ')}`);
  return parsed.tree;
}

/** Gives every test of the surrounding `describe` an empty index. */
export function useBench(makeHarness: () => Promise<ReleaseIndexHarness>): Bench {
  let harness: ReleaseIndexHarness;
  let index: ReleaseIndex;
  beforeEach(async () => {
    harness = await makeHarness();
    index = await harness.open();
  });
  afterEach(async () => {
    await index.close();
    await harness.dispose();
  });
  const search: Bench['search'] = (query, request = {}) => index.reader.search({ query: tree(query), ...request });
  return {
    get index() {
      return index;
    },
    get harness() {
      return harness;
    },
    write: async (...documents) => {
      const results = await index.writer.upsert(documents);
      const refused = results.find((result) => result.kind !== 'done');
      if (refused || results.length !== documents.length) throw new Error(`not written: ${JSON.stringify(refused)}`);
      await index.writer.refresh();
    },
    search,
    found: async (query) => (await search(query, { limit: 200 })).hits.map((hit) => hit.release.releaseId),
    reopen: async () => {
      await index.close();
      index = await harness.open();
    },
  };
}
