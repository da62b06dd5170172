import type { Client } from '@presswatch/opensearch';
import { compile } from '@presswatch/query';
import { highlightsOf } from '../highlights.ts';
import type { FacetField, Hit, SearchRequest, SearchResult } from '../port.ts';
import { cursorScope, decodeCursor, encodeCursor, type Place, SORTS } from './cursor.ts';
import { type Buckets, facetAggregations, facetOf } from './facets.ts';
import { type ReleaseView, toRelease, VIEW_FIELDS } from './release-view.ts';
import { asked } from './unavailable.ts';
import { askable } from './wide-query.ts';

/** How many matches are counted exactly. */
export const COUNT_LIMIT = 10_000;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 200;

/** What a match in each field is worth: as in the embedded index. */
const WEIGHTS = { title: 6, body: 1, issuer: 3, distributor: 1, entity: 2 };

export interface SearchTarget {
  readonly client: Client;
  /** Alias of the releases. */
  readonly releases: string;
  readonly countLimit: number;
}

export interface FoundRelease {
  readonly _source: ReleaseView;
  readonly sort: Place;
}

interface Answer {
  readonly hits: { readonly total?: { readonly value: number }; readonly hits: readonly FoundRelease[] };
  readonly aggregations?: Readonly<Partial<Record<FacetField, Buckets>>>;
}

/**
 * One search, one request. Ties are in the order of ids. A page by relevance follows the score of the page before: what
 * is written meanwhile moves scores a little, so that a release near the edge may be seen twice or not at all.
 *
 * @throws CursorError, QueryTooWideError, IndexUnavailableError
 */
export async function search(target: SearchTarget, request: SearchRequest): Promise<SearchResult> {
  const { countLimit } = target;
  const query = askable(request.query, { weights: WEIGHTS });
  const sort = request.sort ?? 'newest';
  const scope = cursorScope(query, sort);
  const place = request.cursor === undefined ? undefined : decodeCursor(request.cursor, scope, sort);
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? DEFAULT_PAGE), 1), MAX_PAGE);
  const fields = request.facets ?? [];
  const answer = await ask(target, scope, {
    // By date nothing needs a score.
    query: sort === 'newest' ? { bool: { filter: [query] } } : query,
    size: limit + 1,
    sort: SORTS[sort],
    track_total_hits: countLimit + 1,
    _source: VIEW_FIELDS,
    ...(fields.length === 0 ? {} : { aggs: facetAggregations(fields) }),
    ...(place === undefined ? {} : { search_after: place }),
  });
  const matches = answer.hits.total?.value ?? 0;
  const last = answer.hits.hits.length > limit ? answer.hits.hits[limit - 1] : undefined;
  return {
    hits: hitsOf(answer.hits.hits.slice(0, limit), request),
    total: { value: Math.min(matches, countLimit), exact: matches <= countLimit },
    facets: fields.map((field) => facetOf(field, answer.aggregations?.[field])),
    ...(last === undefined ? {} : { cursor: encodeCursor(scope, last.sort) }),
  };
}

async function ask({ client, releases }: SearchTarget, preference: string, body: object): Promise<Answer> {
  const response = await asked(`${releases} cannot be searched`, () =>
    // The same copies of the shards for each page, because copies score a little differently. Half an answer is none.
    client.search({ index: releases, preference, allow_partial_search_results: false, body: body as never }),
  );
  return response.body as unknown as Answer;
}

function hitsOf(found: readonly FoundRelease[], request: SearchRequest): Hit[] {
  const compiled = request.highlight ? compile(request.query) : undefined;
  return found.map(({ _source }) => {
    const release = toRelease(_source);
    const content = release.shown?.content;
    return { release, highlights: compiled === undefined || !content ? [] : highlightsOf(compiled, content) };
  });
}
