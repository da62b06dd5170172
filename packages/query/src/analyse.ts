import {
  APOSTROPHE,
  BIGRAM,
  classAt,
  classOf,
  EXTEND,
  endsWord,
  foldedUnit,
  IGNORED,
  isLetter,
  SEPARATOR,
  WORD,
  widthOf,
} from './characters.ts';
import { clusterAt } from './clusters.ts';
import { cut, MAX_WORD, makeTerm } from './terms.ts';
import { unitsOf } from './units.ts';
import { createWordTable, HASH_START, hashUnit, MAX_WORD_UNITS, type WordTable } from './word-table.ts';

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

/** Takes the terms of a text, in order. */
export interface TermSink {
  /** A word of the table, by its number: good only for the moment. */
  word(word: number, start: number, end: number): void;
  term(term: string, start: number, end: number): void;
}

/** The words of this thread. */
export const words: WordTable = createWordTable(makeTerm);

/** Where a word that begins at `start` ends; ignored characters count only between its letters. */
function wordEnd(text: string, start: number): number {
  let end = start;
  let at = start;
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
const ASCII_APOSTROPHE = 39;

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

/** Adds a run's terms: a pair for each letter and the next, and the last letter alone. Returns where the run ends. */
function addRun(text: string, start: number, sink: TermSink): number {
  let current = clusterAt(text, start);
  for (;;) {
    const at = current.end;
    const next = classAt(text, at) === BIGRAM ? clusterAt(text, at) : undefined;
    const term = next === undefined ? current.term : current.term + next.term;
    const end = next?.end ?? current.end;
    if (term !== '') sink.term(term, current.start, end);
    if (next === undefined) return at;
    current = next;
  }
}

/** Adds the word that begins at `start`; folds its units in place. Returns where to go on. */
function addWord(text: string, units: Uint16Array, start: number, sink: TermSink): number {
  const limit = Math.min(text.length, start + MAX_WORD_UNITS + 1);
  let hash = HASH_START;
  let at = start;
  let unit = 0;
  for (; at < limit; at += 1) {
    unit = units[at] as number;
    const folded = foldedUnit(unit);
    if (folded === 0) break;
    units[at] = folded;
    hash = hashUnit(hash, folded);
  }
  const plain = at === text.length || (at < limit && endsWord(unit));
  const maybeAcronym = unit === FULL_STOP && at - start <= 2;
  if (!plain || at - start > MAX_WORD_UNITS || maybeAcronym) return addOddWord(text, start, sink);
  const word = words.find(units, start, at, hash);
  if (words.endOf(word) > words.startOf(word)) sink.word(word, start, at);
  return unit < 128 && unit !== ASCII_APOSTROPHE ? at : afterPossessive(text, at);
}

/** As `addWord`, for words with marks to pass over, with letters of two units, very long ones, and acronyms. */
function addOddWord(text: string, start: number, sink: TermSink): number {
  let end = wordEnd(text, start);
  let raw = text.slice(start, end);
  if (text.charCodeAt(end) === FULL_STOP && end - start <= 2) {
    const last = acronymEnd(text, start);
    if (last > start) {
      raw = text.slice(start, last).replaceAll('.', '');
      end = last;
    }
  }
  const term = makeTerm(cut(raw, MAX_WORD));
  if (term !== '') sink.term(term, start, end);
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
  const term = (found: string, start: number, end: number) =>
    void tokens.push({ term: found, start, end, position: tokens.length });
  walk(text, { word: (word, start, end) => term(words.term(word), start, end), term });
  return tokens;
}

/** The terms of a text, in order. */
export function analyseTerms(text: string): string[] {
  const found: string[] = [];
  walk(text, { word: (word) => void found.push(words.term(word)), term: (term) => void found.push(term) });
  return found;
}

/** Gives the terms of a text to a sink. */
export function walk(text: string, sink: TermSink): void {
  const units = unitsOf(text);
  const { length } = text;
  let at = 0;
  while (at < length) {
    const unit = units[at] as number;
    if (foldedUnit(unit) !== 0) at = addWord(text, units, at, sink);
    else at = unit < 128 ? at + 1 : addNext(text, units, at, sink);
  }
}

/** Adds what begins here, if anything does. Returns where to go on. */
function addNext(text: string, units: Uint16Array, at: number, sink: TermSink): number {
  const code = text.codePointAt(at) ?? 0;
  const kind = classOf(code);
  if (kind === WORD || kind === EXTEND) return addWord(text, units, at, sink);
  return kind === BIGRAM ? addRun(text, at, sink) : at + widthOf(code);
}
