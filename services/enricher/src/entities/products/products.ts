import { GAP } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, is, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { trimmed } from '../organisations/trimmed.ts';
import { claimQuoted } from './quoted.ts';

const YEAR = /^(?:19|20)\d\d$/;
const MARK = /^\s?(?:[™®℠]|\((?:TM|R|SM|tm|r)\))/;

/** Products by what stands on their name itself: a trade mark, the word that heads it, a version, quotation marks, a stem. */
export function claimProducts(doc: Document): Claim[] {
  const claims: Claim[] = [];
  for (const run of doc.runs) {
    claimMarked(doc, run, claims);
    if (doc.styles[run.from] !== STYLE.upper && doc.styles[run.from] !== STYLE.foreign) {
      claimHeaded(doc, run, claims);
      claimVersion(doc, run, claims);
    }
  }
  for (let at = 0; at < doc.tokens.length; at++) {
    if (is(doc, at, KIND.digits) && gapAt(doc, at) === GAP.hyphen) claimCode(doc, at, claims);
    if (is(doc, at, KIND.medicine)) claimMedicine(doc, at, claims);
    if ((gapAt(doc, at) & GAP.quote) !== 0) claimQuoted(doc, at, claims);
  }
  return claims;
}

const push = (claims: Claim[], from: number, to: number, by: string, weight: number): void => {
  claims.push({ from, to, type: 'PRODUCT', by, weight, spreads: true });
};

/** “AcmeView™”, “Acme View (R)”: the name up to the mark. */
function claimMarked(doc: Document, run: Run, claims: Claim[]): void {
  for (let at = run.from; at < run.to; at++) {
    const end = doc.tokens[at]?.end ?? 0;
    const marked = at === run.to - 1 || (gapAt(doc, at + 1) & GAP.other) !== 0;
    if (!marked || !MARK.test(doc.text.slice(end, end + 5))) continue;
    const from = trimmed(doc, { from: Math.max(run.from, at - 3), to: at + 1 }, at + 1);
    push(claims, from, at + 1, 'product-mark', WEIGHT.rule);
  }
}

const known = (doc: Document, from: number, to: number): number => {
  let unknown = 0;
  for (let i = from; i < to; i++)
    if (!is(doc, i, KIND.common | KIND.plain | KIND.digits | KIND.title | KIND.role | KIND.acronym)) unknown++;
  return unknown;
};

/** “the Future of Freight Festival 2025”, “Tidal Mills Index”. */
function claimHeaded(doc: Document, run: Run, claims: Claim[]): void {
  let at = run.to - 1;
  while (at >= run.from && !is(doc, at, KIND.productHead)) at--;
  if (at < run.from) return;
  const from = headedFrom(doc, run, at);
  if (!isHeaded(doc, run, from, at)) return;
  const dated = at === run.to - 1 && joinsAt(doc, at + 1) && YEAR.test(keyAt(doc, at + 1));
  push(claims, from, at + (dated ? 2 : 1), 'product-head', WEIGHT.rule);
}

/** The name has a word that is no plain one, or stands inside a sentence with two words before the head. */
function isHeaded(doc: Document, run: Run, from: number, at: number): boolean {
  if (at === from) return false;
  const unknown = known(doc, from, at);
  if (doc.styles[at] !== STYLE.prose) return at === run.to - 1 && unknown > 0 && at - from <= 5;
  if (at - from > 1 && shouts(doc, from, at + 1)) return false;
  if (at < run.to - 1 && is(doc, at + 1, KIND.head | KIND.strongHead | KIND.legalForm)) return false;
  return unknown > 0 || (at - from >= 2 && doc.opens[from] !== 1);
}

/** A heading in capitals that runs on into prose. */
function shouts(doc: Document, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (is(doc, i, KIND.long) && !is(doc, i, KIND.upper)) return false;
  return true;
}

/** Back over the run, over “of” and over a year between capitals, up to what begins no name. */
function headedFrom(doc: Document, run: Run, at: number): number {
  let from = linkedFrom(doc, run.from, at);
  for (let i = at - 1; i >= from; i--) {
    const verb = doc.styles[at] !== STYLE.prose && is(doc, i, KIND.verb);
    if (verb || (gapAt(doc, i + 1) & GAP.possessive) !== 0) from = i + 1;
  }
  while (from < at && isOpening(doc, from)) from++;
  return keyAt(doc, from) === 'new' || keyAt(doc, from) === 'annual' ? from + 1 : from;
}

const isOpening = (doc: Document, at: number): boolean =>
  FUNCTION_WORDS.has(keyAt(doc, at)) || (doc.opens[at] === 1 && is(doc, at, KIND.common | KIND.plain));

const MAX_HEADED = 8;

function linkedFrom(doc: Document, start: number, at: number): number {
  let from = start;
  while (from > 1 && at - from < MAX_HEADED) {
    const link = from - 1;
    if (!joinsAt(doc, from) || !joinsAt(doc, link) || !is(doc, link - 1, KIND.inName)) break;
    if (keyAt(doc, link) !== 'of' && !YEAR.test(keyAt(doc, link))) break;
    from = link - 1;
    while (from > 0 && joinsAt(doc, from) && is(doc, from - 1, KIND.inName) && at - from < MAX_HEADED) from--;
  }
  return from;
}

const VERSION = /^(?:v?\d{1,2}(?:\.\d+)*|[ivx]{2,4})$/;
const GRADES = new Set('pro plus max mini ultra lite premium enterprise air prime'.split(' '));

/** “Acme View 2.0”, “Acme View Pro”. */
function claimVersion(doc: Document, run: Run, claims: Claim[]): void {
  if (doc.styles[run.from] !== STYLE.prose) return;
  const from = trimmed(doc, run, run.to);
  const next = doc.tokens[run.to];
  const dotted =
    next !== undefined &&
    joinsAt(doc, run.to) &&
    /^\d{1,2}$/.test(next.key) &&
    doc.text[next.end] === '.' &&
    /\d/.test(doc.text[next.end + 1] ?? '');
  if (dotted && known(doc, from, run.to) > 0 && run.to - from <= 4) {
    push(claims, from, run.to + 2, 'product-version', WEIGHT.rule);
    return;
  }
  const last = run.to - 1;
  if (last - from < 1 || last - from > 4 || !(GRADES.has(keyAt(doc, last)) || VERSION.test(keyAt(doc, last)))) return;
  if (known(doc, from, last) > 0 || keyAt(doc, last) === 'plus')
    push(claims, from, run.to, 'product-version', WEIGHT.rule);
}

const NO_CODES = new Set(
  'covid cve iso iec sb hb ab hr sr cov sars en ansi din rfc usb mp4 gpt top boeing airbus form'.split(' '),
);

/** “ZQV-101”: what is developed under a code, of three digits or more. */
function claimCode(doc: Document, at: number, claims: Claim[]): void {
  const letters = doc.tokens[at - 1];
  if (letters === undefined || !/^\d{3,5}$/.test(keyAt(doc, at)) || NO_CODES.has(letters.key)) return;
  if (!/^[A-Z]{2,5}$/.test(letters.text) || joinsAt(doc, at - 1) === false || gapAt(doc, at + 1) === GAP.hyphen) return;
  if ((gapAt(doc, at - 1) & GAP.hyphen) === 0) push(claims, at - 1, at + 1, 'product-code', WEIGHT.rule);
}

/** “6-acetylcodone”: with the number before the hyphen. */
function claimMedicine(doc: Document, at: number, claims: Claim[]): void {
  if (is(doc, at, KIND.firstName) || (is(doc, at, KIND.capital) && is(doc, at - 1, KIND.firstName))) return;
  const numbered = gapAt(doc, at) === GAP.hyphen && is(doc, at - 1, KIND.digits);
  push(claims, numbered ? at - 1 : at, at + 1, 'product-medicine', WEIGHT.rule);
}
