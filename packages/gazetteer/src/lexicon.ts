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

const SLOTS = 1 << 14;
/** Slots that a word may stand in: foreign text cannot make a look-up longer. */
const WAYS = 4;
const LONGEST_KEPT = 16;

/**
 * Keeps the words seen lately (up to 16,384), with what `make` knows of them, so that a word that comes back costs
 * neither a string nor a look-up in lists. What it gives never depends on what it keeps.
 */
export function createLexicon<W extends Word>(make: (word: Word) => W): Intern<W> {
  const words = new Array<W | undefined>(SLOTS + WAYS).fill(undefined);
  const hashes = new Int32Array(SLOTS + WAYS);
  // The letters of the words kept: side by side they are compared faster than in strings strewn over the heap.
  const kept = new Uint16Array((SLOTS + WAYS) * LONGEST_KEPT);
  let turn = 0;
  return (text, units, start, end) => {
    const size = end - start;
    if (size > LONGEST_KEPT) return make(wordOf(text.slice(start, end)));
    const hash = hashOf(units, start, end);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    let free = slot;
    while (free < slot + WAYS && hashes[free] !== 0) {
      if (hashes[free] === hash && equal(kept, free * LONGEST_KEPT, units, start, size)) {
        const word = words[free];
        if (word?.text.length === size) return word;
      }
      free++;
    }
    if (free === slot + WAYS) free = slot + (turn++ % WAYS);
    const word = make(wordOf(copyOf(text, start, end)));
    words[free] = word;
    hashes[free] = hash;
    for (let i = 0; i < size; i++) kept[free * LONGEST_KEPT + i] = units[start + i] ?? 0;
    return word;
  };
}

/** FNV-1a over UTF-16 units; never 0, which marks a free slot. */
function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
  return hash === 0 ? 1 : hash;
}

function equal(kept: Uint16Array, at: number, units: Uint16Array, start: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (kept[at + i] !== units[start + i]) return false;
  return true;
}

/** V8 keeps a slice of 13 units or more as a reference into its text: a kept word must not keep the release alive. */
const copyOf = (text: string, start: number, end: number): string =>
  end - start < 13 ? text.slice(start, end) : text.slice(start, start + 8) + text.slice(start + 8, end);
