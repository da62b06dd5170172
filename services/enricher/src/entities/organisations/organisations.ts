import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, is, isCounty, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

const LINKS = new Set(['of', 'for', 'on', 'against']);
/** Legal forms that are words or other abbreviations in small letters. */
const FORMS_IN_CAPITALS = new Set([
  'ag',
  'sa',
  'se',
  'as',
  'ab',
  'co',
  'sas',
  'cv',
  'kg',
  'bv',
  'nv',
  'asa',
  'lp',
  'llp',
  'pbc',
]);
const FULL_STOPPED = new Set(['inc', 'corp', 'ltd', 'co']);
const OWNED = new Set(
  'office association department union court club society institute hospital army bureau council'.split(' '),
);

/** “Board of Directors”, “Agency of Record”: nobody's name. */
const GENERIC_TAIL = new Set(['directors', 'trustees', 'governors', 'record', 'choice', 'advisors', 'experts']);

/** Words that a name may take in after “Ministry of”. */
const MAX_TAIL = 14;

/** Organisations by their legal form, by the word that heads their name, and by a number before a panel. */
export function claimOrganisations(doc: Document): Claim[] {
  const claims: Claim[] = [];
  for (const run of doc.runs) {
    if (doc.styles[run.from] === STYLE.upper) continue;
    claimLegalForms(doc, run, claims);
    claimItalianForm(doc, run, claims);
    if (doc.styles[run.from] !== STYLE.foreign) claimHeads(doc, run, claims);
  }
  claimNumbered(doc, claims);
  return claims;
}

/** In German, which writes nouns with capitals. */
const COMPANY = new Set(['firma', 'unternehmen', 'konzern', 'gesellschaft', 'tochter', 'hersteller', 'anbieter']);

/** The run without the plain words that open a sentence, the article, and titles or offices before a name. */
export function trimmed(doc: Document, run: Run, to: number): number {
  let from = run.from;
  while (from < to - 1) {
    const token = doc.tokens[from];
    if (token === undefined) break;
    const abbreviated = (gapAt(doc, from + 1) & GAP.dot) !== 0;
    const opening =
      doc.opens[from] === 1 && isKind(token, KIND.common) && !isKind(token, KIND.strongHead) && !abbreviated;
    const article = doc.styles[from] === STYLE.foreign && (isKind(token, KIND.foreign) || COMPANY.has(token.key));
    const indefinite =
      (token.key === 'a' || token.key === 'an') && joinsAt(doc, from + 1) && gapAt(doc, from + 1) === 0;
    if (token.key === 'the' || token.key === 'about' || indefinite || article || opening) from++;
    else break;
  }
  return from;
}

/** Forms that a comma may part from the name; after a comma AB or NV is a province or state. */
const AFTER_COMMA = new Set('inc incorporated ltd limited llc llp lp corp corporation plc pllc gmbh co'.split(' '));

function isLegalForm(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  if (token === undefined || !isKind(token, KIND.legalForm) || isCounty(doc, at)) return false;
  if (token.gap & GAP.comma && !AFTER_COMMA.has(token.key)) return false;
  if (token.key === 'spa') return token.text === 'SpA' || token.text.includes('.');
  if (!FORMS_IN_CAPITALS.has(token.key)) return token.capital || token.text === 'plc' || token.text === 'gmbh';
  if (token.key === 'co') return token.text === 'Co' && gapAt(doc, at + 1) !== GAP.hyphen;
  return token.upper || token.text.includes('.');
}

const ITALIAN = /^S\.\s?(?:p\.\s?A|r\.\s?l)\./;

/** “Acque Chiare S.p.A.”, “… S.r.l.”: letters that the tokenizer parts. */
function claimItalianForm(doc: Document, run: Run, claims: Claim[]): void {
  const last = run.to - 1;
  if (doc.tokens[last]?.text !== 'S' || last === run.from) return;
  if (!ITALIAN.test(doc.text.slice(doc.tokens[last]?.start, (doc.tokens[last]?.start ?? 0) + 8))) return;
  const from = trimmed(doc, run, last);
  const to = Math.min(last + 3, doc.tokens.length);
  claims.push({
    from,
    to,
    type: 'ORG',
    by: 'organisation-legal-form',
    weight: WEIGHT.strong,
    dot: true,
    spreads: true,
  });
}

function claimLegalForms(doc: Document, run: Run, claims: Claim[]): void {
  let to = run.to;
  const next = doc.tokens[to];
  const plc = next !== undefined && joins(next) && isLegalForm(doc, to);
  if (plc || (next !== undefined && next.gap === GAP.comma && isLegalForm(doc, to))) to++;
  for (let at = to - 1; at > run.from; at--) {
    if (!isLegalForm(doc, at)) continue;
    const from = trimmed(doc, run, at);
    if (from >= at) return;
    claims.push({
      from,
      to: at + 1,
      type: 'ORG',
      by: 'organisation-legal-form',
      weight: WEIGHT.strong,
      dot: FULL_STOPPED.has(keyAt(doc, at)),
      spreads: true,
    });
    return;
  }
}

function claimHeads(doc: Document, run: Run, claims: Claim[]): void {
  for (let at = run.to - 1; at >= run.from; at--) {
    if (!is(doc, at, KIND.head | KIND.strongHead)) continue;
    if (is(doc, at + 1, KIND.productHead) && joinsAt(doc, at + 1) && at + 1 < run.to) return;
    const strong = is(doc, at, KIND.strongHead);
    const end = at === run.to - 1 ? headEnd(doc, at + 1, strong) : at + 1;
    const from = headStart(doc, run, at);
    // A name taken in from before the run has been told by what joins it.
    if (from < run.from || isOrganisation(doc, run, from, at, end, strong)) {
      claims.push({
        from,
        to: end,
        type: 'ORG',
        by: 'organisation-head',
        dot: FULL_STOPPED.has(keyAt(doc, end - 1)),
        weight: WEIGHT.rule,
        spreads: true,
      });
    }
    return;
  }
}

const isOwned = (doc: Document, run: Run): boolean =>
  gapAt(doc, run.from) === GAP.possessive && OWNED.has(keyAt(doc, run.from));

/** Takes in “Orange County District Attorney” before “’s Office”. */
function headStart(doc: Document, run: Run, at: number): number {
  if (gapAt(doc, run.from) === GAP.possessive) {
    const from = ownerFrom(doc, run.from);
    if (isOwned(doc, run) || isBody(doc, from, run.from)) return trimmed(doc, { from, to: at }, at);
  }
  const strong = is(doc, at, KIND.strongHead);
  let from = strong ? run.from : trimmed(doc, run, at + 1);
  while (from < at && FUNCTION_WORDS.has(keyAt(doc, from))) from++;
  if (doc.styles[at] === STYLE.prose) return from === run.from ? beforeAnd(doc, from) : from;
  for (let i = at - 1; i >= from; i--) if (is(doc, i, KIND.verb)) return i + 1;
  return from;
}

/** Back over the owner of a possessive: “Department of Labor” before “’s Office”. */
function ownerFrom(doc: Document, owned: number): number {
  let from = owned;
  while (
    from > 0 &&
    owned - from < MAX_TAIL &&
    is(doc, from - 1, KIND.inName) &&
    (from === owned || joinsAt(doc, from))
  ) {
    from--;
    const linked = /^(?:of|for)$/.test(keyAt(doc, from - 1)) && joinsAt(doc, from) && joinsAt(doc, from - 1);
    if (linked && is(doc, from - 2, KIND.strongHead) && is(doc, from - 2, KIND.capital)) from--;
  }
  return from;
}

const isBody = (doc: Document, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (is(doc, i, KIND.strongHead) && keyAt(doc, i + 1) === 'of') return true;
  return false;
};

/** “the Saw Science and Technology Laboratory”: the article shows that the head is of both. */
function beforeAnd(doc: Document, from: number): number {
  if (keyAt(doc, from - 1) !== 'and' || !joinsAt(doc, from) || !joinsAt(doc, from - 1)) return from;
  let start = from - 2;
  while (start > 0 && from - start < 6 && is(doc, start, KIND.capital) && joinsAt(doc, start)) start--;
  return keyAt(doc, start) === 'the' &&
    joinsAt(doc, start + 1) &&
    start < from - 2 &&
    !is(doc, start + 1, KIND.title | KIND.role) &&
    !hasHead(doc, start + 1, from - 1)
    ? start + 1
    : from;
}

function hasHead(doc: Document, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (is(doc, i, KIND.head | KIND.strongHead | KIND.legalForm | KIND.firstName)) return true;
  return false;
}

/** Parts of larger bodies: “School of Chemistry”. */
const PART_OF = new Set(['school', 'faculty', 'college', 'division', 'army', 'conservatory']);
const ON_SUBJECT = new Set(['committee', 'commission', 'council', 'panel', 'board', 'coalition']);

/** Takes in “of Defence”, “for Business and Trade”, “of Housing, Communities and Local Government”. */
function headEnd(doc: Document, start: number, strong: boolean): number {
  const link = keyAt(doc, start);
  const abroad = link === 'in' && keyAt(doc, start - 1) === 'mission' && capitalAt(doc, start + 1);
  if (abroad && joinsAt(doc, start) && joinsAt(doc, start + 1)) return start + 2;
  if (!LINKS.has(link) || !joinsAt(doc, start)) return start;
  if (!strong && !(link === 'of' && PART_OF.has(keyAt(doc, start - 1)))) return start;
  if ((link === 'on' || link === 'against') && !ON_SUBJECT.has(keyAt(doc, start - 1))) return start;
  let at = start + 1;
  if (keyAt(doc, at) === 'the' && joinsAt(doc, at)) at++;
  if (!capitalAt(doc, at) || !joinsAt(doc, at)) return start;
  const last = start + MAX_TAIL;
  for (;;) {
    while (at < last && capitalAt(doc, at) && joinsAt(doc, at)) at++;
    if (at >= last) return start;
    const more = listedOn(doc, at);
    if (more === 0) return at;
    at += more;
  }
}

/** The words to pass over where the name goes on after “and”, “of” or a comma that a later “and” answers. */
function listedOn(doc: Document, at: number): number {
  const key = keyAt(doc, at);
  if ((key === 'and' || key === 'of') && joinsAt(doc, at) && capitalAt(doc, at + 1) && joinsAt(doc, at + 1)) {
    return key === 'and' && namesOther(doc, at + 1) ? 0 : 1;
  }
  if (gapAt(doc, at) !== GAP.comma || !capitalAt(doc, at)) return 0;
  for (let i = at + 1; i < at + 6; i++) {
    if (keyAt(doc, i) === 'and') return capitalAt(doc, i + 1) && !namesOther(doc, i + 1) ? 1 : 0;
    if (!capitalAt(doc, i) || (gapAt(doc, i) & ~GAP.comma) !== 0) return 0;
  }
  return 0;
}

/** Another organisation or person begins after the “and”. */
function namesOther(doc: Document, at: number): boolean {
  for (let i = at; i < at + 4 && capitalAt(doc, i); i++) {
    if (i > at && !joinsAt(doc, i)) return false;
    if (is(doc, i, KIND.strongHead) || is(doc, i, KIND.firstName)) return true;
  }
  return false;
}

const capitalAt = (doc: Document, at: number): boolean => doc.tokens[at]?.capital === true;

function isOrganisation(doc: Document, run: Run, from: number, at: number, end: number, strong: boolean): boolean {
  if (end > at + 1) return !GENERIC_TAIL.has(keyAt(doc, end - 1));
  if (at - from < 1) return false;
  // After a possessive, and in titles, plain words before the head name nothing.
  const inDoubt = doc.styles[at] !== STYLE.prose || (gapAt(doc, from) & (GAP.possessive | GAP.quote)) !== 0;
  const plain = inDoubt && !strong ? KIND.common | KIND.plain : KIND.common;
  let unknown = 0;
  for (let i = from; i < at; i++) {
    if (!is(doc, i, plain | KIND.title | KIND.role) && keyAt(doc, i) !== 'and') unknown++;
  }
  if (doc.styles[at] !== STYLE.prose) {
    const alone = doc.opens[run.from] === 1 && ((doc.tokens[run.to]?.gap ?? GAP.block) & (GAP.block | GAP.open)) !== 0;
    return unknown > 0 && (strong || alone) && run.to - run.from <= 6;
  }
  if (
    !strong &&
    keyAt(doc, from - 1) === 'of' &&
    is(doc, from - 2, KIND.role | KIND.title) &&
    isAllPlain(doc, from, at)
  )
    return false;
  if (unknown > 0) return strong || !isAllPlain(doc, from, at + 1) || actsOrOwns(doc, from, at + 1);
  if (at - from > 1 && doc.opens[from] !== 1 && actsOrOwns(doc, from, at + 1)) return true;
  return strong && doc.opens[from] !== 1;
}

function isAllPlain(doc: Document, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!is(doc, i, KIND.plain | KIND.common)) return false;
  return true;
}

const WITH = new Set(['by', 'with', 'from', 'at', 'via', 'joined', 'join', 'joins', 'of']);
const ACTS = new Set(['is', 'has', 'which', 'who', 'was', 'will', 'a', 'an', 'the']);

/** Plain words like “Compass Logistics” are a name where they do something, own something, or one works with them. */
function actsOrOwns(doc: Document, from: number, to: number): boolean {
  const gap = gapAt(doc, to);
  if ((gap & GAP.possessive) !== 0 || (joinsAt(doc, from) && WITH.has(keyAt(doc, from - 1)))) return true;
  if ((gap & ~GAP.comma) === 0 && (ACTS.has(keyAt(doc, to)) || is(doc, to, KIND.verb | KIND.role))) return true;
  return (gap & GAP.open) !== 0 && doc.tokens[to]?.upper === true;
}

const NUMBERED = [
  ['panel', 'of', 'experts'],
  ['group', 'of', 'experts'],
  ['monitoring', 'team'],
  ['monitoring', 'group'],
  ['sanctions', 'committee'],
  ['working', 'group'],
  ['committee'],
  ['panel'],
] as const;

/** Bodies of a Security Council resolution, named by its number: “1718 Panel of Experts”. */
function claimNumbered(doc: Document, claims: Claim[]): void {
  for (let at = 0; at < doc.tokens.length; at++) {
    if (!is(doc, at, KIND.digits) || !/^\d{3,4}$/.test(keyAt(doc, at)) || !capitalAt(doc, at + 1)) continue;
    const form = NUMBERED.find((words) =>
      words.every((word, i) => keyAt(doc, at + 1 + i) === word && joinsAt(doc, at + 1 + i)),
    );
    if (form === undefined) continue;
    claims.push({
      from: at,
      to: at + 1 + form.length,
      type: 'ORG',
      by: 'organisation-numbered',
      weight: WEIGHT.strong,
      spreads: true,
    });
  }
}
