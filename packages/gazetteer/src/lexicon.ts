import { foldWord } from './fold-word.ts';

/** A way of writing a word. */
export interface Word {
  readonly text: string;
  /** Lower case, without accents, dots and apostrophes: what lists are looked up by. */
  readonly key: string;
  /** Begins with an upper-case letter. */
  readonly capital: boolean;
  /** Two or more letters, none of them lower case. */
  readonly upper: boolean;
}

/** Gives the word that stands at `start` to `end` (UTF-16 units, exclusive) of a text, given also as its units. */
export type Intern<W extends Word> = (text: string, units: Uint16Array, start: number, end: number) => W;

export function wordOf(text: string): Word {
  const first = text.charCodeAt(0);
  const capital = first < 128 ? first >= 65 && first <= 90 : text[0] !== text[0]?.toLowerCase();
  return { text, key: text === '&' ? 'and' : foldWord(text), capital, upper: capital && isUpper(text) };
}

function isUpper(text: string): boolean {
  if (text.length < 2) return false;
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128) return text === text.toUpperCase();
    if (code >= 97 && code <= 122) return false;
  }
  return true;
}

/** Words as they come, none kept: for names of lists, which are read once. */
export const plainWords: Intern<Word> = (text, _units, start, end) => wordOf(text.slice(start, end));

/** Words that share a hash's low bits stand together; foreign text cannot make a look-up longer. */
const WAYS = 4;
const SLOTS = 1 << 15;
const LONGEST_KEPT = 16;
/** Numbers of 32 bits that hold the letters of a kept word, each letter in 8. */
const PARTS = 4;

/**
 * Keeps the words seen lately (up to 32,768), with what `make` knows of them, so that a word that comes back costs
 * neither a string nor a look-up in lists. What it gives never depends on what it keeps. A kept word is of Latin-1 and
 * no longer than 16 letters, so that the letters themselves are its key and one line of the processor's cache answers.
 */
export function createLexicon<W extends Word>(make: (word: Word) => W): Intern<W> {
  const words = new Array<W | undefined>(SLOTS).fill(undefined);
  const keys = new Int32Array(SLOTS * PARTS);
  const key = new Int32Array(PARTS);
  let turn = 0;
  return (text, units, start, end) => {
    if (!pack(key, units, start, end)) return make(wordOf(text.slice(start, end)));
    const a = key[0] ?? 0;
    const b = key[1] ?? 0;
    const c = key[2] ?? 0;
    const d = key[3] ?? 0;
    const set = spread(a, b, c, d) & (SLOTS - WAYS);
    const last = set + WAYS - 1;
    for (let i = set; i <= last; i++) {
      const at = i * PARTS;
      if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c && keys[at + 3] === d) {
        const word = words[i];
        if (word === undefined) break;
        if (i === last) swap(words, keys, last, set + (turn++ % (WAYS - 1)));
        return word;
      }
    }
    // A new word is on probation in the last place: only one that comes back displaces another.
    const word = make(wordOf(copyOf(text, start, end)));
    words[last] = word;
    keys.set(key, last * PARTS);
    return word;
  };
}

function swap<W>(words: (W | undefined)[], keys: Int32Array, one: number, other: number): void {
  const word = words[one];
  words[one] = words[other];
  words[other] = word;
  for (let part = 0; part < PARTS; part++) {
    const held = keys[one * PARTS + part] ?? 0;
    keys[one * PARTS + part] = keys[other * PARTS + part] ?? 0;
    keys[other * PARTS + part] = held;
  }
}

/** Writes the letters into a key. Exact, because no letter is 0. False where the word does not fit. */
function pack(key: Int32Array, units: Uint16Array, start: number, end: number): boolean {
  if (end - start > LONGEST_KEPT) return false;
  let seen = 0;
  let at = start;
  for (let part = 0; part < PARTS; part++) {
    let packed = 0;
    for (let shift = 0; shift < 32 && at < end; shift += 8) {
      const unit = units[at++] ?? 0;
      seen |= unit;
      packed |= unit << shift;
    }
    key[part] = packed;
  }
  return seen < 256;
}

function spread(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f), 0x9e3779b1);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x85ebca6b) >>> 13;
}

/** V8 keeps a slice of 13 units or more as a reference into its text: a kept word must not keep the release alive. */
const copyOf = (text: string, start: number, end: number): string =>
  end - start < 13 ? text.slice(start, end) : text.slice(start, start + 8) + text.slice(start + 8, end);
