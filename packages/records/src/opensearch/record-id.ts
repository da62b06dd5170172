import { createHash } from 'node:crypto';

/** Lucene's limit of a term: `id` is sorted by. */
const MAX_ID_BYTES = 32_766;

/**
 * The `_id` of a record's document: a hash, because OpenSearch's own ids end at 512 bytes and know no kinds. 43
 * characters of A–Z, a–z, 0–9, - and _.
 *
 * @throws TypeError where kind or id is not well-formed Unicode, or longer than an index can sort by
 */
export function documentId(kind: string, id: string): string {
  for (const name of [wellFormed(kind), wellFormed(id)]) {
    if (Buffer.byteLength(name) <= MAX_ID_BYTES) continue;
    throw new TypeError(`"${name.slice(0, 60)}…" is longer than ${MAX_ID_BYTES} bytes: it cannot name a record`);
  }
  return createHash('sha256')
    .update(JSON.stringify([kind, id]))
    .digest('base64url');
}

/** Halves of surrogate pairs would be written as replacement characters: two ids would become one. */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new TypeError(`${JSON.stringify(text)} is not well-formed Unicode: it cannot name a record`);
}
