import type { DatabaseSync } from 'node:sqlite';
import type { CaptureDocument } from '../documents.ts';
import type { FacetField } from '../port.ts';
import { facetValues } from '../projection.ts';
import { encodeFacets, fieldNumber } from './facet-blob.ts';

const MAX_CACHED = 100_000;

/** Gives facet values their numbers. Called inside a transaction. */
export interface FacetDictionary {
  /** The values of a release that shows this capture, as `releases.facets` keeps them. */
  encode(document: CaptureDocument): Uint8Array;
  /** To be called after a rollback: numbers given in it are void. */
  forget(): void;
}

export function createFacetDictionary(db: DatabaseSync): FacetDictionary {
  const find = db.prepare('SELECT id FROM facet_values WHERE field = ? AND value = ?');
  const insert = db.prepare('INSERT INTO facet_values (field, value, label) VALUES (?, ?, ?)');
  const cache = new Map<string, number>();
  const idOf = (field: number, value: string, label: string): number => {
    const key = `${field}${value}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    if (cache.size >= MAX_CACHED) cache.clear();
    const known = find.get(field, value);
    const id = Number(known === undefined ? insert.run(field, value, label).lastInsertRowid : known.id);
    cache.set(key, id);
    return id;
  };
  return {
    encode: (document) => {
      const ids = new Map<FacetField, number[]>();
      for (const { field, value, label } of facetValues(document)) {
        const own = ids.get(field);
        const id = idOf(fieldNumber(field), value, label);
        if (own === undefined) ids.set(field, [id]);
        else own.push(id);
      }
      return encodeFacets(ids);
    },
    forget: () => cache.clear(),
  };
}
