import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, keysOf, type Run, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { likeliest } from '../model/likeliest.ts';
import { isPostNominal } from './post-nominals.ts';

/** Titles that are as often words of other names: they need a full name after them. */
const WEAK = new Set(
  'director chief officer editor engineer principal founder author general major private leader chair coach count attorney deputy captain father sister brother miss lady artist actor actress singer nurse ceo cfo coo cto dean marshal'.split(
    ' ',
  ),
);
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
const PARTICLES = new Set('de del della van von der den bin bint al el da dos di du la le ter ibn ben'.split(' '));
const SAYING = new Set(
  'said says added adds explained explains commented comments noted notes stated states told continued concluded remarked'.split(
    ' ',
  ),
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

/** Dotted like initials. */
const STATES = new Set(['us', 'uk', 'eu', 'un', 'uae']);

const isInitial = (doc: Document, at: number): boolean => {
  const token = doc.tokens[at];
  if (token?.capital !== true || STATES.has(token.key)) return false;
  return token.text.length === 1 || /^(?:\p{Lu}\.)+$/u.test(token.text);
};

function nameAt(doc: Document, run: Run, at: number, titled: boolean, weak: boolean): Claim | undefined {
  if (doc.styles[at] === STYLE.upper && !titled) return undefined;
  const given = is(doc, at, KIND.firstName);
  const initial = isInitial(doc, at);
  const plainAfterTitle = titled && !weak && isOnlyPlain(doc, at);
  if (!given && !initial && !plainAfterTitle && !isSurname(doc, at)) return undefined;
  const to = nameEnd(doc, at, given);
  const words = to - at;
  const claim = (by: string, weight: number): Claim => {
    const jr = SUFFIXES.has(keyAt(doc, to - 1));
    return { from: at, to, type: 'PERSON', by, weight, dot: jr, spreads: true };
  };
  if (words === 1) {
    if (
      titled &&
      !weak &&
      (doc.styles[at] === STYLE.prose || !/ing$|ed$/.test(keyAt(doc, at))) &&
      !initial &&
      !endsInHead(doc, run, to)
    )
      return claim('person-title', WEIGHT.strong);
    const kin = given ? !titled && isPersonal(doc, at) : isRelative(doc, run, at);
    return kin ? claim('person-kin', WEIGHT.context) : undefined;
  }
  if (endsInHead(doc, run, to)) return undefined;
  if (titled && !isAcronymFirst(doc, at, to)) return claim('person-title', WEIGHT.strong);
  if (given) return claim('person-given-name', WEIGHT.rule);
  const by = unknownName(doc, run, at, to);
  return by === undefined ? undefined : claim(by, by === 'person-initial' ? WEIGHT.rule : WEIGHT.context);
}

/** A dot, or a dotted form, tells an initial from a letter: Jay Y. Tamsin, not Model X Plus. */
const isDotted = (doc: Document, at: number): boolean =>
  isInitial(doc, at) && ((gapAt(doc, at + 1) & GAP.dot) !== 0 || (doc.tokens[at]?.text.includes('.') ?? false));

/** What around or in a name of unknown words makes it a person's. */
function unknownName(doc: Document, run: Run, at: number, to: number): string | undefined {
  if ((isDotted(doc, at) || isDotted(doc, at + 1)) && to - at > 2) return 'person-initial';
  if (to - at > 2 && SUFFIXES.has(keyAt(doc, to - 1)) && !keyAt(doc, to - 1).startsWith('i')) return 'person-suffix';
  const byline = at === run.from + 1 && keyAt(doc, run.from) === 'by';
  let last = to;
  while (last < run.to && isPostNominal(doc, last)) last++;
  if ((at !== run.from && !byline) || last !== run.to || doc.styles[at] === STYLE.upper) return undefined;
  if (isAcronymFirst(doc, at, to)) return undefined;
  if (isSaid(doc, at, last)) return 'person-said';
  if (hasAgeBefore(doc, at)) return 'person-age';
  if (hasOffice(doc, to) || hasOfficeBefore(doc, at, to)) return 'person-office';
  if (hasDegree(doc, to)) return 'person-degree';
  if (isAppointed(doc, at, to)) return 'person-appointed';
  if (isOfCountry(doc, to) && likeliest(doc, { from: at, to }) === 'PERSON') return 'person-office';
  return isCredited(doc, at, to) ? 'person-line' : undefined;
}

/** “ACME Affiliates”: capitals before a word of small letters begin no person’s name. */
const isAcronymFirst = (doc: Document, at: number, to: number): boolean =>
  to - at > 1 &&
  !isInitial(doc, at) &&
  is(doc, at, KIND.upper) &&
  !is(doc, at + 1, KIND.upper) &&
  !isInitial(doc, at + 1);

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

const KIN = new Set('wife husband son daughter brother sister mother father sons daughters friend partner'.split(' '));

/** “said Matt”, “his wife Sam”: a given name alone. */
function isPersonal(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  const before = doc.tokens[at - 1];
  if (token === undefined || before === undefined || !joins(token) || before.capital) return false;
  return SAYING.has(before.key) || KIN.has(before.key);
}

/** “his brother Osric”: a word of which no list knows a use. */
function isRelative(doc: Document, run: Run, at: number): boolean {
  const before = doc.tokens[at - 1];
  if (before === undefined || before.capital || run.to - run.from !== 1 || !joinsAt(doc, at)) return false;
  if (is(doc, at, KIND.plain | KIND.common | KIND.upper) || doc.styles[at] !== STYLE.prose) return false;
  return KIN.has(before.key) && before.key !== 'partner' && !before.key.endsWith('s');
}

/** “Jane Doe of Norway”, as the United Nations name people. */
const isOfCountry = (doc: Document, to: number): boolean =>
  keyAt(doc, to) === 'of' && joinsAt(doc, to) && is(doc, to + 1, KIND.opensName) && is(doc, to + 1, KIND.capital);

const APPOINTS = new Set(
  'named names appointed appoints hired hires promoted promotes elected elects nominated nominates tapped taps welcomed welcomes'.split(
    ' ',
  ),
);

/** “has named Jane Doe as its …”, “appointed Jane Doe to …”. */
function isAppointed(doc: Document, from: number, to: number): boolean {
  if (!APPOINTS.has(keyAt(doc, from - 1)) || !joinsAt(doc, from)) return false;
  return joinsAt(doc, to) && /^(?:as|to|its|the|for)$/.test(keyAt(doc, to));
}

const REACH = /^(?:tel|telephone|phone|cell|mobile|email|e-mail|counsel|relations|communications|affairs)$/;

/** “Jane Doe (+32 2 555 …)”, or on the line below. */
function hasTelephone(doc: Document, to: number): boolean {
  const token = doc.tokens[to];
  if (token === undefined || !is(doc, to, KIND.digits) || (token.gap & (GAP.open | GAP.newline | GAP.block)) === 0)
    return false;
  return (
    doc.text[token.start - 1] === '+' ||
    (token.text.length === 3 && is(doc, to + 1, KIND.digits) && gapAt(doc, to + 1) !== GAP.comma)
  );
}

/** A byline, a contact, or a line of its own above an office. */
function isCredited(doc: Document, at: number, to: number): boolean {
  if (to - at > 4) return false;
  const before = keyAt(doc, at - 1);
  if (before === 'by' && doc.opens[at - 1] === 1) return true;
  const gap = gapAt(doc, at);
  if (hasTelephone(doc, to) && likeliest(doc, { from: at, to }) === 'PERSON') return true;
  if (/^(?:contact|contacts|author)$/.test(before) && gap & (GAP.colon | GAP.block | GAP.newline)) return true;
  const alone = (gap & (GAP.block | GAP.newline)) !== 0 && (gapAt(doc, to) & (GAP.block | GAP.newline)) !== 0;
  if (!alone || doc.tokens[to]?.capital !== true) return false;
  // A line that is an office, or says how to reach: “Public Affairs Counsel”, “Tel: …”.
  for (let i = to; i < to + 6 && (i === to || (gapAt(doc, i) & (GAP.block | GAP.newline)) === 0); i++) {
    if (is(doc, i, KIND.role | KIND.title) || (REACH.test(keyAt(doc, i)) && i < to + 2)) return true;
  }
  return false;
}

/** The run goes on with a word that makes it an organisation, a place or an instrument. */
function endsInHead(doc: Document, run: Run, to: number): boolean {
  if (to >= run.to) return false;
  return is(doc, to, KIND.head | KIND.placeHead | KIND.legalForm | KIND.instrumentHead);
}

function isSaid(doc: Document, from: number, to: number): boolean {
  if (SAYING.has(keyAt(doc, from - 1)) && joinsAt(doc, from)) return true;
  // “A spokesman of Acme Mills said”: not the one who speaks.
  const spokenFor = joinsAt(doc, from) && /^(?:from|of|at|for|with|by|the)$/.test(keyAt(doc, from - 1));
  return !spokenFor && SAYING.has(keyAt(doc, to)) && joinsAt(doc, to);
}

/** “Jane Doe, Chief Executive”, “John Roe, 43,”. */
function hasOffice(doc: Document, to: number): boolean {
  const next = doc.tokens[to];
  if (next === undefined) return false;
  // “(43)”, “(dob 02/11/66)”, “, a/k/a Slim”.
  if (next.gap === GAP.open)
    return next.key === 'dob' || (/^\d\d$/.test(next.key) && (gapAt(doc, to + 1) & GAP.close) !== 0);
  if (next.key === 'aka' || (next.key === 'a' && keyAt(doc, to + 1) === 'k' && keyAt(doc, to + 2) === 'a')) return true;
  if ((next.gap & ~GAP.dot) !== GAP.comma) return false;
  if (/^\d\d$/.test(next.text)) {
    const after = gapAt(doc, to + 1);
    return (
      to + 1 >= doc.tokens.length ||
      (after & (GAP.comma | GAP.block | GAP.stop | GAP.colon)) !== 0 ||
      /^(?:of|and|was|is|from)$/.test(keyAt(doc, to + 1))
    );
  }
  if (isKind(next, KIND.role)) return true;
  // “Jane Doe, Acme Mills’ Chief Saw Officer”, “Jane Doe, the founder”.
  for (let at = to; at < to + 6; at++) {
    if (at > to && (gapAt(doc, at) & ~(GAP.possessive | GAP.hyphen | GAP.dot | GAP.quote)) !== 0) return false;
    if (is(doc, at, KIND.role)) return true;
    if (!is(doc, at, KIND.inName) && !/^(?:the|our|a|an|of|its)$/.test(keyAt(doc, at))) return false;
  }
  return false;
}

const MAX_OFFICE = 10;

/** “Acme’s Chief Executive, Jane Doe, …”, “Head of Saws, Jane Doe,”. */
function hasOfficeBefore(doc: Document, from: number, to: number): boolean {
  if (gapAt(doc, from) !== GAP.comma || to - from < 2) return false;
  const closed = (gapAt(doc, to) & ~GAP.dot) !== 0 || to >= doc.tokens.length || keyAt(doc, to) === 'and';
  for (let at = from - 1; at > from - MAX_OFFICE; at--) {
    if (is(doc, at, KIND.role) || OFFICES.has(keyAt(doc, at))) return closed && !isHeldByOther(doc, at);
    if ((gapAt(doc, at) & ~GAP.hyphen) !== 0) return false;
    if (!is(doc, at, KIND.inName) && !/^(?:of|the|for|and)$/.test(keyAt(doc, at))) return false;
  }
  return false;
}

/** Offices of several people, in small letters. */
const OFFICES = new Set('owners directors presidents chairs executives defendants brothers sisters'.split(' '));

/** “Jane Doe, Managing Director, Acme Mills”: the office is of the name before it. */
function isHeldByOther(doc: Document, office: number): boolean {
  let at = office;
  while (at > 0 && gapAt(doc, at) === 0 && (is(doc, at - 1, KIND.inName) || keyAt(doc, at - 1) === 'of')) at--;
  return gapAt(doc, at) === GAP.comma && is(doc, at - 1, KIND.capital);
}

const RELATIVES = new Set(
  (
    'uncle aunt cousin nephew niece victim defendant co-defendant codefendant suspect husband wife son daughter brother sister father mother ' +
    'student postdoc researcher scientist engineer goaltender goalkeeper midfielder defender striker forward pitcher quarterback coach captain lawyer attorney barrister solicitor artist author singer actor owner founder cofounder resident teacher pastor driver pilot nurse doctor professor lecturer fellow spokesman spokeswoman spokesperson economist historian activist farmer journalist editor musician filmmaker composer entrepreneur lawmaker candidate detective officer prosecutor'
  ).split(' '),
);

/** “45-year-old Jane Doe”, “his uncle, John Roe”, “the historian Jane Doe”. */
function hasAgeBefore(doc: Document, from: number): boolean {
  const before = keyAt(doc, from - 1);
  if (before === 'old' && joinsAt(doc, from)) return /^(?:year|month)$/.test(keyAt(doc, from - 2));
  return RELATIVES.has(before) && (gapAt(doc, from) & ~GAP.comma) === 0 && doc.tokens[from - 1]?.capital === false;
}

/** “Jane Doe, MD”, “Jane Doe, Ph.D.”. */
const hasDegree = (doc: Document, to: number): boolean =>
  ((gapAt(doc, to) & ~GAP.dot) === GAP.comma || joinsAt(doc, to)) && isPostNominal(doc, to);
