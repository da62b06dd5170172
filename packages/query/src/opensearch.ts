import { type CompiledNode, compile, type Sequence } from './compile.ts';
import { nearRule } from './opensearch-near.ts';
import { type QueryNode, TEXT_FIELDS, type TextField } from './tree.ts';

/** A query, or a part of one, of OpenSearch's query DSL, as JSON. */
export type OpenSearchQuery = Readonly<Record<string, unknown>>;

export interface OpenSearchOptions {
  /** What a match in each text field is worth; default 1 each. Codes and times are worth nothing. */
  readonly weights?: Readonly<Record<TextField, number>>;
}

/** Codes and times of a release in the search document. */
export const OPENSEARCH_CODES = 'codes';
export const OPENSEARCH_TIMES = { published: 'publishedAt', seen: 'firstSeen' } as const;

/**
 * The field of the search document that holds the terms of a text field, as `fts5Row` gives them. Mapped as `text` with
 * the analyzer `whitespace`, so that a term of the analysis is always exactly one token, one position after the last.
 */
export const openSearchField = (field: TextField): string => `terms.${field}`;

/** All terms that begin so: the prefix of a phrase must not miss the fifty-first. */
const ALL_EXPANSIONS = 2 ** 31 - 1;

/**
 * Translates a query for OpenSearch: the same releases as `toFts5` and `matches` find. Nothing is analysed again over
 * there, nothing is scripted and nothing is cut at a number of expansions; it may be stored in a percolator.
 *
 * Scores are BM25 of the text, by field; codes, times, prefixes of one word and what is negated only filter.
 */
export function toOpenSearch(tree: QueryNode, options: OpenSearchOptions = {}): OpenSearchQuery {
  return translate(compile(tree).root, options);
}

function translate(node: CompiledNode, options: OpenSearchOptions): OpenSearchQuery {
  switch (node.kind) {
    case 'all':
      return { match_all: {} };
    case 'none':
      return { match_none: {} };
    case 'sequence':
      return inFields(node.field, (field) => sequenceQuery(field, node, options));
    case 'near': {
      const rule = nearRule(node.sequences, node.distance);
      if (rule.kind === 'none') return { match_none: {} };
      if (rule.kind === 'sequence')
        return inFields(node.field, (field) => sequenceQuery(field, rule.sequence, options));
      return inFields(node.field, (field) =>
        anyOf(
          rule.rules.map((one) => ({ intervals: { [openSearchField(field)]: { ...one, ...boost(field, options) } } })),
        ),
      );
    }
    case 'code':
      return { bool: { filter: [{ term: { [OPENSEARCH_CODES]: node.term } }] } };
    case 'time':
      return { bool: { filter: [timeRange(node)] } };
    case 'not':
      return { bool: { must_not: [translate(node.node, options)] } };
    case 'and':
      return conjunction(node.nodes, options);
    case 'or':
      return anyOf(node.nodes.map((inner) => translate(inner, options)));
  }
}

const anyOf = (queries: readonly OpenSearchQuery[]): OpenSearchQuery => {
  const [only] = queries;
  return only !== undefined && queries.length === 1 ? only : { bool: { should: queries, minimum_should_match: 1 } };
};

/** A query of one field, or of any. */
function inFields(field: TextField | undefined, query: (field: TextField) => OpenSearchQuery): OpenSearchQuery {
  return anyOf((field === undefined ? TEXT_FIELDS : [field]).map(query));
}

function boost(field: TextField, { weights }: OpenSearchOptions): { readonly boost?: number } {
  return weights === undefined ? {} : { boost: weights[field] };
}

function sequenceQuery(field: TextField, { terms, prefix }: Sequence, options: OpenSearchOptions): OpenSearchQuery {
  const name = openSearchField(field);
  const weight = boost(field, options);
  if (terms.length === 1) {
    const value = { value: terms[0] ?? '', ...weight };
    return prefix ? { prefix: { [name]: value } } : { term: { [name]: value } };
  }
  const phrase = { query: terms.join(' '), analyzer: 'whitespace', ...weight };
  if (!prefix) return { match_phrase: { [name]: phrase } };
  return { match_phrase_prefix: { [name]: { ...phrase, max_expansions: ALL_EXPANSIONS } } };
}

function timeRange({ field, from, to }: CompiledNode & { kind: 'time' }): OpenSearchQuery {
  const bounds = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) };
  return { range: { [OPENSEARCH_TIMES[field]]: { ...bounds, format: 'epoch_millis' } } };
}

/** Text must be met and scores; codes and times filter; what is negated stands aside. */
function conjunction(nodes: readonly CompiledNode[], options: OpenSearchOptions): OpenSearchQuery {
  const must: OpenSearchQuery[] = [];
  const filter: OpenSearchQuery[] = [];
  const mustNot: OpenSearchQuery[] = [];
  for (const node of nodes) {
    if (node.kind === 'not') mustNot.push(translate(node.node, options));
    else if (node.kind === 'time') filter.push(timeRange(node));
    else if (node.kind === 'code') filter.push({ term: { [OPENSEARCH_CODES]: node.term } });
    else must.push(translate(node, options));
  }
  return {
    bool: {
      ...(must.length > 0 ? { must } : {}),
      ...(filter.length > 0 ? { filter } : {}),
      ...(mustNot.length > 0 ? { must_not: mustNot } : {}),
    },
  };
}
