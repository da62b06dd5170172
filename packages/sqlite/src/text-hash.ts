/**
 * A hash of a text, 52 bits. Files keep it (partitions, facet values), so it never changes.
 * Method: two FNV-1a runs over the UTF-16 units with different starts, each finished by MurmurHash3's mixer.
 */
export function textHash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x01000193);
  }
  return (mix(high) & 0xfffff) * 2 ** 32 + mix(low);
}

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
