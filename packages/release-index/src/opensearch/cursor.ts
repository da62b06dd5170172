import { hash } from 'node:crypto';
import { type OpenSearchQuery, QUERY_VERSION } from '@presswatch/query';
import { CursorError } from '../port.ts';

type Sort = 'newest' | 'relevance';

/** The values that the last release of a page was sorted by: what follows comes after them, whatever is added. */
export type Place = readonly (number | string)[];

/** The sort of a search, down to the last tie. */
export const SORTS: Readonly<Record<Sort, readonly Readonly<Record<string, 'asc' | 'desc'>>[]>> = {
  newest: [{ sortAt: 'desc' }, { releaseId: 'desc' }],
  relevance: [{ _score: 'desc' }, { sortAt: 'desc' }, { releaseId: 'desc' }],
};

/** What a cursor is bound to: the query as OpenSearch runs it, and the sort. */
export const cursorScope = (query: OpenSearchQuery, sort: Sort): string =>
  hash('sha256', JSON.stringify([QUERY_VERSION, sort, query]), 'hex').slice(0, 16);

export const encodeCursor = (scope: string, place: Place): string =>
  Buffer.from(JSON.stringify([1, scope, ...place])).toString('base64url');

/** @throws CursorError where it was not made for this query and sort, by this version */
export function decodeCursor(cursor: string, scope: string, sort: Sort): Place {
  const [version, of, ...place] = parts(cursor);
  const numbers = place.slice(0, -1).every((value) => typeof value === 'number');
  if (version !== 1 || typeof of !== 'string' || !numbers || typeof place.at(-1) !== 'string') {
    throw new CursorError('the cursor is none of this index: ask for the first page again, without a cursor');
  }
  if (of !== scope || place.length !== SORTS[sort].length) {
    throw new CursorError(
      'the cursor belongs to another query or sort: ask for the first page again, without a cursor',
    );
  }
  return place as Place;
}

function parts(cursor: string): readonly unknown[] {
  if (cursor.length > 500) return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // no JSON: the caller says that it is no cursor
  }
}
