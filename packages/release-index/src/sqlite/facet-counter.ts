import type { DatabaseSync } from 'node:sqlite';
import type { Facet, FacetField } from '../port.ts';
import { countFacets, fieldNumber } from './facet-blob.ts';
import type { Match } from './match-queries.ts';

const MAX_VALUES = 50;

type FacetCounter = (matches: readonly Match[], fields: readonly FacetField[], sampled: boolean) => Facet[];

/** Counts the facet values of matching releases in one pass, whatever the number of fields. */
export function createFacetCounter(db: DatabaseSync): FacetCounter {
  const find = db.prepare('SELECT value, label FROM facet_values WHERE id = ?');
  const named = ([id, count]: readonly [number, number]) => {
    const row = find.get(id);
    return { value: String(row?.value), label: String(row?.label), count };
  };
  return (matches, fields, sampled) => {
    const counts = new Map(fields.map((field) => [fieldNumber(field), new Map<number, number>()]));
    for (const { facets } of matches) if (facets !== undefined) countFacets(facets, counts);
    return fields.map((field) => {
      const all = [...(counts.get(fieldNumber(field)) ?? [])].sort(([idA, a], [idB, b]) => b - a || idA - idB);
      const values = all.slice(0, MAX_VALUES).map(named);
      values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return { field, values, sampled };
    });
  };
}
