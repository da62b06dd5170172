import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, is, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
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
    claimHeads(doc, run, claims);
  }
  claimNumbered(doc, claims);
  return claims;
}

/** The run without the plain words that open a sentence, the article, and titles or offices before a name. */
export function trimmed(doc: Document, run: Run, to: number): number {
  let from = run.from;
  while (from < to - 1) {
    const token = doc.tokens[from];
    if (token === undefined) break;
    const opening = doc.opens[from] === 1 && isKind(token, KIND.common) && !isKind(token, KIND.strongHead);
    if (token.key === 'the' || token.key === 'about' || opening) from++;
    else break;
  }
  return from;
}

/** Forms that a comma may part from the name; after a comma AB or NV is a province or state. */
const AFTER_COMMA = new Set('inc incorporated ltd limited llc llp lp corp corporation plc pllc gmbh co'.split(' '));

function isLegalForm(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  if (token === undefined || !isKind(token, KIND.legalForm)) return false;
  if (token.gap & GAP.comma && !AFTER_COMMA.has(token.key)) return false;
  if (token.key === 'spa') return token.text === 'SpA' || token.text.includes('.');
  if (!FORMS_IN_CAPITALS.has(token.key)) return token.capital || token.text === 'plc' || token.text === 'gmbh';
  if (token.key === 'co') return token.text === 'Co' && gapAt(doc, at + 1) !== GAP.hyphen;
  return token.upper || token.text.includes('.');
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
    const strong = is(doc, at, KIND.strongHead);
    const end = at === run.to - 1 ? headEnd(doc, at + 1, strong) : at + 1;
    const from = headStart(doc, run, at);
    if (isOrganisation(doc, run, from, at, end, strong)) {
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

/** Takes in “Orange County District Attorney” before “’s Office”. */
function headStart(doc: Document, run: Run, at: number): number {
  if (at === run.from && gapAt(doc, at) === GAP.possessive && OWNED.has(keyAt(doc, at))) {
    let from = at;
    while (is(doc, from - 1, KIND.inName) && (from === at || joinsAt(doc, from))) from--;
    return trimmed(doc, { from, to: at }, at);
  }
  const strong = is(doc, at, KIND.strongHead);
  let from = strong ? run.from : trimmed(doc, run, at + 1);
  while (from < at && FUNCTION_WORDS.has(keyAt(doc, from))) from++;
  if (doc.styles[at] === STYLE.prose) return from;
  for (let i = at - 1; i >= from; i--) if (is(doc, i, KIND.verb)) return i + 1;
  return from;
}

const ON_SUBJECT = new Set(['committee', 'commission', 'council', 'panel', 'board', 'coalition']);

/** Takes in “of Defence”, “for Business and Trade”, “of Housing, Communities and Local Government”. */
function headEnd(doc: Document, start: number, strong: boolean): number {
  if (!strong || !LINKS.has(keyAt(doc, start)) || !joinsAt(doc, start)) return start;
  if (keyAt(doc, start) === 'on' && !ON_SUBJECT.has(keyAt(doc, start - 1))) return start;
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
  if (
    (key === 'and' || key === 'of' || key === 'in') &&
    joinsAt(doc, at) &&
    capitalAt(doc, at + 1) &&
    joinsAt(doc, at + 1)
  ) {
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
  let unknown = 0;
  for (let i = from; i < at; i++) {
    if (!is(doc, i, KIND.common | KIND.title | KIND.role) && keyAt(doc, i) !== 'and') unknown++;
  }
  if (doc.styles[at] !== STYLE.prose) {
    const alone = doc.opens[run.from] === 1 && ((doc.tokens[run.to]?.gap ?? GAP.block) & (GAP.block | GAP.open)) !== 0;
    return unknown > 0 && (strong || alone) && run.to - run.from <= 6;
  }
  return unknown > 0 || (strong && doc.opens[from] !== 1);
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
