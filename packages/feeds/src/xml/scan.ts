/** One piece of markup or text. Offsets count UTF-16 units of the document. */
export type Token =
  | { readonly kind: 'text' | 'cdata'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'open';
      readonly start: number;
      readonly end: number;
      readonly name: string;
      readonly selfClosing: boolean;
    }
  | { readonly kind: 'close'; readonly start: number; readonly end: number; readonly name: string }
  | { readonly kind: 'entity-declaration'; readonly start: number; readonly end: number }
  | { readonly kind: 'cut'; readonly start: number; readonly end: number };

const NAME = /[A-Za-z_:\u0080-\uFFFF][\w:.\-\u0080-\uFFFF]*/y;
const CDATA = '<![CDATA[';

/**
 * Splits a document into tokens, forgiving what feeds get wrong: bare ampersands, a `<` that opens nothing, quotes that
 * never close. Comments, processing instructions and document types are skipped, never followed; one that declares entities
 * gives a token, so that the reader can say so. A construct that the document ends inside of gives `cut`. Time is linear in the length, whatever the text.
 *
 * A CDATA token's `start` and `end` hold its text only.
 */
export function* scan(text: string, from = 0, to = text.length): Generator<Token> {
  const tagEnd = tagEnds(text, to);
  let at = from;
  let textStart = from;
  while (at < to) {
    const open = text.indexOf('<', at);
    if (open === -1 || open >= to) break;
    const token = markup(text, open, to, tagEnd);
    if (token === undefined) {
      at = open + 1;
      continue;
    }
    if (open > textStart) yield { kind: 'text', start: textStart, end: open };
    if (token.token) yield token.token;
    if (token.token?.kind === 'cut') return;
    at = token.next;
    textStart = at;
  }
  if (to > textStart) yield { kind: 'text', start: textStart, end: to };
}

interface Found {
  readonly token?: Token;
  readonly next: number;
}
type TagEnd = (from: number) => number;

/** What begins at a `<`; undefined where it is a character of the text. */
function markup(text: string, start: number, to: number, tagEnd: TagEnd): Found | undefined {
  const next = text.charCodeAt(start + 1);
  if (next === 33) return declaration(text, start, to);
  if (next === 63) return skipTo(text, start, to, '?>');
  const closing = next === 47;
  NAME.lastIndex = start + (closing ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const end = tagEnd(NAME.lastIndex);
  if (end === -1) return cut(start, to);
  const token: Token = closing
    ? { kind: 'close', start, end, name }
    : { kind: 'open', start, end, name, selfClosing: text.charCodeAt(end - 2) === 47 };
  return { token, next: end };
}

function declaration(text: string, start: number, to: number): Found | undefined {
  if (text.startsWith('<!--', start)) return skipTo(text, start, to, '-->');
  if (text.startsWith(CDATA, start)) {
    const end = text.indexOf(']]>', start);
    if (end === -1 || end >= to) return cut(start, to);
    return { token: { kind: 'cdata', start: start + CDATA.length, end }, next: end + 3 };
  }
  const keyword = text.slice(start + 2, start + 9).toUpperCase();
  if (keyword.startsWith('ENTITY')) return declared(start, skipTo(text, start, to, '>'));
  if (keyword === 'DOCTYPE') return documentType(text, start, to);
  return /^[A-Z]/.test(keyword) ? skipTo(text, start, to, '>') : undefined;
}

/** What may stand in a document type: quoted words, comments, brackets, declarations of entities. */
const SUBSET = /["'[\]>]|<!--|<!ENTITY/gi;
const NESTING: Readonly<Record<string, number>> = { '[': 1, ']': -1 };
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '<!--': '-->' };

const declared = (start: number, found: Found): Found =>
  found.token ? found : { ...found, token: { kind: 'entity-declaration', start, end: found.next } };

/** A document type with its internal subset; entity declarations in it are told apart from quoted words. */
function documentType(text: string, start: number, to: number): Found {
  let depth = 0;
  let at = start + 9;
  let entities = false;
  for (;;) {
    SUBSET.lastIndex = at;
    const mark = SUBSET.exec(text);
    if (!mark || mark.index >= to) return cut(start, to);
    at = mark.index + mark[0].length;
    if (mark[0] === '>' && depth <= 0) return entities ? declared(start, { next: at }) : { next: at };
    depth += NESTING[mark[0]] ?? 0;
    if (mark[0].length > 4) entities = true;
    const closing = CLOSING[mark[0]];
    if (closing === undefined) continue;
    const close = text.indexOf(closing, at);
    if (close === -1 || close >= to) return cut(start, to);
    at = close + closing.length;
  }
}

const cut = (start: number, to: number): Found => ({ token: { kind: 'cut', start, end: to }, next: to });

function skipTo(text: string, start: number, to: number, mark: string): Found {
  const end = text.indexOf(mark, start + 2);
  return end === -1 || end >= to ? cut(start, to) : { next: end + mark.length };
}

/**
 * Finds the end of a tag, jumping over quoted values. A value that holds `<` or never closes was no value: the tag then
 * ends at the next `>`. That a quote never comes again is remembered, or many such tags would take quadratic time.
 */
function tagEnds(text: string, to: number): TagEnd {
  const exhausted = new Set<string>();
  const closing = (quote: string, from: number): number => {
    if (exhausted.has(quote)) return -1;
    const at = text.indexOf(quote, from);
    if (at !== -1 && at < to) return at;
    exhausted.add(quote);
    return -1;
  };
  return (from) => {
    for (let at = from; at < to; at++) {
      const char = text.charCodeAt(at);
      if (char === 62) return at + 1;
      if (char === 60) return at; // the next tag begins: this one was never ended
      if ((char !== 34 && char !== 39) || !followsEquals(text, at, from)) continue;
      const close = closing(String.fromCharCode(char), at + 1);
      if (close !== -1 && !holdsTag(text, at + 1, close)) at = close;
    }
    return -1;
  };
}

function followsEquals(text: string, quote: number, from: number): boolean {
  let at = quote - 1;
  while (at > from && quote - at < 32 && /\s/.test(text.charAt(at))) at--;
  return text.charCodeAt(at) === 61;
}

function holdsTag(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 60) return true;
  return false;
}
