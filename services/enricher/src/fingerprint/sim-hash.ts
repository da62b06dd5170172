import type { Token } from '@presswatch/gazetteer';

const SHINGLE = 3;

/**
 * 64-bit SimHash of shingles of three words, as 16 hexadecimal digits: near-duplicates differ in few bits.
 * Source: M. S. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002; G. S. Manku, A. Jain,
 * A. Das Sarma, Detecting near-duplicates for web crawling, WWW 2007. Words are hashed by FNV-1a in two lanes of 32 bits.
 */
export function simHash(tokens: readonly Token[]): string {
  const counts = new Int32Array(64);
  const low = new Uint32Array(tokens.length);
  const high = new Uint32Array(tokens.length);
  for (const [i, { key }] of tokens.entries()) {
    low[i] = fnv(key, 0x811c9dc5);
    high[i] = fnv(key, 0x9747b28c);
  }
  const last = Math.max(1, tokens.length - SHINGLE + 1);
  for (let at = 0; at < last && tokens.length > 0; at++) {
    let a = 0;
    let b = 0;
    for (let i = at; i < at + SHINGLE && i < tokens.length; i++) {
      a = Math.imul(a ^ (low[i] ?? 0), 0x01000193) ^ (a >>> 15);
      b = Math.imul(b ^ (high[i] ?? 0), 0x01000193) ^ (b >>> 13);
    }
    add(counts, mix(a), mix(b));
  }
  return hex(counts, 32) + hex(counts, 0);
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

function add(counts: Int32Array, a: number, b: number): void {
  for (let bit = 0; bit < 32; bit++) {
    counts[bit] = (counts[bit] ?? 0) + (((a >>> bit) & 1) * 2 - 1);
    counts[bit + 32] = (counts[bit + 32] ?? 0) + (((b >>> bit) & 1) * 2 - 1);
  }
}

function hex(counts: Int32Array, from: number): string {
  let word = 0;
  for (let bit = 0; bit < 32; bit++) if ((counts[from + bit] ?? 0) > 0) word |= 1 << bit;
  return (word >>> 0).toString(16).padStart(8, '0');
}
