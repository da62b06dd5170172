import { type Intern, plainWords, type Word } from './lexicon.ts';

/** What stands between a word and the word before it, as bits. 0: white space only. */
export const GAP = {
  comma: 1,
  possessive: 2,
  stop: 4,
  colon: 8,
  open: 16,
  close: 32,
  quote: 64,
  block: 128,
  dash: 256,
  other: 512,
  hyphen: 1024,
  /** The full stop of an abbreviation or initial: no end of a sentence. */
  dot: 2048,
  newline: 4096,
  tight: 8192,
} as const;

/** A word of a text with where it stands. `end` excludes a possessive ’s. */
export interface Token<W extends Word = Word> extends Word {
  /** UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Bits of GAP: what stands before the word. */
  readonly gap: number;
  /** The word apart from its place, as the lexicon knows it. */
  readonly word: W;
}

const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof st sen rep gov gen col lt sgt capt cpl maj adm cmdr rev hon pres sec supt insp det jr sr ' +
    'inc corp co ltd cos bros no nos vs etc jan feb mar apr jun jul aug sept sep oct nov dec mt ft ave blvd rd ' +
    'wm chas jos thos engr msgr md fla calif tex mass conn ill mich minn wis wash ore pa va ga ala ariz ark colo del ind kan ky la mo mont neb nev okla tenn'
  ).split(' '),
);

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019 || code === 0x02bc;

/** 1 at the letters and digits of ASCII. */
const ASCII_WORD = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Letters, digits and marks. Beyond Latin-1 everything but the blocks of punctuation and symbols counts as a letter. */
function isWord(code: number): boolean {
  if (code < 128) return ASCII_WORD[code] === 1;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code === 0xd7 || code === 0xf7) return false;
  if (code >= 0x2000 && code <= 0x2bff) return false;
  if (code >= 0x3000 && code <= 0x3004) return false;
  if (code >= 0x3007 && code <= 0x3020) return false;
  if (code >= 0xfe10 && code <= 0xfe6f) return false;
  return !(code >= 0xff00 && code <= 0xff0f) && code !== 0xfeff;
}

const isAsciiUpper = (code: number): boolean => code >= 65 && code <= 90;
const isAsciiLetter = (code: number): boolean => isAsciiUpper(code) || (code >= 97 && code <= 122);

/** The end of the word that begins at `start`: inner apostrophes (O’Brien) and dotted initials (U.S.) belong to it. */
function wordEnd(units: Uint16Array, size: number, start: number): number {
  let i = start;
  while (i < size) {
    const code = unitAt(units, i);
    if (isWord(code)) {
      i++;
    } else if (isApostrophe(code) && isInnerApostrophe(units, i)) {
      i++;
    } else if (code === 0x2e && isDottedInitial(units, start, i)) {
      i++;
    } else {
      break;
    }
  }
  return i;
}

/** An apostrophe between letters that does not begin a possessive. */
function isInnerApostrophe(units: Uint16Array, at: number): boolean {
  if (!isWord(unitAt(units, at + 1))) return false;
  const next = unitAt(units, at + 1) | 32;
  return !(next === 0x73 && !isWord(unitAt(units, at + 2)));
}

/** A full stop inside U.S. or J.P.: after one capital, and before another or after an earlier stop. */
function isDottedInitial(units: Uint16Array, start: number, at: number): boolean {
  if (!isAsciiUpper(unitAt(units, at - 1))) return false;
  const before = at - 2;
  if (before >= start && unitAt(units, before) !== 0x2e) return false;
  const next = unitAt(units, at + 1);
  const followed = isAsciiUpper(next) && !isAsciiLetter(unitAt(units, at + 2));
  return followed || (at - start >= 3 && !isWord(next));
}

const isPossessive = (units: Uint16Array, at: number): boolean =>
  isApostrophe(unitAt(units, at)) &&
  (unitAt(units, at + 1) | 32) === 0x73 &&
  !isWord(unitAt(units, at + 2)) &&
  at > 0 &&
  isWord(unitAt(units, at - 1));

function punctuation(code: number): number {
  switch (code) {
    case 0x2c:
    case 0x3001:
      return GAP.comma;
    case 0x2e:
    case 0x21:
    case 0x3f:
    case 0x2026:
    case 0x3002:
      return GAP.stop;
    case 0x3a:
    case 0x3b:
      return GAP.colon;
    case 0x28:
    case 0x5b:
      return GAP.open;
    case 0x29:
    case 0x5d:
      return GAP.close;
    case 0x22:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
    case 0x27:
    case 0x2018:
    case 0x2019:
      return GAP.quote;
    case 0x2d:
    case 0x2010:
    case 0x2011:
      return GAP.hyphen;
    case 0x2013:
    case 0x2014:
      return GAP.dash;
    default:
      return GAP.other;
  }
}

const isSpace = (code: number): boolean =>
  code === 32 || code === 9 || code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200b);

/** UTF-16 units: wrapped text breaks its lines further out. */
const SHORT_LINE = 40;

/** Units beyond a text that are 0, so that looking ahead needs no bounds. */
const BEYOND = 4;
const SCRATCH = 1 << 16;
const scratch = Buffer.alloc((SCRATCH + BEYOND) * 2);

/** A text's UTF-16 units: reading them from a typed array is several times as fast as from a string. Valid until the next call. */
function unitsOf(text: string): Uint16Array {
  const bytes = text.length <= SCRATCH ? scratch : Buffer.alloc((text.length + BEYOND) * 2);
  const end = bytes.write(text, 0, 'utf16le');
  bytes.fill(0, end, end + BEYOND * 2);
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length + BEYOND);
}

/** 0 outside the text. */
const unitAt = (units: Uint16Array, at: number): number => (at < 0 ? 0 : (units[at] ?? 0));

/** Cuts a text into words with offsets, in one pass. `&` is a word with the key `and`. */
export function tokenize(text: string): Token[];
export function tokenize<W extends Word>(text: string, intern: Intern<W>): Token<W>[];
export function tokenize(text: string, intern: Intern<Word> = plainWords): Token[] {
  const units = unitsOf(text);
  const tokens: Token[] = [];
  let before: Token | undefined;
  let at = 0;
  let gap: number = GAP.block;
  let gapStart = 0;
  let lineStart = 0;
  while (at < text.length) {
    const code = unitAt(units, at);
    if (isSpace(code)) {
      at++;
    } else if (isWord(code)) {
      const end = wordEnd(units, text.length, at);
      before = tokenOf(intern(text, units, at, end), at, end, gap);
      tokens.push(before);
      at = end;
      gapStart = end;
      gap = 0;
      if (isPossessive(units, at)) {
        gap = GAP.possessive;
        at += 2;
      }
    } else if (code === 0x0a || code === 0x0d) {
      gap |= lineEnd(gap, at - lineStart);
      lineStart = ++at;
    } else if (code === 0x26) {
      const tight = at === gapStart ? GAP.tight : 0;
      before = tokenOf(intern(text, units, at, at + 1), at, at + 1, gap | tight);
      tokens.push(before);
      at++;
      gapStart = at;
      gap = 0;
    } else {
      gap |= gapBits(units, at, code, before);
      at++;
    }
  }
  return tokens;
}

/**
 * The second end of a line in a row ends the block. A line that could have held more ends because it is one: an
 * address, a contact, a row of a table; no name runs on from it.
 * @param length of the line, in UTF-16 units
 */
const lineEnd = (gap: number, length: number): number =>
  (gap & GAP.newline ? GAP.block : GAP.newline) | (length < SHORT_LINE ? GAP.other : 0);

const tokenOf = (word: Word, start: number, end: number, gap: number): Token => ({
  start,
  end,
  gap,
  word,
  text: word.text,
  key: word.key,
  capital: word.capital,
  upper: word.upper,
});

function gapBits(units: Uint16Array, at: number, code: number, before: Token | undefined): number {
  const bits = punctuation(code);
  if (bits === GAP.hyphen && (isSpace(unitAt(units, at - 1)) || isSpace(unitAt(units, at + 1)))) return GAP.dash;
  if (code === 0x2e && before?.end === at) {
    const initial = before.text.length === 1 && before.capital;
    if (initial || (before.capital && ABBREVIATIONS.has(before.key))) return GAP.dot;
    if (isWord(unitAt(units, at + 1))) return GAP.other;
  }
  return bits;
}

/** Nothing but white space, a hyphen or the dot of an initial stands before the word. */
export const joins = (token: Token): boolean => (token.gap & ~(GAP.hyphen | GAP.dot | GAP.tight | GAP.newline)) === 0;
