/** Of the language; kept with what is saved. A change that gives a saved query another meaning needs a new version. */
export const QUERY_VERSION = 1;

/** Fields that hold text and are searched by analysed words. */
export const TEXT_FIELDS = ['title', 'body', 'issuer', 'distributor', 'entity'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields that hold codes, compared whole without regard to case. */
export const CODE_FIELDS = ['country', 'topic', 'kind', 'lang', 'source'] as const;
export type CodeField = (typeof CODE_FIELDS)[number];

/** The times a range can be over: stated publication, first seen. */
export type TimeField = 'published' | 'seen';

/** A query, parsed. Words and phrases are as typed: analysis happens where the tree is used. */
export type QueryNode =
  /** Every release. */
  | { readonly kind: 'all' }
  | { readonly kind: 'and'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  /** Words that stand together in this order; a single word is a phrase of one. Without a field: title or body or names. */
  | { readonly kind: 'phrase'; readonly text: string; readonly field?: TextField }
  /** A word that begins like this. */
  | { readonly kind: 'prefix'; readonly text: string; readonly field?: TextField }
  /** All phrases, in any order, with at most `distance` words between first and last. */
  | {
      readonly kind: 'near';
      readonly phrases: readonly string[];
      readonly distance: number;
      readonly field?: TextField;
    }
  | { readonly kind: 'code'; readonly field: CodeField; readonly value: string }
  /** from ≤ time < to, ms since 1970 in UTC; a stated day counts from its first moment. */
  | { readonly kind: 'time'; readonly field: TimeField; readonly from?: number; readonly to?: number };

/** What can be wrong with a query: where, what, and what to write instead. */
export interface QueryError {
  /** UTF-16 units into the query text. */
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export type ParseResult =
  | { readonly ok: true; readonly version: typeof QUERY_VERSION; readonly tree: QueryNode }
  | { readonly ok: false; readonly errors: readonly QueryError[] };
