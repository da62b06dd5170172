import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, keysOf, type Run, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { isPersonal, isRelative, unknownName } from './evidence.ts';
import { isAcronymFirst, isInitial, SUFFIXES } from './initials.ts';
import { isPostNominal } from './post-nominals.ts';

/** Titles that are as often words of other names: they need a full name after them. */
const WEAK = new Set(
  'director chief officer editor engineer principal founder author general major private leader chair coach count attorney deputy captain father sister brother miss lady artist actor actress singer nurse ceo cfo coo cto dean marshal'.split(
    ' ',
  ),
);
const PARTICLES = new Set(
  'de del della van von der den bin bint al el da dos di du la le ter ibn ben wa ole arap abu'.split(' '),
);
const MAX_NAME = 5;

/** People: a known given name and a family name, a title and a name, or words of saying and of office around a name. */
export function claimPersons(doc: Document, listed: readonly Claim[]): Claim[] {
  const claims: Claim[] = [];
  let expected = -1;
  for (const run of doc.runs) expected = claimRun(doc, run, claims, run.from === expected);
  const places = new Map<number, Claim>();
  for (const claim of listed) if (claim.type === 'PLACE' && claim.to - claim.from > 1) places.set(claim.from, claim);
  if (places.size === 0) return claims;
  // “San Diego Symphony”: a given name within a place is none.
  return claims.filter(({ from, to }) => {
    for (let at = from - 1; at < to; at++) {
      const place = places.get(at);
      if (place !== undefined && place.to > from && !(at === from && place.to === to)) return false;
    }
    return true;
  });
}

/**
 * @param listed whether a title for several stands before the names that this run goes on with: “Judges A B and C D”
 * @returns where the next of such names would begin, or −1
 */
function claimRun(doc: Document, run: Run, claims: Claim[], listed: boolean): number {
  let at = run.from;
  at += officeWords(doc, run);
  let titled = listed || at > run.from;
  let weak = listed;
  let several = listed;
  let next = -1;
  while (at < run.to) {
    const title = titleAt(doc, at, run.to);
    if (title > 0 && !isGivenName(doc, at, run)) {
      titled = true;
      weak = title === 1 && WEAK.has(keyAt(doc, at));
      several = isForSeveral(doc, at, title);
      at += title;
      continue;
    }
    const claim = nameAt(doc, run, at, titled, weak) ?? nameBeforeGiven(doc, run, at);
    titled = false;
    if (claim === undefined) {
      at++;
      continue;
    }
    claims.push(claim);
    at = claim.to;
    next = several && claim.by === 'person-title' ? afterLink(doc, at) : -1;
  }
  return next;
}

/** How many words of the run end an office that begins before it: “Special Agent in Charge”, “Minister for Transport”. */
function officeWords(doc: Document, run: Run): number {
  const link = keyAt(doc, run.from - 1);
  if (link === 'in') return keyAt(doc, run.from) === 'charge' ? 1 : 0;
  if ((link !== 'for' && link !== 'of') || !joinsAt(doc, run.from) || !is(doc, run.from - 2, KIND.title | KIND.role))
    return 0;
  let at = run.from;
  while (at < run.to && is(doc, at, KIND.plain | KIND.common) && !is(doc, at, KIND.firstName)) at++;
  return run.to - at >= 2 ? at - run.from : 0;
}

/** “Judges”, “Deputy Attorneys General”. */
function isForSeveral(doc: Document, from: number, words: number): boolean {
  for (let at = from; at < from + words; at++)
    if (/[^s]s$/.test(keyAt(doc, at)) && keyAt(doc, at) !== 'us') return true;
  return false;
}

/** Where an enumeration goes on after “and” or a comma; −1 where it does not. */
function afterLink(doc: Document, at: number): number {
  if (keyAt(doc, at) === 'and') return at + 1;
  if (gapAt(doc, at) !== GAP.comma) return -1;
  return keyAt(doc, at) === 'and' ? at + 1 : at;
}

/** “Sree Kumar Rao”: an unknown word at the start of the run before a known given name. */
function nameBeforeGiven(doc: Document, run: Run, at: number): Claim | undefined {
  if (at !== run.from || doc.opens[at] === 1 || !isSurname(doc, at) || !isGivenName(doc, at + 1, run)) return undefined;
  const rest = nameAt(doc, run, at + 1, false, false);
  return rest === undefined ? undefined : { ...rest, from: at };
}

/** The number of words of the title that begins here. */
function titleAt(doc: Document, at: number, end: number): number {
  if (!is(doc, at, KIND.opensTitle)) return 0;
  for (let length = Math.min(3, end - at); length > 0; length--) {
    if (doc.lexicon.titles.has(keysOf(doc, at, at + length))) return length;
  }
  return 0;
}

const isGivenName = (doc: Document, at: number, run: Run): boolean =>
  is(doc, at, KIND.firstName) && at + 1 < run.to && isSurname(doc, at + 1);

const NO_SURNAME =
  KIND.common |
  KIND.verb |
  KIND.head |
  KIND.strongHead |
  KIND.placeHead |
  KIND.legalForm |
  KIND.role |
  KIND.title |
  KIND.instrumentHead;

/** A word that no list of plain, official or commercial words holds. */
function isSurname(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  if (token === undefined || !token.capital) return false;
  if (SUFFIXES.has(token.key) || isKind(token, NO_SURNAME)) return false;
  return !(token.upper && isKind(token, KIND.acronym));
}

function nameAt(doc: Document, run: Run, at: number, titled: boolean, weak: boolean): Claim | undefined {
  if (doc.styles[at] === STYLE.upper && !titled) return undefined;
  const given = is(doc, at, KIND.firstName);
  const initial = isInitial(doc, at);
  if (!given && !initial && !isSurname(doc, at) && !(titled && !weak && isOnlyPlain(doc, at))) return undefined;
  const to = nameEnd(doc, at, given);
  const words = to - at;
  const claim = (by: string, weight: number): Claim => {
    const jr = SUFFIXES.has(keyAt(doc, to - 1));
    return { from: at, to, type: 'PERSON', by, weight, dot: jr, spreads: true };
  };
  if (words === 1) {
    if (titled && !weak && !initial && isTitledWord(doc, run, at)) return claim('person-title', WEIGHT.strong);
    return isKin(doc, run, at, titled) ? claim('person-kin', WEIGHT.context) : undefined;
  }
  if (endsInHead(doc, run, to)) return undefined;
  if (titled && !isAcronymFirst(doc, at, to)) return claim('person-title', WEIGHT.strong);
  if (given) return claim('person-given-name', WEIGHT.rule);
  const by = unknownName(doc, run, at, to);
  return by === undefined ? undefined : claim(by, by === 'person-initial' ? WEIGHT.rule : WEIGHT.context);
}

const isKin = (doc: Document, run: Run, at: number, titled: boolean): boolean =>
  is(doc, at, KIND.firstName) ? !titled && isPersonal(doc, at) : isRelative(doc, run, at);

/** After a title, one word is a name unless it heads something else or is a verb of a title. */
const isTitledWord = (doc: Document, run: Run, at: number): boolean =>
  (doc.styles[at] === STYLE.prose || !/ing$|ed$/.test(keyAt(doc, at))) && !endsInHead(doc, run, at + 1);

/** A plain word after a title is a family name where it ends the run: Mrs May, President Young. */
function isOnlyPlain(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  if (token === undefined || !token.capital || token.upper || doc.styles[at] !== STYLE.prose) return false;
  return (
    isKind(token, KIND.common) &&
    !isKind(token, KIND.role) &&
    !isKind(token, KIND.head) &&
    !/^(?:the|of|and|to|in|on|for|at|by|it|we|he|she|i|a|an)$/.test(token.key)
  );
}

function nameEnd(doc: Document, from: number, given: boolean): number {
  let to = from + 1;
  while (to - from < MAX_NAME) {
    const token = doc.tokens[to];
    if (token === undefined) break;
    const suffix = SUFFIXES.has(token.key) && token.capital;
    if (suffix && (joins(token) || (token.gap & ~GAP.dot) === GAP.comma)) return to + 1;
    const more = nameGoesOn(doc, to, given);
    if (more === 0) break;
    to += more;
  }
  return Math.min(to, doc.tokens.length);
}

/** How many more words the name takes: a family name or initial, “Jong-un”, “van Dyck”. */
function nameGoesOn(doc: Document, at: number, given: boolean): number {
  const token = doc.tokens[at];
  if (token === undefined || !joins(token) || isPostNominal(doc, at)) return 0;
  if (token.gap === GAP.hyphen && !token.capital) return 1;
  if (isSurname(doc, at) || isInitial(doc, at)) return 1;
  if (given && token.capital && isKind(token, KIND.firstName)) return 1;
  return PARTICLES.has(token.key) && !token.capital && isSurname(doc, at + 1) ? 2 : 0;
}

/** The run goes on with a word that makes it an organisation, a place or an instrument. */
function endsInHead(doc: Document, run: Run, to: number): boolean {
  if (to >= run.to) return false;
  return is(doc, to, KIND.head | KIND.placeHead | KIND.legalForm | KIND.instrumentHead);
}
