import { FACET_FIELDS, type FacetField } from '../port.ts';

/**
 * The number under which a facet field is stored. Append only: files keep these numbers.
 */
const FIELD_NUMBERS: Readonly<Record<FacetField, number>> = {
  issuer: 1,
  distributor: 2,
  country: 3,
  entity: 4,
  topic: 5,
  kind: 6,
  lang: 7,
  source: 8,
};

export const fieldNumber = (field: FacetField): number => FIELD_NUMBERS[field];

/**
 * The facet values of one release, as bytes: for each field that has any, its number, how many, and their ids, all as
 * little-endian base-128 numbers (LEB128).
 */
export function encodeFacets(ids: ReadonlyMap<FacetField, readonly number[]>): Uint8Array {
  const bytes: number[] = [];
  for (const field of FACET_FIELDS) {
    const own = ids.get(field);
    if (own === undefined || own.length === 0) continue;
    push(bytes, FIELD_NUMBERS[field]);
    push(bytes, own.length);
    for (const id of own) push(bytes, id);
  }
  return Uint8Array.from(bytes);
}

function push(bytes: number[], number: number): void {
  let rest = number;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Counts a release's values into the counts of the fields that are asked for, by field number. */
export function countFacets(bytes: Uint8Array, counts: ReadonlyMap<number, Map<number, number>>): void {
  let at = 0;
  const next = (): number => {
    let number = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      number += (byte & 127) * factor;
      if (byte < 128) return number;
      factor *= 128;
    }
  };
  while (at < bytes.length) {
    const own = counts.get(next());
    for (let left = next(); left > 0; left--) {
      const id = next();
      if (own !== undefined) own.set(id, (own.get(id) ?? 0) + 1);
    }
  }
}
