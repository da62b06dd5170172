import { normaliseWord } from './normalise.ts';
import { stemEnglish } from './stem-english.ts';

/** Longer terms are cut, and longer words before they are normalised: nobody searches for them. */
export const MAX_TERM = 64;
export const MAX_WORD = 256;

/** The beginning of a text, of at most so many UTF-16 units; never half a pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const high = text.charCodeAt(length - 1);
  return text.slice(0, high >= 0xd800 && high <= 0xdbff ? length - 1 : length);
}

const ASCII_WORD = /^[A-Za-z0-9]+$/;
const STEMMABLE = /^[a-z]{3,64}$/;

function normalTerm(word: string): string {
  return cut(ASCII_WORD.test(word) ? word.toLowerCase() : normaliseWord(word), MAX_TERM);
}

/** The term of one token's text before it is stemmed: what a prefix is compared with. */
export const unstemmedTerm = (word: string): string => normalTerm(cut(word.replaceAll('.', ''), MAX_WORD));

/** The term of a word. */
export function makeTerm(word: string): string {
  const normal = normalTerm(word);
  return STEMMABLE.test(normal) ? stemEnglish(normal) : normal;
}
