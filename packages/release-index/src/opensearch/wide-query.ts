import {
  OPENSEARCH_MAX_CLAUSES,
  type OpenSearchOptions,
  type OpenSearchQuery,
  openSearchClauses,
  type QueryNode,
  toOpenSearch,
} from '@presswatch/query';
import { QueryTooWideError } from '../port.ts';

/**
 * Translates a query that OpenSearch can ask.
 *
 * @throws QueryTooWideError where it has more clauses than a server takes unless it is told otherwise
 */
export function askable(tree: QueryNode, options?: OpenSearchOptions): OpenSearchQuery {
  const query = toOpenSearch(tree, options);
  const clauses = openSearchClauses(query);
  if (clauses <= OPENSEARCH_MAX_CLAUSES) return query;
  throw new QueryTooWideError(
    `the query comes to ${clauses} clauses in OpenSearch, more than ${OPENSEARCH_MAX_CLAUSES}: name a field for words that stand in one, or make it several queries`,
  );
}
