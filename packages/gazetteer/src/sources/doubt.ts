import { tokenize } from '../tokenize.ts';
import type { PlainNames } from './plain-names.ts';

/** What a name may be confused with. */
export interface Confusable extends PlainNames {
  /** Names of countries, regions and towns of any size, folded, words parted by one space. */
  readonly places: ReadonlySet<string>;
}

/** Fewer letters stand for too many things. */
const SHORTEST = 4;

/** What is known of a name beside its letters. */
export interface Fame {
  /** Known in more than one country. */
  readonly wide: boolean;
  /** The name to show, not another one. */
  readonly own: boolean;
}

/** A capital and small letters: nothing but fame tells such a name from a word. */
const LIKE_A_WORD = /^\p{Lu}\p{Ll}+$/u;

/**
 * Whether a name of an organisation or product needs company to mean it: one word that is a word of English, a person's
 * or a place's name (Target, Wendy's, Lincoln), fewer than four letters (BP), an abbreviation of something known by
 * another name, a word known in one country only, everyday words alone (Best Buy), or a given name and more
 * (Michael Kors).
 */
export function isDoubtful(name: string, fame: Fame, than: Confusable): boolean {
  const keys = tokenize(name).map((token) => token.key);
  const [first = '', ...rest] = keys;
  const letters = name.replace(/[^\p{L}\d]/gu, '').length;
  if (/['’]s$/i.test(name) || letters < SHORTEST || than.places.has(keys.join(' '))) return true;
  if (rest.length === 0) {
    if (!fame.wide && LIKE_A_WORD.test(name)) return true;
    return (!fame.own && name === name.toUpperCase()) || isPlain(first, than);
  }
  if (keys.every((key) => than.everyday.has(key) || /^\d+$/.test(key))) return true;
  return rest.length === 1 && than.firstNames.has(first) && !than.words.has(rest[0] ?? '');
}

/** Whether a word is also a word of English or a person's name, in either number. */
export const isPlain = (key: string, than: PlainNames): boolean =>
  /^\d+$/.test(key) || isOrdinary(key, than) || (key.endsWith('s') && isOrdinary(key.slice(0, -1), than));

const isOrdinary = (key: string, than: PlainNames): boolean =>
  than.words.has(key) || than.firstNames.has(key) || than.surnames.has(key);
