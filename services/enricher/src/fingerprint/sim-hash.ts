const SHINGLE = 3;
/** Words added to the counters at once. */
const LANES = 4;
/** Odd factors by which the two lanes roll over a shingle's words. */
const LOW = 0x01000193;
const HIGH = 0x9e3779b1;
/** Bits of a counter: more than any release has words. */
const PLANES = 24;

/** A folded word by 32 bits: FNV-1a. */
export function wordHash(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/**
 * 64-bit SimHash of shingles of three words, each given by its wordHash, as 16 hexadecimal digits: near-duplicates differ in few bits.
 * Source: M. S. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002; G. S. Manku, A. Jain,
 * A. Das Sarma, Detecting near-duplicates for web crawling, WWW 2007. A shingle's two lanes of 32 bits join the hashes
 * of its words in two ways; how many shingles have each bit is counted for all bits at once, by adders over words.
 */
export function simHash(words: Int32Array): string {
  const shingles = words.length === 0 ? 0 : Math.max(1, words.length - SHINGLE + 1);
  const padded = Math.ceil(shingles / LANES) * LANES;
  const low = new Int32Array(padded);
  const high = new Int32Array(padded);
  let second = words[0] ?? 0;
  let third = words[1] ?? 0;
  for (let at = 0; at < shingles; at++) {
    const first = second;
    second = third;
    third = words[at + 2] ?? 0;
    low[at] = mix(Math.imul(Math.imul(first, LOW) + second, LOW) + third);
    high[at] = mix(Math.imul(Math.imul(first, HIGH) + second, HIGH) + third);
  }
  return hex(majority(high, shingles)) + hex(majority(low, shingles));
}

/** Spreads every bit over the word (the finaliser of MurmurHash3, public domain). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The bits that more than half of the words have. The words are padded with zeros to whole lanes. */
function majority(words: Int32Array, count: number): number {
  const planes = new Int32Array(PLANES);
  for (let at = 0; at < words.length; at += LANES) addLanes(planes, words, at);
  return above(planes, count >>> 1);
}

/**
 * Adds four words of 32 bits to 32 counters, which lie across the planes: plane p holds bit p of every counter. Full
 * adders bring them down to ones and twos, so that only every fourth word carries on.
 */
function addLanes(planes: Int32Array, words: Int32Array, at: number): void {
  const a = words[at] ?? 0;
  const b = words[at + 1] ?? 0;
  const c = words[at + 2] ?? 0;
  const d = words[at + 3] ?? 0;
  const ones = planes[0] ?? 0;
  const first = ones ^ a;
  const firstCarry = (ones & a) | (first & b);
  const sum = first ^ b;
  const second = sum ^ c;
  const secondCarry = (sum & c) | (second & d);
  planes[0] = second ^ d;
  const twos = planes[1] ?? 0;
  const both = twos ^ firstCarry;
  let carry = (twos & firstCarry) | (both & secondCarry);
  planes[1] = both ^ secondCarry;
  for (let plane = 2; carry !== 0 && plane < PLANES; plane++) {
    const held = planes[plane] ?? 0;
    planes[plane] = held ^ carry;
    carry &= held;
  }
}

/** The bits whose counter is greater than a number, compared plane by plane from the highest. */
function above(planes: Int32Array, least: number): number {
  let greater = 0;
  let equal = ~0;
  for (let plane = PLANES - 1; plane >= 0; plane--) {
    const held = planes[plane] ?? 0;
    if ((least >>> plane) & 1) {
      equal &= held;
    } else {
      greater |= equal & held;
      equal &= ~held;
    }
  }
  return greater;
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
