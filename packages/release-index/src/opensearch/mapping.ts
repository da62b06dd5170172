import { TEXT_FIELDS } from '@presswatch/query';
import { FACET_FIELDS } from '../port.ts';

/** A field or an object of fields, as OpenSearch knows it. */
export type FieldMapping = { readonly [name: string]: unknown };

/** What is made of an index: the one source of truth for `setUpIndices` and for whoever writes or searches. */
export interface IndexDefinition {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly mappings: {
    readonly dynamic: 'strict';
    readonly _source?: { readonly excludes: readonly string[] };
    readonly properties: Readonly<Record<string, FieldMapping>>;
  };
}

/** Lucene refuses terms over 32,766 bytes: longer values are kept but not found. */
const MAX_KEYWORD = 8191;
/** A name of a search analyser that comes near the analysis of @presswatch/query, for people who type in Dashboards. */
export const TYPED_ANALYZER = 'typed';

const keyword = { type: 'keyword', ignore_above: MAX_KEYWORD };
const date = { type: 'date', format: 'epoch_millis' };
const long = { type: 'long' };
/** Kept as it was given, neither parsed nor indexed. */
const kept = { type: 'object', enabled: false };

/** Terms of the analysis, joined by spaces: what was analysed once must not be analysed again. */
const terms = { type: 'text', analyzer: 'whitespace', search_analyzer: TYPED_ANALYZER };
const termFields = { properties: Object.fromEntries(TEXT_FIELDS.map((field) => [field, terms])) };
/** Found, never sorted or counted by. */
const codes = { ...keyword, doc_values: false };
/** `value U+001F label`. Counted, never found by: `codes` are. */
const facetFields = {
  properties: Object.fromEntries(FACET_FIELDS.map((field) => [field, { ...keyword, index: false }])),
};

/** Between the value and the label of a facet's term. */
export const FACET_SEPARATOR = '\u001f';

const typedAnalysis = {
  analyzer: {
    [TYPED_ANALYZER]: {
      type: 'custom',
      tokenizer: 'standard',
      filter: ['typed_possessive', 'lowercase', 'asciifolding', 'cjk_bigram', 'kstem'],
    },
  },
  filter: { typed_possessive: { type: 'stemmer', language: 'possessive_english' } },
};

/** What saved searches ask of a release, alike in the index of releases and in the percolator. */
const asked = { terms: termFields, codes, publishedAt: date, firstSeen: date };

export const RELEASES: IndexDefinition = {
  settings: {
    analysis: typedAnalysis,
    refresh_interval: '1s',
    'query.default_field': ['terms.title', 'terms.body', 'terms.issuer', 'terms.entity'],
  },
  mappings: {
    dynamic: 'strict',
    // Made from `shown` whenever they are needed again.
    _source: { excludes: ['terms', 'codes', 'facet'] },
    properties: {
      ...asked,
      releaseId: keyword,
      withdrawnAt: date,
      sortAt: date,
      ingestedAt: date,
      version: long,
      contentVersion: long,
      facet: facetFields,
      // For tables and diagrams in Dashboards.
      title: { type: 'keyword', ignore_above: 512 },
      issuer: keyword,
      distributor: keyword,
      countries: keyword,
      entities: keyword,
      topics: keyword,
      kind: keyword,
      language: keyword,
      source: keyword,
      format: keyword,
      origin: keyword,
      /** The CaptureDocument that is shown; absent where only removals were seen. */
      shown: kept,
      /** What merging needs and readers do not: see `MergeState`. */
      merge: kept,
    },
  },
};

export const CAPTURES: IndexDefinition = {
  settings: { refresh_interval: '1s' },
  mappings: {
    dynamic: 'strict',
    properties: {
      releaseId: keyword,
      fetchedAt: date,
      epoch: { type: 'integer' },
      /** Sorted by only, to go through a release's captures. */
      sha256: { ...keyword, index: false },
      removed: { type: 'boolean', index: false, doc_values: false },
      /** In their looked-up form: see `aliasForm`. */
      aliases: { ...keyword, doc_values: false },
      /** The CaptureDocument. */
      document: kept,
    },
  },
};

export const SEARCHES: IndexDefinition = {
  settings: { analysis: typedAnalysis, refresh_interval: '1s' },
  mappings: {
    dynamic: 'strict',
    properties: {
      ...asked,
      query: { type: 'percolator' },
      queryVersion: { type: 'integer' },
      /** The QueryNode, as JSON says it. */
      tree: kept,
    },
  },
};

/** The names of the indices under a prefix. */
export const indexNames = (prefix: string) => ({
  /** Alias of the generation that is searched and written. */
  releases: `${prefix}-releases`,
  captures: `${prefix}-captures`,
  searches: `${prefix}-searches`,
});
