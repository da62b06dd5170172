import type { QueryNode } from '@presswatch/query';
import type { CaptureDocument, ReleaseDocument } from './documents.ts';

/** What became of one document of an upsert. */
export type UpsertResult =
  | { readonly kind: 'done' }
  /** This document can never be written: dead letter. */
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string };

/** The index cannot take or answer anything now: wait and try again. */
export class IndexUnavailableError extends Error {
  override readonly name = 'IndexUnavailableError';
}

export interface ReleaseWriter {
  /**
   * Writes captures, in any order, any number of times: each capture document blindly, each search document merged, so
   * that the newest capture is shown (see `mergeArrival` in @presswatch/identity). Resolves when everything is durable.
   *
   * @returns one result a document, in the same order
   * @throws IndexUnavailableError when nothing can be said about some of them
   */
  upsert(documents: readonly CaptureDocument[]): Promise<readonly UpsertResult[]>;
  /** Forgets captures by their keys, and a release with its last capture. Unknown keys are no error. */
  erase(captureKeys: readonly string[]): Promise<void>;
  /** Makes what was written before visible to searches. */
  refresh(): Promise<void>;
  /**
   * After `erase`: makes the store's files forget the bytes, too. May take as long as merging the whole index does;
   * others search and write meanwhile. Where it is absent, the store forgets in its own time.
   *
   * @returns whether bytes may still stand somewhere (a reader was in the way): then call it again
   */
  expunge?(): Promise<{ readonly bytesLeft: boolean }>;
}

export const FACET_FIELDS = ['issuer', 'distributor', 'country', 'entity', 'topic', 'kind', 'lang', 'source'] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

export interface SearchRequest {
  readonly query: QueryNode;
  /** Default 20, at most 200. */
  readonly limit?: number;
  /** Of the page before; opaque. */
  readonly cursor?: string;
  /** `newest` (default): by `sortAt`. `relevance`: best match first. */
  readonly sort?: 'newest' | 'relevance';
  readonly facets?: readonly FacetField[];
  /** Marks what matched. */
  readonly highlight?: boolean;
}

/** A stretch of text with what matched marked: `[start, end)` in UTF-16 units of `text`. */
export interface Highlight {
  readonly field: 'title' | 'body';
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

export interface Hit {
  readonly release: ReleaseDocument;
  readonly highlights: readonly Highlight[];
}

export interface Facet {
  readonly field: FacetField;
  /** The most frequent first; at most 50. */
  readonly values: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  /** The counts are of the newest 10,000 matches only. */
  readonly sampled: boolean;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Exact up to 10,000. */
  readonly total: { readonly value: number; readonly exact: boolean };
  readonly facets: readonly Facet[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** A cursor of another query, another sort or another version. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** A query that the index cannot ask at once, though the language allows it: part it. */
export class QueryTooWideError extends Error {
  override readonly name = 'QueryTooWideError';
}

export interface ReleaseReader {
  get(releaseId: string): Promise<ReleaseDocument | null>;
  /** All captures of a release, oldest first. */
  captures(releaseId: string): Promise<readonly CaptureDocument[]>;
  /** The releases that bear this URL, GUID or path as link or alias. */
  lookUp(alias: string): Promise<readonly string[]>;
  /** @throws CursorError, QueryTooWideError */
  search(request: SearchRequest): Promise<SearchResult>;
  /** Every release as of some moment after the call, in the order of ids. */
  scan(): AsyncIterable<ReleaseDocument>;
}

export interface ReleaseIndex {
  readonly writer: ReleaseWriter;
  readonly reader: ReleaseReader;
  close(): Promise<void>;
}

/** A whole index made anew beside the one that is searched. */
export interface Generation {
  /** Names it in messages. */
  readonly id: string;
  /** Writes into this generation, before and after it is promoted. Nothing of it is found before. */
  readonly writer: ReleaseWriter;
  /**
   * From now on everybody searches and writes this generation, other processes too, from their next call on; no search
   * fails meanwhile. What live writers wrote since the fill began went into the former generation: who fills reads the
   * log on from where the fill stopped, after this call. Durable when it resolves; may be called again.
   *
   * @throws IndexUnavailableError also where nobody knows whether it was carried out
   */
  promote(): Promise<void>;
  /** After `promote`: removes the former generations as soon as no search runs in them, and closes. */
  finish(): Promise<void>;
  /**
   * Instead of `promote`: removes this generation, and closes. After `promote` it does what `finish` does; after one that
   * failed it removes nothing that may serve, and the next `begin` tidies up.
   */
  drop(): Promise<void>;
}

/** Makes indexes anew from the log while the present one serves. */
export interface ReleaseIndexGenerations {
  /**
   * Begins an empty generation. One that was left unfinished is removed first. A process at a time may: a killed one
   * gives way at once, or after a minute where only its silence tells that it ended.
   *
   * @param options.force does not wait for that silence; a lock of the operating system cannot be forced, nor need be
   * @throws ReindexRunningError where another process of this data makes one now
   * @throws IndexUnavailableError
   */
  begin(options?: { readonly force?: boolean }): Promise<Generation>;
  /** Closes connections; to be called after the generation's `finish` or `drop`. */
  close(): Promise<void>;
}

/** Another process makes a generation now: wait for it, or end it. */
export class ReindexRunningError extends Error {
  override readonly name = 'ReindexRunningError';
}

/** Saved searches against releases, the other way round. */
export interface Matcher {
  /**
   * Stores or replaces a saved search under its id.
   *
   * @throws QueryTooWideError
   */
  put(id: string, query: QueryNode): Promise<void>;
  delete(id: string): Promise<void>;
  /** For each document, the ids of the saved searches that it matches, sorted. */
  percolate(documents: readonly CaptureDocument[]): Promise<readonly (readonly string[])[]>;
}
