import { writeUtf8 } from './utf8.ts';

/**
 * The words met before and their terms, found by the units of a text without cutting a string out of it. Of bounded
 * size: emptied when full, and the common words are back within a few releases.
 */
export interface WordTable {
  /**
   * The number of the word `units[start, end)`, made on first meeting; good until the next call. Of `foldedUnit`s
   * only, at most `MAX_WORD_UNITS` of them.
   *
   * @param hash of the word, by `hashUnit` over its units, from `HASH_START`
   */
  find(units: Uint16Array, start: number, end: number, hash: number): number;
  /** The term of a word by its number. */
  term(word: number): string;
  /** The UTF-8 bytes of the term lie in `bytes[startOf(word), endOf(word))`. */
  readonly bytes: Uint8Array;
  startOf(word: number): number;
  endOf(word: number): number;
}

export const MAX_WORD_UNITS = 64;
/** Normal forms grow (ﷺ becomes 18 letters), but terms are cut to 64 units. */
const MAX_TERM_BYTES = 64 * 3;
const MAX_WORDS = 1 << 16;
const SLOTS = MAX_WORDS * 2;
const MAX_UNITS = MAX_WORDS * 9;
const MAX_BYTES = MAX_WORDS * 9;
/** Where so many neighbours hold other words, one makes room: hostile words that all meet in one place cost no more. */
const MAX_PROBES = 8;

export const HASH_START = 0x811c9dc5 | 0;
/** One step of FNV-1a over UTF-16 units. */
export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** @param makeTerm a word to its term, of at most 64 UTF-16 units */
export function createWordTable(makeTerm: (word: string) => string): WordTable {
  // Open addressing; a slot holds a word's number + 1. All are filled in order, so a word ends where the next begins.
  const slots = new Int32Array(SLOTS);
  const hashes = new Int32Array(MAX_WORDS);
  const unitEnds = new Int32Array(MAX_WORDS + 1);
  const byteEnds = new Int32Array(MAX_WORDS + 1);
  const known = new Uint16Array(MAX_UNITS);
  const bytes = Buffer.from(new ArrayBuffer(MAX_BYTES));
  const strings: (string | undefined)[] = [];
  let size = 0;

  const isSame = (word: number, units: Uint16Array, start: number, end: number): boolean => {
    const from = unitEnds[word] as number;
    if ((unitEnds[word + 1] as number) - from !== end - start) return false;
    for (let i = start, k = from; i < end; i += 1, k += 1) if (units[i] !== known[k]) return false;
    return true;
  };
  const empty = (): void => {
    slots.fill(0);
    strings.length = 0;
    size = 0;
  };
  const isFull = (): boolean =>
    size === MAX_WORDS ||
    (unitEnds[size] as number) + MAX_WORD_UNITS > MAX_UNITS ||
    (byteEnds[size] as number) + MAX_TERM_BYTES > MAX_BYTES;
  const add = (units: Uint16Array, start: number, end: number, hash: number): number => {
    const word = size;
    size += 1;
    let at = unitEnds[word] as number;
    for (let i = start; i < end; i += 1, at += 1) known[at] = units[i] as number;
    unitEnds[size] = at;
    hashes[word] = hash;
    strings.push(undefined);
    const term = makeTerm(String.fromCharCode(...units.subarray(start, end)));
    byteEnds[size] = writeUtf8(term, bytes, byteEnds[word] as number);
    return word;
  };
  const placeFor = (home: number): number => {
    for (let n = 0; n < MAX_PROBES; n += 1) if (slots[(home + n) & (SLOTS - 1)] === 0) return (home + n) & (SLOTS - 1);
    return home;
  };
  return {
    find: (units, start, end, hash) => {
      const home = (hash ^ (hash >>> 15)) & (SLOTS - 1);
      for (let n = 0; n < MAX_PROBES; n += 1) {
        const word = (slots[(home + n) & (SLOTS - 1)] as number) - 1;
        if (word < 0) break;
        if (hashes[word] === hash && isSame(word, units, start, end)) return word;
      }
      if (isFull()) empty();
      const word = add(units, start, end, hash);
      slots[placeFor(home)] = word + 1;
      return word;
    },
    term: (word) => {
      const text = strings[word];
      if (text !== undefined) return text;
      const made = bytes.toString('utf8', byteEnds[word] as number, byteEnds[word + 1] as number);
      strings[word] = made;
      return made;
    },
    bytes,
    startOf: (word) => byteEnds[word] as number,
    endOf: (word) => byteEnds[word + 1] as number,
  };
}
