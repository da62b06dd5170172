import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, keysOf, type Run, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { EXCHANGES } from './exchanges.ts';
import { trimmed } from './trimmed.ts';

const OFFICE_OF = new Set(['of', 'at', 'for', 'with']);
const COMPANY_NOUNS = new Set(
  'company provider firm manufacturer developer platform supplier operator leader agency organisation organization nonprofit brand startup maker producer retailer distributor publisher network consultancy bank insurer charity group business association'.split(
    ' ',
  ),
);
const MIXED = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u;

const NONE: ReadonlyMap<string, number> = new Map();
/** The rules here that seldom err. */
const SURE = new Set(['organisation-ticker', 'organisation-about', 'organisation-wire', 'organisation-described']);

/** “a spokesman for X”, “a researcher at X”. */
const isSpokenFor = (doc: Document, from: number): boolean =>
  joinsAt(doc, from) &&
  (/^(?:at|with)$/.test(keyAt(doc, from - 1)) || /^(?:spokes|representative)/.test(keyAt(doc, from - 2)));

/**
 * Organisations that nothing in their name tells, but what stands around it: who announces, whose chief speaks.
 * @param sure only by what seldom errs
 */
export function claimInContext(doc: Document, taken: Uint8Array, sure = false): Claim[] {
  const claims: Claim[] = [];
  const counts = sure ? NONE : countNames(doc);
  for (const run of doc.runs) {
    const style = doc.styles[run.from];
    if (style === STYLE.upper || style === STYLE.foreign) continue;
    const to = beforeVerbOrOffice(doc, run);
    const from = trimmed(doc, run, to);
    if (taken[from] === 1 || taken[to - 1] === 1 || !isCandidate(doc, run, from, to)) continue;
    const by = reason(doc, run, from, to) ?? (sure ? undefined : shape(doc, from, to, counts));
    if (by === undefined || (sure && !SURE.has(by) && !isSpokenFor(doc, from))) continue;
    const weight = by.endsWith('name') ? WEIGHT.guess : WEIGHT.context;
    claims.push({ from, to, type: 'ORG', by, weight, spreads: true });
  }
  return claims;
}

/** One to four words, some unknown; not the beginning of an office like “Chief Saw Officer”. */
function isCandidate(doc: Document, run: Run, from: number, to: number): boolean {
  if (to - from < 1 || to - from > 4) return false;
  if (to - from > 1 && to < run.to && is(doc, from, KIND.title | KIND.role)) return false;
  return isUnknown(doc, from, to);
}

/** How often single unknown words stand inside sentences. */
function countNames(doc: Document): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  // Of the words counted, the low bits of their hashes: most other words need no look-up.
  const maybe = new Uint8Array(256);
  for (const run of doc.runs) {
    const key = keyAt(doc, run.from);
    if (run.to - run.from !== 1 || doc.styles[run.from] !== STYLE.prose || is(doc, run.from, KIND.common | KIND.plain))
      continue;
    counts.set(key, (counts.get(key) ?? 0) + (doc.opens[run.from] === 1 ? 0.5 : 1));
    maybe[(doc.hashes[run.from] ?? 0) & 255] = 1;
  }
  // A word that also stands in small letters is no name.
  if (counts.size === 0) return counts;
  for (let at = 0; at < doc.tokens.length; at++) {
    const hash = doc.hashes[at] ?? 0;
    if (maybe[hash & 255] === 1 && !is(doc, at, KIND.capital | KIND.common)) counts.delete(keyAt(doc, at));
  }
  return counts;
}

/** Cuts “AdvicePay Wins …” and “Acme President Jane Doe” after the name. */
function beforeVerbOrOffice(doc: Document, run: Run): number {
  const titled = doc.styles[run.from] === STYLE.titled;
  for (let at = run.from + 1; at < run.to; at++) {
    const ends = at === run.to - 1 && is(doc, at, KIND.head);
    if (!ends && is(doc, at, titled ? KIND.verb : KIND.role | KIND.title)) return at;
  }
  return run.to;
}

/** One word alone names nobody where it is a head, a market, a letter or “I’m”. */
function isTelling(doc: Document, at: number): boolean {
  const key = keyAt(doc, at);
  if (key.length < 2 || /^i(?:m|ve|ll|d)$/.test(key) || EXCHANGES.has(key)) return false;
  return !is(doc, at, KIND.firstName | KIND.head | KIND.strongHead);
}

export function isUnknown(doc: Document, from: number, to: number): boolean {
  let unknown = 0;
  for (let i = from; i < to; i++) {
    if (to - from === 1 && is(doc, i, KIND.acronym)) return false;
    if (!is(doc, i, KIND.common | KIND.title | KIND.role | KIND.digits)) unknown++;
  }
  if (to - from === 1 && !isTelling(doc, from)) return false;
  if (to - from === 1 && is(doc, from, KIND.opensTitle) && doc.lexicon.titles.has(keysOf(doc, from, to + 1)))
    return false;
  return unknown > 0 && !is(doc, to - 1, KIND.placeHead) && !is(doc, to - 1, KIND.instrumentHead);
}

function reason(doc: Document, run: Run, from: number, to: number): string | undefined {
  const prose = doc.styles[from] === STYLE.prose;
  const gap = gapAt(doc, to);
  const next = keyAt(doc, to);
  if (gap & GAP.open && (gapAt(doc, from) & GAP.colon) === 0 && EXCHANGES.has(next) && gapAt(doc, to + 1) & GAP.colon)
    return 'organisation-ticker';
  if (to < run.to) return beforeRest(doc, from, to);
  if (from > 0 && keyAt(doc, from - 1) === 'about' && doc.opens[from - 1] === 1) return 'organisation-about';
  if (betweenMarks(doc, from, to)) return 'organisation-wire';
  if (!prose) return undefined;
  if ((gap & ~GAP.dot) === GAP.possessive && is(doc, to, KIND.role)) return 'organisation-office';
  // “received Royal Assent today”: what is done is not who does it.
  if (next === 'today' && joinsAt(doc, from) && is(doc, from - 1, KIND.verb)) return undefined;
  if (joinsAt(doc, to) && is(doc, to, KIND.verb) && doc.tokens[to]?.capital === false)
    return isPlain(doc, from, to) ? undefined : 'organisation-announces';
  if (gap === GAP.comma && describesCompany(doc, to)) return 'organisation-described';
  return isHeldOffice(doc, from) ? 'organisation-office' : undefined;
}

/** Two long words of capitals: a heading rather than a name. */
const isShouted = (doc: Document, from: number, to: number): boolean =>
  to - from > 1 && is(doc, from, KIND.upper) && is(doc, from, KIND.long) && is(doc, to - 1, KIND.upper);

/** Of words alone that are mostly written in small letters. */
function isPlain(doc: Document, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!is(doc, i, KIND.plain | KIND.common)) return false;
  return true;
}

/** What the run goes on with after the name: a verb of a title, or an office. */
function beforeRest(doc: Document, from: number, to: number): string | undefined {
  if (is(doc, to, KIND.verb))
    return doc.opens[from] === 1 && !isPlain(doc, from, to) && !isShouted(doc, from, to)
      ? 'organisation-announces'
      : undefined;
  // “Policing Minister”, “Sporting Director”: the field of the office.
  const field = to - from === 1 && keyAt(doc, from).endsWith('ing');
  return doc.styles[from] === STYLE.prose && !field ? 'organisation-office' : undefined;
}

/** A wire between slashes or brackets in the first line: “April 28, 2024 /Acme Wire/ --”. */
function betweenMarks(doc: Document, from: number, to: number): boolean {
  const before = gapAt(doc, from) & (GAP.other | GAP.open);
  const after = gapAt(doc, to);
  if ((gapAt(doc, from) & GAP.dash) !== 0 && (after & GAP.dash) !== 0)
    return (gapAt(doc, from) & GAP.block) !== 0 && (after & GAP.block) !== 0;
  if (before === 0 || (after & GAP.dash) === 0) return false;
  return /^(?:19|20)\d\d$/.test(keyAt(doc, from - 1));
}

/** “, a leading provider of …”. */
function describesCompany(doc: Document, at: number): boolean {
  const first = keyAt(doc, at);
  if (first !== 'a' && first !== 'an' && first !== 'the') return false;
  for (let i = at + 1; i < at + 14; i++) {
    if (COMPANY_NOUNS.has(keyAt(doc, i))) return true;
    if (gapAt(doc, i) & (GAP.stop | GAP.block)) return false;
  }
  return false;
}

/** “Chief Executive of X”, “founder at X”, “President, X”. */
function isHeldOffice(doc: Document, from: number): boolean {
  const before = keyAt(doc, from - 1);
  const gap = gapAt(doc, from);
  if (gap === GAP.comma) return is(doc, from - 1, KIND.role) && gapAt(doc, from - 1) === GAP.comma;
  if (!OFFICE_OF.has(before) || !joinsAt(doc, from)) return false;
  const office = keyAt(doc, from - 2);
  return (
    is(doc, from - 2, KIND.role) &&
    !/^(?:head|general|professor)$/.test(office) &&
    !(before === 'for' && office === 'minister')
  );
}

/** Written like a brand (AdvicePay), or a word of capitals or an unknown word that keeps coming back. */
function shape(doc: Document, from: number, to: number, counts: ReadonlyMap<string, number>): string | undefined {
  if (to - from !== 1 || doc.styles[from] !== STYLE.prose) return undefined;
  const token = doc.tokens[from];
  if (token === undefined || isKind(token, KIND.firstName)) return undefined;
  if (MIXED.test(token.text) && !/^Mc|^Mac/.test(token.text)) return 'organisation-brand-name';
  const count = counts.get(token.key) ?? 0;
  if (token.upper && token.text.length <= 6) return count >= 2 ? 'organisation-acronym-name' : undefined;
  return count >= 3 && token.key.length > 2 ? 'organisation-repeated-name' : undefined;
}
