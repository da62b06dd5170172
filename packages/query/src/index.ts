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
