import { GAP } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, is, joinsAt, keyAt, keysOf, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { claimCited } from './cited.ts';

const YEAR = /^(?:1[6-9]|20)\d\d$/;
const NUMBER = /^\d{1,5}$/;
/** Before a resolution: whose it is. */
const BODIES = new Set([
  'security',
  'council',
  'general',
  'assembly',
  'un',
  'united',
  'nations',
  'unsc',
  'unga',
  'human',
  'rights',
]);
/** Agreements between firms are no instruments: the word before tells. */
const BUSINESS = new Set(
  'merger purchase license licensing partnership definitive credit sales service services user loan supply distribution employment option joint venture collaboration subscription confidentiality lease'.split(
    ' ',
  ),
);
const CODE_WORDS = new Set([
  'penal',
  'criminal',
  'civil',
  'tax',
  'internal',
  'revenue',
  'labour',
  'labor',
  'bankruptcy',
  'states',
]);

/** Resolutions, acts, treaties, regulations and cases, by their form. */
export function claimInstruments(doc: Document): Claim[] {
  const claims: Claim[] = claimCited(doc);
  claimByWord(doc, claims);
  for (const run of doc.runs) {
    const style = doc.styles[run.from];
    if (style !== STYLE.upper && style !== STYLE.foreign) claimNamed(doc, run, claims);
    if (style === STYLE.prose) claimRules(doc, run, claims);
  }
  const named = new Set(claims.map((claim) => keysOf(doc, claim.from, claim.to)));
  return claims.map((claim) => withoutOpening(doc, claim, named));
}

/** By a word that numbers, parties or a language follow. */
function claimByWord(doc: Document, claims: Claim[]): void {
  for (let at = 0; at < doc.tokens.length; at++) {
    if (doc.styles[at] === STYLE.foreign && is(doc, at, KIND.capital)) claimCompound(doc, at, claims);
    if (!is(doc, at, KIND.instrumentWord)) continue;
    const key = keyAt(doc, at);
    if (key === 'regulation' || key === 'directive') claimEuropean(doc, at, claims);
    else if (key !== 'v' && key !== 'vs') claimResolution(doc, at, claims);
    else if (doc.tokens[at]?.capital === false) claimCase(doc, at, claims);
  }
}

const COMPOUND = /.{4}(?:gesetz|gesetzbuch|verordnung)(?:e?s)?$/;

/** “Energiewirtschaftsgesetz”: laws are one word in German. */
function claimCompound(doc: Document, at: number, claims: Claim[]): void {
  if (COMPOUND.test(keyAt(doc, at))) push(claims, at, at + 1, 'instrument-head', WEIGHT.rule);
}

/** “the Telemarketing Sales Rule”, “the Australian Consumer Law”: a word that heads other names, too, after the article. */
function claimRules(doc: Document, { from, to }: Run, claims: Claim[]): void {
  const article = keyAt(doc, from) === 'the' ? 1 : 0;
  const start = from + article;
  if (to - start < 3 || to - start > 6 || !/^(?:law|rule|rules)$/.test(keyAt(doc, to - 1))) return;
  if (article === 0 && (keyAt(doc, from - 1) !== 'the' || !joinsAt(doc, from))) return;
  if (!is(doc, start, KIND.firstName)) push(claims, start, to, 'instrument-head');
}

/** “Final Care Act guidance”: a plain word that opens a line is not of the name where the name stands without it elsewhere. */
function withoutOpening(doc: Document, claim: Claim, named: ReadonlySet<string>): Claim {
  const { from, to } = claim;
  if (to - from < 3 || doc.opens[from] !== 1 || !is(doc, from, KIND.plain | KIND.common)) return claim;
  return named.has(keysOf(doc, from + 1, to)) ? { ...claim, from: from + 1 } : claim;
}

const push = (claims: Claim[], from: number, to: number, by: string, weight: number = WEIGHT.strong): void => {
  claims.push({ from, to, type: 'INSTRUMENT', by, weight, spreads: true });
};

function claimResolution(doc: Document, at: number, claims: Claim[]): void {
  let to = at + 1;
  if (keyAt(doc, to) === 'no' || keyAt(doc, to) === 'number') to++;
  if (!NUMBER.test(keyAt(doc, to)) || (gapAt(doc, to) & ~GAP.dot) !== 0) return;
  to++;
  if (
    (gapAt(doc, to) & GAP.other) !== 0 &&
    NUMBER.test(keyAt(doc, to)) &&
    doc.text[doc.tokens[to - 1]?.end ?? 0] === '/'
  )
    to++;
  if (gapAt(doc, to) === GAP.open && YEAR.test(keyAt(doc, to)) && gapAt(doc, to + 1) & GAP.close) to++;
  let from = at;
  while (from > 0 && BODIES.has(keyAt(doc, from - 1)) && doc.tokens[from - 1]?.capital && joinsAt(doc, from)) from--;
  const closed = YEAR.test(keyAt(doc, to - 1)) && gapAt(doc, to - 1) === GAP.open;
  push(claims, from, closed ? to - 1 : to, 'instrument-resolution');
}

/** Regulation (EU) 2016/679, Regulation (EU) No 596/2014, Directive 2009/65/EC. */
function claimEuropean(doc: Document, at: number, claims: Claim[]): void {
  if (doc.tokens[at]?.capital !== true) return;
  let to = at + 1;
  // “Regulation (EU)”, and in between “Implementing Regulation (EU, Euratom)”.
  while (to < at + 3 && (gapAt(doc, to) & (to === at + 1 ? GAP.open : GAP.comma)) !== 0 && doc.tokens[to]?.capital)
    to++;
  if (keyAt(doc, to) === 'no') to++;
  if (!NUMBER.test(keyAt(doc, to)) || !NUMBER.test(keyAt(doc, to + 1))) return;
  if (doc.text.slice(doc.tokens[to]?.end, doc.tokens[to + 1]?.start) !== '/') return;
  to += 2;
  if (/^(?:ec|eu|eec|euratom)$/.test(keyAt(doc, to)) && doc.text[doc.tokens[to - 1]?.end ?? 0] === '/') to++;
  push(claims, at, to, 'instrument-european');
}

/** A case: “Roe v. Wade”. */
function claimCase(doc: Document, at: number, claims: Claim[]): void {
  const next = doc.tokens[at + 1];
  const before = doc.tokens[at - 1];
  if (!before?.capital || !next?.capital || (next.gap & ~(GAP.dot | GAP.stop)) !== 0 || !joinsAt(doc, at)) return;
  let from = at - 1;
  while (from > 0 && at - from < 7 && joinsAt(doc, from)) {
    if (doc.tokens[from - 1]?.capital) from--;
    else if (keyAt(doc, from - 1) === 'of' && doc.tokens[from - 2]?.capital && joinsAt(doc, from - 1)) from -= 2;
    else break;
  }
  while (from < at - 1 && FUNCTION_WORDS.has(keyAt(doc, from))) from++;
  let to = at + 2;
  while (doc.tokens[to]?.capital && to - at < 7) {
    const formed = gapAt(doc, to) === GAP.comma && is(doc, to, KIND.legalForm);
    if (!joinsAt(doc, to) && !formed) break;
    to++;
  }
  push(claims, from, to, 'instrument-case');
}

/** Names that end in Act, Treaty, Convention …, with “of 1995” or “2021” after them, or “on …” within them. */
function claimNamed(doc: Document, run: Run, claims: Claim[]): void {
  for (let at = run.to - 1; at >= run.from; at--) {
    if (!is(doc, at, KIND.instrumentHead)) continue;
    const from = opening(doc, run, at);
    const to = namedEnd(doc, at);
    if (isNamed(doc, from, at, to)) push(claims, from, to, 'instrument-head', WEIGHT.rule);
    return;
  }
}

function opening(doc: Document, run: Run, at: number): number {
  let from = run.from;
  while (from < at) {
    const key = keyAt(doc, from);
    if (FUNCTION_WORDS.has(key)) from++;
    else break;
  }
  return linkedBack(doc, from);
}

/** Takes in “Proceeds of” before “Crime Act”. */
function linkedBack(doc: Document, from: number): number {
  const key = keyAt(doc, from - 1);
  if (
    (key === 'of' || key === 'and') &&
    joinsAt(doc, from) &&
    doc.tokens[from - 2]?.capital &&
    joinsAt(doc, from - 1)
  ) {
    let start = from - 2;
    while (start > 0 && doc.tokens[start - 1]?.capital && joinsAt(doc, start) && from - start < 6) start--;
    return keyAt(doc, start) === 'the' ? start + 1 : start;
  }
  return from;
}

function namedEnd(doc: Document, at: number): number {
  let to = at + 1;
  if (joinsAt(doc, to) && YEAR.test(keyAt(doc, to))) return to + 1;
  const link = keyAt(doc, to);
  if (link === 'of' && joinsAt(doc, to) && YEAR.test(keyAt(doc, to + 1))) return to + 2;
  // “Food Standards Act, 2006”, as laws are named in India and Africa.
  if (/^(?:act|code|bill|regulations)$/.test(keyAt(doc, at)) && gapAt(doc, to) === GAP.comma && YEAR.test(link))
    return to + 1;
  const treaty = /^(?:convention|treaty|protocol|covenant|declaration|statute|agreement)$/.test(keyAt(doc, at));
  if (!treaty || !/^(?:on|of|for|against|to)$/.test(link) || !joinsAt(doc, to)) return to;
  let next = to + 1;
  if (keyAt(doc, next) === 'the') next++;
  if (!doc.tokens[next]?.capital || !joinsAt(doc, next)) return to;
  while (
    next < at + 16 &&
    next < doc.tokens.length &&
    joinsAt(doc, next) &&
    (doc.tokens[next]?.capital || isLink(doc, next))
  )
    next++;
  to = next;
  return to;
}

const isLink = (doc: Document, at: number): boolean =>
  /^(?:of|the|and|on)$/.test(keyAt(doc, at)) &&
  (doc.tokens[at + 1]?.capital === true || doc.tokens[at + 2]?.capital === true) &&
  joinsAt(doc, at + 1);

function isNamed(doc: Document, from: number, at: number, to: number): boolean {
  if (to > at + 2 || (to > at + 1 && YEAR.test(keyAt(doc, to - 1)))) return true;
  if (from >= at) return false;
  const head = keyAt(doc, at);
  const before = keyAt(doc, at - 1);
  if (BUSINESS.has(before)) return false;
  if (head === 'act') return true;
  if (head === 'code') return CODE_WORDS.has(before);
  if (head === 'bill' || head === 'regulation' || head === 'regulations' || head === 'memorandum') {
    return doc.styles[at] === STYLE.prose && doc.opens[from] !== 1 && at - from > 1;
  }
  let unknown = 0;
  for (let i = from; i < at; i++) if (!is(doc, i, KIND.common)) unknown++;
  return unknown > 0;
}
