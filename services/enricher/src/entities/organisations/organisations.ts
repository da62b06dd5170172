import { GAP } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, is, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { capitalAt, headEnd, MAX_TAIL } from './head-end.ts';
import { claimItalianForm, claimLegalForms, FULL_STOPPED } from './legal-forms.ts';
import { trimmed } from './trimmed.ts';

const OWNED = new Set(
  'office association department union court club society institute hospital army bureau council'.split(' '),
);

/** “Board of Directors”, “Agency of Record”: nobody's name. */
const GENERIC_TAIL = new Set(['directors', 'trustees', 'governors', 'record', 'choice', 'advisors', 'experts']);

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
  for (let i = from; i < to; i++) if (is(doc, i, KIND.strongHead)) return true;
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

function isOrganisation(doc: Document, run: Run, from: number, at: number, end: number, strong: boolean): boolean {
  if (end > at + 1) return !GENERIC_TAIL.has(keyAt(doc, end - 1));
  if (at - from < 1) return false;
  // After a possessive, and in titles, plain words before the head name nothing.
  const inDoubt = doc.styles[at] !== STYLE.prose || (gapAt(doc, from) & (GAP.possessive | GAP.quote)) !== 0;
  const plain = inDoubt && !strong ? KIND.common | KIND.plain : KIND.common;
  const unknown = countUnknown(doc, from, at, plain | KIND.title | KIND.role);
  if (doc.styles[at] !== STYLE.prose) {
    const alone = doc.opens[run.from] === 1 && ((doc.tokens[run.to]?.gap ?? GAP.block) & (GAP.block | GAP.open)) !== 0;
    return unknown > 0 && (strong || alone) && run.to - run.from <= 6;
  }
  if (!strong && isFieldOfOffice(doc, from, at)) return false;
  if (unknown > 0) return strong || !isAllPlain(doc, from, at + 1) || actsOrOwns(doc, from, at + 1);
  if (at - from > 1 && doc.opens[from] !== 1 && actsOrOwns(doc, from, at + 1)) return true;
  return strong && doc.opens[from] !== 1;
}

function countUnknown(doc: Document, from: number, to: number, known: number): number {
  let unknown = 0;
  for (let i = from; i < to; i++) if (!is(doc, i, known) && keyAt(doc, i) !== 'and') unknown++;
  return unknown;
}

/** “Vice President of Patient Care Services”. */
const isFieldOfOffice = (doc: Document, from: number, at: number): boolean =>
  keyAt(doc, from - 1) === 'of' && is(doc, from - 2, KIND.role | KIND.title) && isAllPlain(doc, from, at);

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
  for (const at of doc.marked) {
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
