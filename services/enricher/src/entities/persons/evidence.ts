import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { likeliest } from '../model/likeliest.ts';
import { isAcronymFirst, isDotted, SUFFIXES } from './initials.ts';
import { isPostNominal } from './post-nominals.ts';

const SAYING = new Set(
  'said says added adds explained explains commented comments noted notes stated states told continued concluded remarked'.split(
    ' ',
  ),
);

/** What around or in a name of unknown words makes it a person's. */
export function unknownName(doc: Document, run: Run, at: number, to: number): string | undefined {
  if ((isDotted(doc, at) || isDotted(doc, at + 1)) && to - at > 2) return 'person-initial';
  if (to - at > 2 && SUFFIXES.has(keyAt(doc, to - 1)) && !keyAt(doc, to - 1).startsWith('i')) return 'person-suffix';
  const byline = at === run.from + 1 && keyAt(doc, run.from) === 'by';
  let last = to;
  while (last < run.to && isPostNominal(doc, last)) last++;
  if ((at !== run.from && !byline) || last < run.to || doc.styles[at] === STYLE.upper) return undefined;
  if (isAcronymFirst(doc, at, to)) return undefined;
  return besideName(doc, at, to, last);
}

/** @param last after the letters that follow the name */
function besideName(doc: Document, at: number, to: number, last: number): string | undefined {
  if (isSaid(doc, at, last)) return 'person-said';
  if (hasAgeBefore(doc, at)) return 'person-age';
  if (hasOffice(doc, to) || hasOfficeBefore(doc, at, to)) return 'person-office';
  if (hasDegree(doc, to)) return 'person-degree';
  // “named Dutch champion Jane Doe as”: what she is stands before the name.
  const listed = is(doc, at, KIND.opensName) && !is(doc, at, KIND.firstName);
  if (!listed && isAppointed(doc, at, to)) return 'person-appointed';
  if (isOfCountry(doc, to) && likeliest(doc, { from: at, to }) === 'PERSON') return 'person-office';
  return isCredited(doc, at, to) ? 'person-line' : undefined;
}

const KIN = new Set('wife husband son daughter brother sister mother father sons daughters friend partner'.split(' '));

/** “said Matt”, “his wife Sam”: a given name alone. */
export function isPersonal(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  const before = doc.tokens[at - 1];
  if (token === undefined || before === undefined || !joins(token) || before.capital) return false;
  return SAYING.has(before.key) || KIN.has(before.key);
}

/** “his brother Osric”: a word of which no list knows a use. */
export function isRelative(doc: Document, run: Run, at: number): boolean {
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
