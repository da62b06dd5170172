export { ANALYSIS_VERSION, analyse, analyseTerms, type Token } from './analyse.ts';
export { codeTerm } from './codes.ts';
export { type CompiledQuery, compile } from './compile.ts';
export { formatQuery } from './format.ts';
export {
  FTS5_COLUMNS,
  FTS5_TOKENIZER,
  type Fts5Column,
  type Fts5Query,
  fts5Row,
  type SqlCondition,
  toFts5,
} from './fts5.ts';
export { type Fragment, type HighlightOptions, highlight } from './highlight.ts';
export { createMatcherIndex, type MatcherIndex } from './matcher-index.ts';
export { matches } from './matches.ts';
export {
  OPENSEARCH_CODES,
  OPENSEARCH_TIMES,
  type OpenSearchOptions,
  type OpenSearchQuery,
  openSearchField,
  toOpenSearch,
} from './opensearch.ts';
export { OPENSEARCH_MAX_CLAUSES, openSearchClauses } from './opensearch-clauses.ts';
export { parseQuery, QUERY_LIMITS } from './parse.ts';
export { type AnalysedRelease, analyseRelease, type ReleaseText } from './release.ts';
export {
  CODE_FIELDS,
  type CodeField,
  type ParseResult,
  QUERY_VERSION,
  type QueryError,
  type QueryNode,
  TEXT_FIELDS,
  type TextField,
  type TimeField,
} from './tree.ts';
