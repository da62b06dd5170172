import type { Token } from '@presswatch/gazetteer';

const SHINGLE = 3;
/** Bits of a counter: more than any release has words. */
const PLANES = 24;

/**
 * 64-bit SimHash of shingles of three words, as 16 hexadecimal digits: near-duplicates differ in few bits.
 * Source: M. S. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002; G. S. Manku, A. Jain,
 * A. Das Sarma, Detecting near-duplicates for web crawling, WWW 2007. Words are hashed by FNV-1a in two lanes of 32 bits.
 */
export function simHash(tokens: readonly Token[]): string {
  const lower = new Int32Array(PLANES);
  const upper = new Int32Array(PLANES);
  const low = new Uint32Array(tokens.length);
  const high = new Uint32Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const key = tokens[i]?.key ?? '';
    low[i] = fnv(key, 0x811c9dc5);
    high[i] = fnv(key, 0x9747b28c);
  }
  const shingles = tokens.length === 0 ? 0 : Math.max(1, tokens.length - SHINGLE + 1);
  for (let at = 0; at < shingles; at++) {
    let a = 0;
    let b = 0;
    for (let i = at; i < at + SHINGLE && i < tokens.length; i++) {
      a = Math.imul(a ^ (low[i] ?? 0), 0x01000193) ^ (a >>> 15);
      b = Math.imul(b ^ (high[i] ?? 0), 0x01000193) ^ (b >>> 13);
    }
    add(lower, mix(a));
    add(upper, mix(b));
  }
  return hex(upper, shingles) + hex(lower, shingles);
}

function fnv(key: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads every bit over the word (the finaliser of MurmurHash3, public domain). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Adds a word's 32 bits to 32 counters, which lie across the planes: plane p holds bit p of every counter. */
function add(planes: Int32Array, word: number): void {
  let carry = word;
  for (let plane = 0; carry !== 0 && plane < PLANES; plane++) {
    const held = planes[plane] ?? 0;
    planes[plane] = held ^ carry;
    carry &= held;
  }
}

/** Each bit is set where more than half of the shingles had it. */
function hex(planes: Int32Array, shingles: number): string {
  let word = 0;
  for (let bit = 0; bit < 32; bit++) {
    let count = 0;
    for (let plane = 0; plane < PLANES; plane++) count += (((planes[plane] ?? 0) >>> bit) & 1) * 2 ** plane;
    if (count * 2 > shingles) word |= 1 << bit;
  }
  return (word >>> 0).toString(16).padStart(8, '0');
}
