import { hash } from 'node:crypto';
import { type Fts5Query, QUERY_VERSION } from '@presswatch/query';
import { CursorError } from '../port.ts';

/** Where a page ended. */
export type Place =
  /** Newest first: the last release's sort moment and row. Stays true whatever is added. */
  | { readonly sort: 'newest'; readonly sortAt: number; readonly id: number }
  /** Relevance: how many were given, of the rows up to the greatest id at the first page. */
  | { readonly sort: 'relevance'; readonly given: number; readonly maxId: number };

/** What a cursor is bound to: the query as the index runs it, the sort, and the generation of the index. */
export function cursorScope(query: Fts5Query, sort: 'newest' | 'relevance', generation = ''): string {
  const scope = [QUERY_VERSION, sort, query.where, query.params, ...(generation === '' ? [] : [generation])];
  return hash('sha256', JSON.stringify(scope), 'hex').slice(0, 16);
}

export function encodeCursor(scope: string, place: Place): string {
  const numbers = place.sort === 'newest' ? [place.sortAt, place.id] : [place.given, place.maxId];
  return Buffer.from(JSON.stringify([1, scope, ...numbers])).toString('base64url');
}

/** @throws CursorError where it was not made for this query and sort, by this version */
export function decodeCursor(cursor: string, scope: string, sort: 'newest' | 'relevance'): Place {
  const [version, of, first, second] = parts(cursor);
  if (version !== 1 || typeof first !== 'number' || typeof second !== 'number') {
    throw new CursorError('the cursor is none of this index: ask for the first page again, without a cursor');
  }
  if (of !== scope) {
    throw new CursorError(
      'the cursor belongs to another query or sort, or to the index before it was made anew: ask for the first page again, without a cursor',
    );
  }
  return sort === 'newest' ? { sort, sortAt: first, id: second } : { sort, given: first, maxId: second };
}

function parts(cursor: string): readonly unknown[] {
  if (cursor.length > 500) return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) && value.length === 4 ? value : [];
  } catch {
    return []; // no JSON: the caller says that it is no cursor
  }
}
