import { textHash } from '@presswatch/sqlite';
import type { CaptureDocument } from '../documents.ts';
import type { FacetField } from '../port.ts';
import { type FacetValue, facetValues } from '../projection.ts';

/** The number under which a facet field is stored. Append only: files keep these numbers. */
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

const HASH_BYTES = 6;
const HEAD_BYTES = 3;
const MAX_VALUES = 0xffff;

/**
 * A hash of a text, 48 bits. Files keep it, so it never changes. Of a quarter of a million values two meet in one of
 * nine thousand indexes.
 */
export const valueHash = (text: string): number => textHash(text) % 2 ** 48;

/**
 * The facet values of a release that shows this capture, as bytes: for each field that has any, its number (1 byte), how
 * many (2 bytes) and their hashes (6 bytes each), little-endian. The words behind a hash are read from the document when
 * they are shown: a dictionary of all names would have to be written to at random places for every release, and would
 * keep the names of erased ones.
 */
export function encodeFacets(document: CaptureDocument): Uint8Array {
  const byField = Map.groupBy(facetValues(document), (value) => value.field);
  const groups = [...byField].map(([field, values]) => ({ field, values: values.slice(0, MAX_VALUES) }));
  const length = groups.reduce((sum, { values }) => sum + HEAD_BYTES + values.length * HASH_BYTES, 0);
  const bytes = Buffer.alloc(length);
  let at = 0;
  for (const { field, values } of groups) {
    at = bytes.writeUInt8(FIELD_NUMBERS[field], at);
    at = bytes.writeUInt16LE(values.length, at);
    for (const { value } of values) at = bytes.writeUIntLE(valueHash(value), at, HASH_BYTES);
  }
  return bytes;
}

/** Calls back with every hash of every field of a release. */
export function readFacets(facets: Uint8Array, visit: (field: number, hash: number) => void): void {
  const view = new DataView(facets.buffer, facets.byteOffset, facets.byteLength);
  let at = 0;
  while (at < facets.byteLength) {
    const field = view.getUint8(at);
    const count = view.getUint16(at + 1, true);
    at += HEAD_BYTES;
    for (const end = at + count * HASH_BYTES; at < end; at += HASH_BYTES) {
      visit(field, view.getUint16(at + 4, true) * 2 ** 32 + view.getUint32(at, true));
    }
  }
}

/** The value of a field that a hash stands for in a document; undefined where it is none of it. */
export const facetValueOf = (document: CaptureDocument, field: FacetField, hash: number): FacetValue | undefined =>
  facetValues(document).find((value) => value.field === field && valueHash(value.value) === hash);
