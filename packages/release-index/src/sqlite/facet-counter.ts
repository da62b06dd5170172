import type { DatabaseSync } from 'node:sqlite';
import type { CaptureDocument } from '../documents.ts';
import type { Facet, FacetField } from '../port.ts';
import { facetValueOf, fieldNumber, readFacets } from './facet-blob.ts';
import type { Match } from './match-queries.ts';

const MAX_VALUES = 50;

type FacetCounter = (matches: readonly Match[], fields: readonly FacetField[], sampled: boolean) => Facet[];

/** How many releases bear a value, and the row of the newest of them. */
interface Tally {
  count: number;
  readonly bearer: number;
}

/** Counts the facet values of matching releases in one pass, whatever the number of fields. */
export function createFacetCounter(db: DatabaseSync): FacetCounter {
  const shown = db.prepare(
    'SELECT c.document FROM releases r JOIN captures c ON c.id = ifnull(r.content, r.newest) WHERE r.id = ?',
  );
  return (matches, fields, sampled) => {
    const tallies = tally(matches, fields);
    const documents = new Map<number, CaptureDocument>();
    const documentOf = (id: number): CaptureDocument => {
      const known = documents.get(id);
      if (known !== undefined) return known;
      const document = JSON.parse(String(shown.get(id)?.document)) as CaptureDocument;
      documents.set(id, document);
      return document;
    };
    return fields.map((field) => {
      const found = [...(tallies.get(fieldNumber(field)) ?? [])];
      found.sort(([hashA, a], [hashB, b]) => b.count - a.count || hashA - hashB);
      const values = found.slice(0, MAX_VALUES).flatMap(([hash, { count, bearer }]) => {
        const value = facetValueOf(documentOf(bearer), field, hash);
        return value === undefined ? [] : [{ value: value.value, label: value.label, count }];
      });
      values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return { field, values, sampled };
    });
  };
}

/** By field number, by hash of value. */
function tally(matches: readonly Match[], fields: readonly FacetField[]): Map<number, Map<number, Tally>> {
  const tallies = new Map(fields.map((field) => [fieldNumber(field), new Map<number, Tally>()]));
  for (const { id, facets } of matches) {
    if (facets === undefined) continue;
    readFacets(facets, (field, hash) => {
      const own = tallies.get(field);
      const known = own?.get(hash);
      if (known === undefined) own?.set(hash, { count: 1, bearer: id });
      else known.count += 1;
    });
  }
  return tallies;
}
