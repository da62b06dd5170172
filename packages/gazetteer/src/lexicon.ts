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

/** Gives the word that stands at `start` to `end` (UTF-16 units, exclusive) of a text. */
export type Intern<W extends Word> = (text: string, start: number, end: number) => W;

export function wordOf(text: string): Word {
  const first = text.charCodeAt(0);
  const capital = first < 128 ? first >= 65 && first <= 90 : text[0] !== text[0]?.toLowerCase();
  const upper = capital && text.length > 1 && text === text.toUpperCase();
  return { text, key: text === '&' ? 'and' : foldWord(text), capital, upper };
}

/** Words as they come, none kept: for names of lists, which are read once. */
export const plainWords: Intern<Word> = (text, start, end) => wordOf(text.slice(start, end));

const SLOTS = 1 << 14;
/** Slots that a word may stand in: foreign text cannot make a look-up longer. */
const WAYS = 4;
const LONGEST_KEPT = 32;

/**
 * Keeps the words seen lately (up to 16,384), with what `make` knows of them, so that a word that comes back costs
 * neither a string nor a look-up in lists. What it gives never depends on what it keeps.
 */
export function createLexicon<W extends Word>(make: (word: Word) => W): Intern<W> {
  const words = new Array<W | undefined>(SLOTS + WAYS).fill(undefined);
  const hashes = new Int32Array(SLOTS + WAYS);
  let turn = 0;
  return (text, start, end) => {
    if (end - start > LONGEST_KEPT) return make(wordOf(text.slice(start, end)));
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    let free = -1;
    for (let i = slot; i < slot + WAYS; i++) {
      const word = words[i];
      if (word === undefined) {
        free = i;
        break;
      }
      if (hashes[i] === hash && standsAt(word.text, text, start, end)) return word;
    }
    if (free === -1) free = slot + (turn++ % WAYS);
    const word = make(wordOf(copyOf(text, start, end)));
    words[free] = word;
    hashes[free] = hash;
    return word;
  };
}

function standsAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== word.charCodeAt(i - start)) return false;
  return true;
}

/** V8 keeps a longer slice as a reference into its text: a kept word must not keep the release alive. */
function copyOf(text: string, start: number, end: number): string {
  if (end - start < 13) return text.slice(start, end);
  const codes: number[] = [];
  for (let i = start; i < end; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}
