import type { Facet, FacetField } from '../port.ts';
import { FACET_SEPARATOR } from './mapping.ts';

const MAX_VALUES = 50;
/** A value may bear several labels, each a bucket of its own. */
const MAX_BUCKETS = 500;
/** What each shard gives, so that a value that is rare on one of them is not lost. */
const SHARD_BUCKETS = 5000;

/** The aggregations that count facet values over all matches. */
export const facetAggregations = (fields: readonly FacetField[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.map((field) => [
      field,
      { terms: { field: `facet.${field}`, size: MAX_BUCKETS, shard_size: SHARD_BUCKETS } },
    ]),
  );

/** What a terms aggregation answers, most frequent first. */
export interface Buckets {
  readonly buckets: readonly { readonly key: string; readonly doc_count: number }[];
}

/** The facet of one field: buckets of one value drawn together, under the label that most releases give it. */
export function facetOf(field: FacetField, answer: Buckets | undefined): Facet {
  const merged = new Map<string, { readonly value: string; readonly label: string; count: number }>();
  for (const { key, doc_count: count } of answer?.buckets ?? []) {
    const end = key.indexOf(FACET_SEPARATOR);
    const value = end === -1 ? key : key.slice(0, end);
    const known = merged.get(value);
    if (known === undefined) merged.set(value, { value, label: end === -1 ? key : key.slice(end + 1), count });
    else known.count += count;
  }
  const values = [...merged.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { field, values: values.slice(0, MAX_VALUES), sampled: false };
}
