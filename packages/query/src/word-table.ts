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
/** Terms are cut to 64 UTF-16 units. */
const MAX_TERM_BYTES = 64 * 3;
const MAX_WORDS = 1 << 16;
const SLOTS = MAX_WORDS * 2;
/** In units of two bytes; most words take a dozen. */
const ARENA = MAX_WORDS * 14;
/** Where so many neighbours hold other words, one makes room: hostile words that all meet in one place cost no more. */
const MAX_PROBES = 8;

export const HASH_START = 0x811c9dc5 | 0;
/** One step of FNV-1a over UTF-16 units. */
export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/**
 * What is compared lies close together, because the table is larger than a processor's nearest memory: a slot is a hash
 * and a word's number; the number is where the arena holds its lengths, its units, and the bytes of its term.
 *
 * @param makeTerm a word to its term, of at most 64 UTF-16 units
 */
export function createWordTable(makeTerm: (word: string) => string): WordTable {
  const slots = new Int32Array(SLOTS * 2);
  const arena = new Uint16Array(ARENA);
  const bytes = new Uint8Array(arena.buffer);
  const strings = new Map<number, string>();
  let size = 0;
  let free = 1; // 0 is no word: an empty slot

  const startOf = (word: number): number => (word + 1 + ((arena[word] as number) & 0xff)) * 2;
  const endOf = (word: number): number => startOf(word) + ((arena[word] as number) >> 8);
  const isSame = (word: number, units: Uint16Array, start: number, end: number): boolean => {
    if (((arena[word] as number) & 0xff) !== end - start) return false;
    for (let i = start, k = word + 1; i < end; i += 1, k += 1) if (units[i] !== arena[k]) return false;
    return true;
  };
  const emptyWhenFull = (): void => {
    if (size < MAX_WORDS && free + 1 + MAX_WORD_UNITS + MAX_TERM_BYTES / 2 <= ARENA) return;
    slots.fill(0);
    strings.clear();
    size = 0;
    free = 1;
  };
  const add = (units: Uint16Array, start: number, end: number): number => {
    const word = free;
    let at = word + 1;
    for (let i = start; i < end; i += 1, at += 1) arena[at] = units[i] as number;
    const term = makeTerm(String.fromCharCode(...units.subarray(start, end)));
    const length = writeUtf8(term, bytes, at * 2) - at * 2;
    arena[word] = (end - start) | (length << 8);
    free = at + ((length + 1) >> 1);
    size += 1;
    return word;
  };
  const placeFor = (home: number): number => {
    for (let n = 0; n < MAX_PROBES; n += 1) {
      const slot = (home + n * 2) & (SLOTS * 2 - 1);
      if (slots[slot + 1] === 0) return slot;
    }
    return home;
  };
  return {
    find: (units, start, end, hash) => {
      const home = ((hash ^ (hash >>> 15)) & (SLOTS - 1)) * 2;
      for (let n = 0; n < MAX_PROBES; n += 1) {
        const slot = (home + n * 2) & (SLOTS * 2 - 1);
        const word = slots[slot + 1] as number;
        if (word === 0) break;
        if (slots[slot] === hash && isSame(word, units, start, end)) return word;
      }
      emptyWhenFull();
      const word = add(units, start, end);
      const place = placeFor(home);
      slots[place] = hash;
      slots[place + 1] = word;
      return word;
    },
    term: (word) => {
      const known = strings.get(word);
      if (known !== undefined) return known;
      const made = Buffer.from(bytes.buffer, startOf(word), endOf(word) - startOf(word)).toString('utf8');
      strings.set(word, made);
      return made;
    },
    bytes,
    startOf,
    endOf,
  };
}
