import { analyse } from './analyse.ts';
import { closestField, FIELD_NAMES, type FieldSpec, fieldNamed } from './fields.ts';
import type { QueryError } from './tree.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word of the query language. `tight`: its value follows without a space. */
export type Lexeme =
  | (Place & { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'all' })
  | (Place & { readonly kind: 'near'; readonly distance: number })
  | (Place & { readonly kind: 'field'; readonly spec: FieldSpec; readonly tight: boolean })
  | (Place & { readonly kind: 'text'; readonly text: string; readonly prefix: boolean });

export interface Lexemes {
  readonly lexemes: readonly Lexeme[];
  readonly errors: readonly QueryError[];
}

export const DEFAULT_DISTANCE = 10;
export const MAX_DISTANCE = 100;

const SPACE = /\s+/y;
const LONE_DASHES = /[-–—−]+(?=[\s)]|$)/y;
const FIELD = /([A-Za-z][A-Za-z_-]*):/y;
const ADDRESS = /[A-Za-z][A-Za-z0-9+.-]*:\/\//y;
const WORD = /[^\s()"“”„‟«»＂]+/y;
const KEYWORD_NEAR = /^NEAR(?:\/(.*))?$/s;

/** What ends a phrase that begins so. Typographic quotes end with any of their kind, as German and English differ. */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['＂', '＂"'],
  ['“', '”“'],
  ['”', '”“'],
  ['„', '“”‟'],
  ['‟', '”“'],
  ['«', '»'],
  ['»', '«»'],
]);

interface Reader {
  readonly text: string;
  at: number;
  readonly lexemes: Lexeme[];
  readonly errors: QueryError[];
}

/** Parts a query into the words of the language. Linear; never throws. */
export function lex(text: string): Lexemes {
  const reader: Reader = { text, at: 0, lexemes: [], errors: [] };
  while (reader.at < text.length) readNext(reader);
  return { lexemes: reader.lexemes, errors: reader.errors };
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  return pattern.exec(reader.text) ?? undefined;
}

function readNext(reader: Reader): void {
  const { text, at } = reader;
  const valued = follows(reader);
  const char = text.charAt(at);
  const skipped = take(reader, SPACE) ?? (valued ? undefined : take(reader, LONE_DASHES));
  if (skipped !== undefined) reader.at += skipped[0].length;
  else if (char === '(' || char === ')')
    push(reader, { kind: char === '(' ? 'open' : 'close', start: at, end: at + 1 });
  else if (char === '-' && !valued) push(reader, { kind: 'not', start: at, end: at + 1 });
  else if (CLOSERS.has(char)) readPhrase(reader);
  else if (valued || !readField(reader)) readWord(reader);
}

const SPACE_CHAR = /\s/;

/** Whether a field's value is due here. */
function follows(reader: Reader): boolean {
  const last = reader.lexemes.at(-1);
  return last?.kind === 'field' && last.end === reader.at;
}

function push(reader: Reader, lexeme: Lexeme): void {
  reader.lexemes.push(lexeme);
  reader.at = lexeme.end;
}

function fail(reader: Reader, place: Place, code: string, message: string, remedy: string): void {
  reader.errors.push({ start: place.start, end: place.end, code, message, remedy });
}

/** Reads a field's name with its colon. Returns whether there was one. */
function readField(reader: Reader): boolean {
  const found = take(reader, FIELD);
  const name = found?.[1];
  if (found === undefined || name === undefined) return false;
  const start = reader.at;
  const end = start + found[0].length;
  const next = reader.text.charAt(end);
  const tight = next !== '' && next !== ')' && !SPACE_CHAR.test(next);
  const spec = fieldNamed(name);
  if (spec !== undefined) {
    push(reader, { kind: 'field', spec, start, end, tight });
    return true;
  }
  // “Statement: we agree” and https://… are words, not fields.
  if (!tight || take(reader, ADDRESS) !== undefined) return false;
  const meant = closestField(name);
  const quote = `or, to look for the words, put them in quotes: "${name}:…"`;
  const remedy =
    meant === undefined ? `use one of ${FIELD_NAMES.map((field) => `${field}:`).join(' ')}` : `did you mean ${meant}:?`;
  fail(reader, { start, end }, 'unknown-field', `there is no field “${name}:”`, `${remedy} ${quote}`);
  reader.at = end;
  return true;
}

function readPhrase(reader: Reader): void {
  const { text, at: start } = reader;
  const closers = CLOSERS.get(text.charAt(start)) ?? '"';
  let content = '';
  let at = start + 1;
  while (at < text.length && !closers.includes(text.charAt(at))) {
    const escaped = text.charAt(at) === '\\' && /["\\]/.test(text.charAt(at + 1));
    content += text.charAt(escaped ? at + 1 : at);
    at += escaped ? 2 : 1;
  }
  if (at >= text.length) {
    reader.at = text.length;
    fail(
      reader,
      { start, end: text.length },
      'unclosed-quote',
      'the quote opened here is not closed',
      'add " where the phrase ends',
    );
    return;
  }
  const prefix = text.charAt(at + 1) === '*';
  push(reader, { kind: 'text', text: content, prefix, start, end: at + (prefix ? 2 : 1) });
}

/** An address may hold brackets; one that it does not open itself ends it. */
function addressEnd(reader: Reader, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < reader.text.length; at += 1) {
    const char = reader.text.charAt(at);
    if (SPACE_CHAR.test(char) || CLOSERS.has(char)) break;
    if (char === '(') depth += 1;
    if (char === ')') {
      if (depth === 0) break;
      depth -= 1;
    }
  }
  return at;
}

function readWord(reader: Reader): void {
  const start = reader.at;
  const address = take(reader, ADDRESS);
  const end = address === undefined ? start + (take(reader, WORD)?.[0].length ?? 1) : addressEnd(reader, start);
  const word = reader.text.slice(start, end);
  const valued = follows(reader);
  const keyword = valued ? undefined : keywordOf(reader, word, { start, end });
  if (keyword !== undefined) push(reader, keyword);
  else readTerm(reader, word, { start, end }, valued);
  reader.at = end;
}

function keywordOf(reader: Reader, word: string, place: Place): Lexeme | undefined {
  if (word === 'AND' || word === 'OR' || word === 'NOT') {
    return { kind: word.toLowerCase() as 'and' | 'or' | 'not', ...place };
  }
  if (word === '*') return { kind: 'all', ...place };
  const near = KEYWORD_NEAR.exec(word);
  if (near === null) return undefined;
  const distance = near[1] === undefined ? DEFAULT_DISTANCE : Number(/^\d{1,3}$/.exec(near[1])?.[0] ?? Number.NaN);
  if (distance <= MAX_DISTANCE) return { kind: 'near', distance, ...place };
  const remedy = `write NEAR/ and a number from 0 to ${MAX_DISTANCE}, as in  peace NEAR/5 talks`;
  fail(reader, place, 'bad-near', `“${word}” gives no distance that can be searched`, remedy);
  return { kind: 'near', distance: DEFAULT_DISTANCE, ...place };
}

function readTerm(reader: Reader, word: string, place: Place, valued: boolean): void {
  const prefix = word.endsWith('*');
  const text = prefix ? word.slice(0, -1) : word;
  if (text.includes('*') || (prefix && text === '')) {
    const leading = word.startsWith('*');
    const message = leading ? 'a word cannot begin with *' : 'a * can only stand at the end of a word';
    const plain = text.replaceAll('*', '');
    fail(reader, place, leading ? 'leading-star' : 'inner-star', message, starRemedy(plain));
    return;
  }
  if (valued && text.startsWith('-')) {
    const remedy = 'write the - before the field, as in -title:word, or put what begins with - in quotes';
    fail(reader, place, 'misplaced-not', 'a - goes before the field, not after its colon', remedy);
    return;
  }
  // Signs between words (“Trade & Industry”) say nothing.
  if (!valued && !prefix && analyse(text).length === 0) return;
  reader.lexemes.push({ kind: 'text', text, prefix, ...place });
}

const starRemedy = (plain: string): string =>
  plain === ''
    ? 'write the beginning of a word and then *: sanction*'
    : `write ${plain}* for words that begin so, or leave out the *`;
