import { GAP } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, inAddress, is, keyAt, keysOf, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';

/** A stretch that may be a name. Token indexes, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const MAX_SPAN = 6;
const PLAIN = KIND.common | KIND.plain;

/** The stretches of capitalised words that may be names: runs in prose without what opens a sentence; in titles, the words that are no plain ones. */
export function spansOf(doc: Document): Span[] {
  const spans: Span[] = [];
  for (const run of doc.runs) {
    const style = doc.styles[run.from];
    if (style === STYLE.upper || style === STYLE.foreign || inAddress(doc.text, doc.tokens[run.from])) continue;
    if (style === STYLE.titled) titled(doc, run, spans);
    else prose(doc, run, spans);
  }
  return spans;
}

function add(doc: Document, from: number, to: number, spans: Span[]): void {
  if (to <= from || to - from > MAX_SPAN) return;
  if (to - from === 1 && (keyAt(doc, from).length < 2 || is(doc, from, KIND.acronym))) return;
  spans.push({ from, to });
}

function prose(doc: Document, run: Run, spans: Span[]): void {
  let from = run.from;
  while (from < run.to) {
    const opening =
      doc.opens[from] === 1 &&
      run.to - from > 1 &&
      is(doc, from, PLAIN) &&
      !is(doc, from + 1, KIND.head | KIND.strongHead);
    const title = titleLength(doc, from, run.to);
    if (title > 0) from += title;
    else if (opening || FUNCTION_WORDS.has(keyAt(doc, from))) from++;
    else break;
  }
  let to = from;
  while (to < run.to && !(to > from && is(doc, to, KIND.role | KIND.title) && !is(doc, to, KIND.firstName))) to++;
  add(doc, from, to, spans);
}

function titleLength(doc: Document, at: number, end: number): number {
  if (!is(doc, at, KIND.opensTitle)) return 0;
  for (let length = Math.min(3, end - at); length > 0; length--)
    if (doc.lexicon.titles.has(keysOf(doc, at, at + length))) return length;
  return 0;
}

const NOT_IN_TITLES = PLAIN | KIND.verb | KIND.role | KIND.title | KIND.acronym;

function titled(doc: Document, run: Run, spans: Span[]): void {
  let from = -1;
  for (let at = run.from; at <= run.to; at++) {
    const stop = at === run.to || is(doc, at, NOT_IN_TITLES) || FUNCTION_WORDS.has(keyAt(doc, at));
    if (!stop && from === -1) from = at;
    if (stop && from !== -1) {
      add(doc, from, at, spans);
      from = -1;
    }
  }
}

/** Alone on its line or in its block. */
export const isAlone = (doc: Document, { from, to }: Span): boolean =>
  (gapAt(doc, from) & (GAP.block | GAP.newline)) !== 0 &&
  (to >= doc.tokens.length || (gapAt(doc, to) & (GAP.block | GAP.newline)) !== 0);
