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
 * nine thousand indexes. Method: two FNV-1a runs over the UTF-16 units with different starts, each finished by
 * MurmurHash3's mixer.
 */
export function valueHash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x01000193);
  }
  return (mix(high) & 0xffff) * 2 ** 32 + mix(low);
}

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

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
