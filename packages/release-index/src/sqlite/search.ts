import type { DatabaseSync } from 'node:sqlite';
import { compile, type Fts5Query, toFts5 } from '@presswatch/query';
import { highlightsOf } from '../highlights.ts';
import type { Hit, SearchRequest, SearchResult } from '../port.ts';
import { cursorScope, decodeCursor, encodeCursor, type Place } from './cursor.ts';
import { createFacetCounter } from './facet-counter.ts';
import { createMatchQueries, type MatchQueries } from './match-queries.ts';
import type { ReleaseLookUps } from './release-reader.ts';

/** How many matches are counted, and how many of the newest give the facets. */
export const COUNT_LIMIT = 10_000;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 200;

type Search = (request: SearchRequest) => SearchResult;

export interface SearchOptions {
  /** Default `COUNT_LIMIT`; smaller in tests only. */
  readonly countLimit?: number | undefined;
  /** Of the index: cursors name rows, which another generation numbers anew. Empty for the first. */
  readonly generation?: string;
}

/** The search over one connection, synchronous: each call sees one state of the index. */
export function createSearch(db: DatabaseSync, lookUps: ReleaseLookUps, options: SearchOptions = {}): Search {
  const countLimit = options.countLimit ?? COUNT_LIMIT;
  const matches = createMatchQueries(db);
  const countFacets = createFacetCounter(db);
  const run: Search = (request) => {
    const query = toFts5(request.query);
    const sort = request.sort === 'relevance' && query.ranked !== undefined ? 'relevance' : 'newest';
    const scope = cursorScope(query, sort, options.generation);
    const place = request.cursor === undefined ? undefined : decodeCursor(request.cursor, scope, sort);
    const fields = request.facets ?? [];
    const limit = Math.min(Math.max(Math.trunc(request.limit ?? DEFAULT_PAGE), 1), MAX_PAGE);
    const newest = matches.newest(query, { limit: Math.max(countLimit, limit) + 1, facets: fields.length > 0 });
    const sampled = newest.length > countLimit;
    const page = pageOf(matches, query, newest, limit, place ?? (sort === 'newest' ? undefined : firstRanked(matches)));
    return {
      hits: hitsOf(page.ids, request, lookUps),
      total: { value: Math.min(newest.length, countLimit), exact: !sampled },
      facets: countFacets(newest.slice(0, countLimit), fields, sampled),
      ...(page.next === undefined ? {} : { cursor: encodeCursor(scope, page.next) }),
    };
  };
  return (request) => {
    db.exec('BEGIN');
    try {
      return run(request);
    } finally {
      db.exec('COMMIT');
    }
  };
}

interface Page {
  readonly ids: readonly number[];
  /** Absent on the last page. */
  readonly next?: Place;
}

const firstRanked = (matches: MatchQueries): Place => ({ sort: 'relevance', given: 0, maxId: matches.maxId() });

type Newest = ReturnType<MatchQueries['newest']>;

/** @param newest the newest matches of all: the first page is their beginning */
function pageOf(
  matches: MatchQueries,
  query: Fts5Query,
  newest: Newest,
  limit: number,
  place: Place | undefined,
): Page {
  if (place?.sort === 'relevance') {
    const ids = matches.ranked(query, { limit: limit + 1, offset: place.given, maxId: place.maxId });
    if (ids.length <= limit) return { ids };
    return { ids: ids.slice(0, limit), next: { ...place, given: place.given + limit } };
  }
  const rows = place === undefined ? newest : matches.newest(query, { limit: limit + 1, facets: false, before: place });
  const last = rows[limit - 1];
  const ids = rows.slice(0, limit).map((row) => row.id);
  if (last === undefined || rows.length <= limit) return { ids };
  return { ids, next: { sort: 'newest', sortAt: last.sortAt, id: last.id } };
}

function hitsOf(ids: readonly number[], request: SearchRequest, lookUps: ReleaseLookUps): Hit[] {
  const compiled = request.highlight ? compile(request.query) : undefined;
  return ids
    .map((id) => lookUps.byRow(id))
    .filter((release) => release !== undefined)
    .map((release) => {
      const content = release.shown?.content;
      if (compiled === undefined || !content) return { release, highlights: [] };
      return { release, highlights: highlightsOf(compiled, content) };
    });
}
