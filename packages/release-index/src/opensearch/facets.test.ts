import { describe, expect, it } from 'vitest';
import { facetOf } from './facets.ts';

const bucket = (value: string, label: string, count: number) => ({ key: `${value}\u001f${label}`, doc_count: count });

describe('facetOf', () => {
  it('draws the labels of one value together, under the most frequent', () => {
    const buckets = [bucket('Q1', 'UN', 5), bucket('Q2', 'EU', 4), bucket('Q1', 'The UN', 2), bucket('Q3', 'AU', 4)];
    expect(facetOf('entity', { buckets })).toEqual({
      field: 'entity',
      values: [
        { value: 'Q1', label: 'UN', count: 7 },
        { value: 'Q2', label: 'EU', count: 4 },
        { value: 'Q3', label: 'AU', count: 4 },
      ],
      sampled: false,
    });
  });

  it('gives at most fifty values, and none where nothing was counted', () => {
    const buckets = Array.from({ length: 60 }, (_, n) => bucket(`v${n}`, 'x', 60 - n));
    expect(facetOf('kind', { buckets }).values).toHaveLength(50);
    expect(facetOf('kind', undefined)).toEqual({ field: 'kind', values: [], sampled: false });
  });
});
