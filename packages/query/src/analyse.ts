import {
  APOSTROPHE,
  BIGRAM,
  classAt,
  classOf,
  EXTEND,
  IGNORED,
  isLetter,
  SEPARATOR,
  WORD,
  widthOf,
} from './characters.ts';
import { normaliseWord } from './normalise.ts';
import { stemEnglish } from './stem-english.ts';

/** Of the analysis. An index keeps it: another version means that its terms must be made anew. */
export const ANALYSIS_VERSION = 1;

/** One term of a text. */
export interface Token {
  /** As compared: letters, marks and digits only, at most 64 UTF-16 units. */
  readonly term: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Its number in the text, from 0. */
  readonly position: number;
}

type Take = (term: string, start: number, end: number) => void;

/** Longer terms are cut, and longer words before they are normalised: nobody searches for them. */
const MAX_TERM = 64;
const MAX_WORD = 256;
const MAX_CACHED_WORDS = 50_000;

/** Words to terms. Emptied when full: the common words are back within a few releases. */
const terms = new Map<string, string>();
const clusters = new Map<string, string>();

/** A copy that shares no memory with the text it was cut from, so that a kept term never keeps a whole release. */
const detached = (text: string): string => text.split('').join('');

function cut(text: string, length: number): string {
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

function makeTerm(word: string): string {
  const normal = normalTerm(word);
  return STEMMABLE.test(normal) ? stemEnglish(normal) : normal;
}

function termOf(word: string): string {
  return remembered(terms, word, makeTerm);
}

function remembered(cache: Map<string, string>, raw: string, make: (raw: string) => string): string {
  const known = cache.get(raw);
  if (known !== undefined) return known;
  const copy = detached(cut(raw, MAX_WORD));
  const made = detached(make(copy));
  if (copy.length > MAX_TERM) return made;
  if (cache.size >= MAX_CACHED_WORDS) cache.clear();
  cache.set(copy, made);
  return made;
}

/** a–z, A–Z, 0–9: most of what there is. `NaN`, past the end, is none. */
const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** Where a word that begins at `start` ends; ignored characters count only between its letters. */
function wordEnd(text: string, start: number): number {
  let end = start;
  let at = start;
  while (isAsciiWord(text.charCodeAt(at))) at += 1;
  end = at;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const kind = classOf(code);
    if (kind !== WORD && kind !== EXTEND && kind !== IGNORED) break;
    at += widthOf(code);
    if (kind !== IGNORED) end = at;
  }
  return end;
}

const FULL_STOP = 46;
const SPACE = 32;

/** Letters with full stops between them, as in `U.S.`: where they end, or `start` where there are not at least two. */
function acronymEnd(text: string, start: number): number {
  let at = start;
  let letters = 0;
  for (;;) {
    const code = text.codePointAt(at);
    if (code === undefined || classOf(code) !== WORD || !isLetter(code)) break;
    const next = at + widthOf(code);
    const follows = classAt(text, next);
    if (follows === WORD || follows === EXTEND || follows === BIGRAM) break;
    letters += 1;
    if (text.charCodeAt(next) !== FULL_STOP) {
      at = next;
      break;
    }
    at = next + 1;
  }
  return letters >= 2 ? at : start;
}

/** Steps over the English possessive: `’s` before anything but a letter or digit. */
function afterPossessive(text: string, at: number): number {
  if (classAt(text, at) !== APOSTROPHE) return at;
  const s = text.charCodeAt(at + 1);
  if (s !== 115 && s !== 83) return at;
  const follows = classAt(text, at + 2);
  return follows === SEPARATOR || follows === IGNORED || follows === APOSTROPHE ? at + 2 : at;
}

/** A letter of a script without spaces, with its marks. */
interface Cluster {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

function clusterAt(text: string, start: number): Cluster {
  let end = start + widthOf(text.codePointAt(start) ?? 0);
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0;
    const kind = classOf(code);
    if (kind !== EXTEND && kind !== IGNORED) break;
    end += widthOf(code);
  }
  return { term: clusterTerm(text.slice(start, end)), start, end };
}

/** Most such letters are their own normal form: Han, kana, Hangul syllables. */
function clusterTerm(raw: string): string {
  const code = raw.charCodeAt(0);
  const plain = (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fe);
  if (raw.length === 1 && (plain || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)))
    return raw;
  return remembered(clusters, raw, makeClusterTerm);
}

const makeClusterTerm = (raw: string): string => cut(normaliseWord(raw), MAX_TERM / 2);

/** Adds a run's terms: a pair for each letter and the next, and the last letter alone. Returns where the run ends. */
function addRun(text: string, start: number, take: Take): number {
  let current = clusterAt(text, start);
  for (;;) {
    const at = current.end;
    const next = classAt(text, at) === BIGRAM ? clusterAt(text, at) : undefined;
    const term = next === undefined ? current.term : current.term + next.term;
    const end = next?.end ?? current.end;
    if (term !== '') take(term, current.start, end);
    if (next === undefined) return at;
    current = next;
  }
}

/** Adds the word that begins at `start`. Returns where to go on. */
function addWord(text: string, start: number, take: Take): number {
  let end = wordEnd(text, start);
  let term: string | undefined;
  if (text.charCodeAt(end) === FULL_STOP && end - start <= 2) {
    const last = acronymEnd(text, start);
    if (last > start) {
      term = termOf(text.slice(start, last).replaceAll('.', ''));
      end = last;
    }
  }
  term ??= termOf(text.slice(start, end));
  if (term !== '') take(term, start, end);
  return afterPossessive(text, end);
}

/**
 * Reads the terms out of a text: the one analysis for every index, query, matcher and highlight. Linear.
 *
 * - Words are runs of letters, marks and digits; everything else parts them. Soft hyphens, joiners and direction marks
 *   inside a word are passed over.
 * - Compared in lower case, without accents, with ß as ss and the like (see `normaliseWord`).
 * - `U.S.` is `us`; a final `’s` is dropped (`UK’s` is `uk`); every other apostrophe parts (`l’Ukraine`: `l`, `ukraine`).
 * - Words of three Latin letters and more are cut to the stem of their inflected forms (see `stemEnglish`).
 * - Han, kana, Hangul, Thai, Lao, Khmer and Burmese runs give a pair for each letter and the next, and the last letter
 *   alone, so every letter begins exactly one term: `中国人` gives `中国`, `国人`, `人`.
 */
export function analyse(text: string): readonly Token[] {
  const tokens: Token[] = [];
  walk(text, (term, start, end) => tokens.push({ term, start, end, position: tokens.length }));
  return tokens;
}

function walk(text: string, take: Take): void {
  let at = 0;
  while (at < text.length) at = text.charCodeAt(at) === SPACE ? at + 1 : addNext(text, at, take);
}

/** Adds what begins here, if anything does. Returns where to go on. */
function addNext(text: string, at: number, take: Take): number {
  const code = text.codePointAt(at) ?? 0;
  const kind = classOf(code);
  if (kind === WORD || kind === EXTEND) return addWord(text, at, take);
  return kind === BIGRAM ? addRun(text, at, take) : at + widthOf(code);
}

/** The terms of a text, in order. */
export function analyseTerms(text: string): string[] {
  const found: string[] = [];
  walk(text, (term) => found.push(term));
  return found;
}
