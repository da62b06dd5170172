import type { OpenSearchQuery } from './opensearch.ts';

/** What OpenSearch lets one query have at most, unless `indices.query.bool.max_clause_count` says otherwise. */
export const OPENSEARCH_MAX_CLAUSES = 1024;

/** Queries that Lucene counts as more than one clause: the terms of a phrase with alternatives, and both ways of a range. */
const COSTS: Readonly<Record<string, (body: unknown) => number>> = {
  term: () => 1,
  prefix: () => 1,
  match_phrase: () => 1,
  match_phrase_prefix: wordsOf,
  range: () => 2,
  match_all: () => 1,
  match_none: () => 1,
  // Rules of intervals.
  match: wordsOf,
  regexp: () => 1,
};

/**
 * How many clauses OpenSearch counts in a query that `toOpenSearch` gave, at most: Lucene counts what stands at the ends
 * of the tree, whatever stands above it, and refuses the whole where there are too many.
 */
export function openSearchClauses(query: OpenSearchQuery): number {
  return countIn(query);
}

function countIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner) => sum + countIn(inner), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, body]) => sum + (COSTS[key]?.(body) ?? countIn(body)), 0);
}

function wordsOf(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 0;
  if ('query' in body && typeof body.query === 'string') return body.query.split(' ').length;
  return Object.values(body).reduce((sum: number, inner) => sum + wordsOf(inner), 0);
}
