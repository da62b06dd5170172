/** What a code point does in analysis. */
export const SEPARATOR = 1;
/** A letter or digit of a script that puts spaces between words. */
export const WORD = 2;
/** A letter of a script without spaces between words: indexed as overlapping pairs. */
export const BIGRAM = 3;
/** Belongs to the letter before it: marks, the later parts of a Hangul syllable. */
export const EXTEND = 4;
/** Counts for nothing inside a word: soft hyphen, joiners, direction marks, the Arabic tatweel. */
export const IGNORED = 5;
export const APOSTROPHE = 6;

const APOSTROPHES = new Set([0x27, 0x2018, 0x2019, 0x02bb, 0x02bc, 0xff07]);
const ZERO_WIDTH_SPACE = 0x200b;
const TATWEEL = 0x640;

const BIGRAM_LETTER =
  /^(?=[\p{L}\p{Nl}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;
const EXTENDING = /^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]$/u;
const FORMAT = /^\p{Cf}$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const LETTER = /^\p{L}$/u;

/** One byte a code point, filled on first meeting. */
const classes = new Uint8Array(0x110000);

/** The class of a code point. */
export function classOf(codePoint: number): number {
  const known = classes[codePoint];
  if (known) return known;
  const found = classify(codePoint);
  classes[codePoint] = found;
  return found;
}

function classify(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  if (APOSTROPHES.has(codePoint)) return APOSTROPHE;
  if (codePoint === TATWEEL) return IGNORED;
  if (codePoint === ZERO_WIDTH_SPACE) return SEPARATOR;
  if (FORMAT.test(char)) return IGNORED;
  if (EXTENDING.test(char)) return EXTEND;
  if (BIGRAM_LETTER.test(char)) return BIGRAM;
  return LETTER_OR_DIGIT.test(char) ? WORD : SEPARATOR;
}

export const isLetter = (codePoint: number): boolean => LETTER.test(String.fromCodePoint(codePoint));

/** The class of the code point that begins at a UTF-16 offset; `SEPARATOR` past the end. */
export function classAt(text: string, offset: number): number {
  const codePoint = text.codePointAt(offset);
  return codePoint === undefined ? SEPARATOR : classOf(codePoint);
}

/** The UTF-16 units that a code point takes. */
export const widthOf = (codePoint: number): number => (codePoint > 0xffff ? 2 : 1);

const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/**
 * Each UTF-16 unit of words as words are compared: ASCII letters as small ones, what is beyond ASCII as it is. 0 for
 * every other unit, and for those beyond ASCII that were not met yet.
 */
const folded = Uint16Array.from({ length: 0x10000 }, (_, unit) =>
  unit < 128 && classOf(unit) === WORD ? unit | 32 : 0,
);

/** A unit that belongs to a word, folded; 0 where it ends the word or needs a closer look: half a pair, a mark to pass over. */
export function foldedUnit(unit: number): number {
  const known = folded[unit] as number;
  return known !== 0 || unit < 128 ? known : foldFirst(unit);
}

function foldFirst(unit: number): number {
  if (isHalf(unit)) return 0;
  const kind = classOf(unit);
  if (kind === WORD || kind === EXTEND) folded[unit] = unit;
  return folded[unit] as number;
}

/** Whether a unit that `foldedUnit` gives as 0 ends a word for sure. */
export function endsWord(unit: number): boolean {
  if (unit < 128) return true;
  if (isHalf(unit)) return false;
  const kind = classOf(unit);
  return kind === SEPARATOR || kind === BIGRAM || kind === APOSTROPHE;
}
