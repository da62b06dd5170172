import { GAP, joins, type Token, tokenize } from '@presswatch/gazetteer';
import { isKind, KIND, type KnownWord, type Lexicon } from './lexicon.ts';

/**
 * How a block is written: English prose tells names by their capitals, a title or a line of capitals does not, and in
 * another language the rules that lean on English words are silent.
 */
export const STYLE = { prose: 0, titled: 1, upper: 2, foreign: 3 } as const;

/** A stretch of capitalised words that nothing but white space, hyphens or & parts: token indexes, `to` exclusive. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** A release's text cut up once, for every rule to read. */
export interface Document {
  readonly text: string;
  readonly tokens: readonly Token<KnownWord>[];
  /** Bits of KIND of each token, side by side: passes over all words read these alone. */
  readonly kinds: Int32Array;
  /** The wordHash of each token. */
  readonly hashes: Int32Array;
  /** Indexes of the tokens that hold a capital or a digit, one in five or so: passes that look for names read these. */
  readonly marked: Int32Array;
  /** Of the block that the token stands in. */
  readonly styles: Uint8Array;
  /** 1 where the token begins a sentence or block. */
  readonly opens: Uint8Array;
  /** First tokens of blocks; the last entry is the number of tokens. */
  readonly blocks: readonly number[];
  readonly runs: readonly Run[];
  readonly lexicon: Lexicon;
}

/**
 * @param language of the text, BCP 47: where it is not English, blocks are read as foreign unless their words are English
 */
export function readDocument(text: string, lexicon: Lexicon, language?: string): Document {
  const foreign = language !== undefined && !/^(?:en|und|mul)\b/i.test(language);
  const tokens = tokenize(text, lexicon.intern);
  const kinds = new Int32Array(tokens.length);
  const hashes = new Int32Array(tokens.length);
  const marked = new Int32Array(tokens.length);
  let count = 0;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i]?.word;
    const kind = word?.kinds ?? 0;
    kinds[i] = kind;
    hashes[i] = word?.hash ?? 0;
    if (kind & (KIND.marked | KIND.capital)) marked[count++] = i;
  }
  const blocks = blockStarts(tokens);
  const styles = new Uint8Array(tokens.length);
  const opens = new Uint8Array(tokens.length);
  for (let i = 0; i < blocks.length - 1; i++) {
    const from = blocks[i] ?? 0;
    const to = blocks[i + 1] ?? tokens.length;
    const ended = text[tokens[to - 1]?.end ?? 0] === '.';
    styles.fill(styleOf(countKinds(kinds, from, to), ended, foreign), from, to);
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    if (token.gap & (GAP.block | GAP.stop | GAP.colon) || isQuoted(text, token) || startsLine(token)) opens[i] = 1;
  }
  const runs = runsOf(text, tokens, kinds);
  return { text, tokens, kinds, hashes, marked: marked.subarray(0, count), styles, opens, blocks, runs, lexicon };
}

/** Right after an opening quotation mark; the apostrophe of “the Smiths’ Mill” closes. */
const isQuoted = (text: string, token: Token): boolean =>
  (token.gap & GAP.quote) !== 0 && text[token.start - 1] !== ' ';

const startsLine = (token: Token): boolean => (token.gap & GAP.other) !== 0 && (token.gap & GAP.newline) !== 0;

function blockStarts(tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  for (const [i, token] of tokens.entries()) if (token.gap & GAP.block) starts.push(i);
  starts.push(tokens.length);
  return starts;
}

interface Counts {
  long: number;
  capital: number;
  upper: number;
  english: number;
  foreign: number;
}

function countKinds(kinds: Int32Array, from: number, to: number): Counts {
  const counts: Counts = { long: 0, capital: 0, upper: 0, english: 0, foreign: 0 };
  for (let i = from; i < to; i++) {
    const kind = kinds[i] ?? 0;
    if (kind & KIND.english) counts.english++;
    if (kind & KIND.foreign) counts.foreign++;
    if ((kind & KIND.long) === 0) continue;
    counts.long++;
    if (kind & KIND.capital) counts.capital++;
    if (kind & KIND.upper) counts.upper++;
  }
  return counts;
}

/**
 * By the longer words: nearly all capitalised means a title, nearly all in capitals means a shouted line. By the small
 * ones: English or not.
 * @param ended a full stop ends the block
 * @param abroad the release is in another language than English
 */
function styleOf({ long, capital, upper, english, foreign }: Counts, ended: boolean, abroad: boolean): number {
  if (abroad ? english < 2 || foreign >= english : foreign > 1 && foreign > english) return STYLE.foreign;
  if (long >= 3 && upper / long > 0.7) return STYLE.upper;
  // A full stop ends a sentence, which may be short and full of names; titles have none.
  return long > 0 && capital / long > (ended ? 0.9 : 0.72) ? STYLE.titled : STYLE.prose;
}

/** Part of an address: after @ or a full stop without a space, or before @ or a domain. */
export function inAddress(text: string, token: Token | undefined): boolean {
  if (token === undefined) return false;
  const before = text[token.start - 1];
  if (before === '@' || before === '_' || before === '=') return true;
  if (before === '.' && token.gap & (GAP.other | GAP.dot) && /\w/.test(text[token.start - 2] ?? ''))
    return !token.capital;
  const after = text[token.end];
  return after === '@' || (after === '.' && /[a-z@]/.test(text[token.end + 1] ?? ''));
}

/** “About Acme Group Acme Group is …”, where a heading lost its line, is the name twice. */
function halves(tokens: readonly Token[], run: Run): Run[] {
  const size = run.to - run.from;
  const from = run.from + (size % 2);
  if (size < 2 || size > 17 || (size % 2 === 1 && tokens[run.from]?.key !== 'about')) return [run];
  const middle = from + (run.to - from) / 2;
  for (let i = from; i < middle; i++) if (tokens[i]?.key !== tokens[i - from + middle]?.key) return [run];
  return [
    { from: run.from, to: middle },
    { from: middle, to: run.to },
  ];
}

function runsOf(text: string, tokens: readonly Token<KnownWord>[], kinds: Int32Array): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < tokens.length) {
    const first = ((kinds[at] ?? 0) & KIND.inName) === 0 ? undefined : tokens[at];
    if (first === undefined || inAddress(text, first)) {
      at++;
      continue;
    }
    const from = at++;
    while (continuesRun(tokens, at)) at += tokens[at]?.text === '&' ? 2 : 1;
    runs.push(...halves(tokens, { from, to: at }));
  }
  return runs;
}

function continuesRun(tokens: readonly Token<KnownWord>[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !joins(token)) return false;
  if (token.text !== '&') return isKind(token, KIND.inName);
  const next = tokens[at + 1];
  return next !== undefined && joins(next) && isKind(next, KIND.inName);
}

/** Where a claim on these tokens ends in the text; the full stop of an abbreviation that ends it is part of it. */
export function endOf(doc: Document, to: number, withDot: boolean): number {
  const end = doc.tokens[to - 1]?.end ?? 0;
  return withDot && doc.text[end] === '.' ? end + 1 : end;
}

/** Words that are never the first of a name. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  'the a an this that these those our your their its his her my in on at by for from to of with and or but as if when while after before since under over about meet visit all both no not also we it he she they see read contact'.split(
    ' ',
  ),
);

// An index below 0 is asked for at the beginning of a text: an array is slow to say that it has none.
export const keyAt = (doc: Document, at: number): string => (at < 0 ? '' : (doc.tokens[at]?.key ?? ''));
export const gapAt = (doc: Document, at: number): number => (at < 0 ? GAP.block : (doc.tokens[at]?.gap ?? GAP.block));

/** Whether the word is one of these kinds (bits of KIND). */
export const is = (doc: Document, at: number, kinds: number): boolean =>
  at >= 0 && ((doc.kinds[at] ?? 0) & kinds) !== 0;

/** Whether the word goes on what stands before it. */
export const joinsAt = (doc: Document, at: number): boolean => {
  const token = doc.tokens[at];
  return token !== undefined && joins(token);
};

/** “Co. Mayo” after a comma or a preposition: a county, where a company would end. */
export const isCounty = (doc: Document, at: number): boolean =>
  doc.tokens[at]?.text === 'Co' &&
  is(doc, at + 1, KIND.capital) &&
  (gapAt(doc, at + 1) & ~GAP.dot) === 0 &&
  ((gapAt(doc, at) & GAP.comma) !== 0 || /^(?:in|of|from|near)$/.test(keyAt(doc, at - 1)));

/** The keys of a stretch of tokens, parted by one space. */
export function keysOf(doc: Document, from: number, to: number): string {
  let keys = '';
  for (let i = from; i < to; i++) keys += i === from ? keyAt(doc, i) : ` ${keyAt(doc, i)}`;
  return keys;
}
