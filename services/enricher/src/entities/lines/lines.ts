import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/** In no name of a person, and in few. */
const NEVER = KIND.head | KIND.strongHead | KIND.legalForm | KIND.verb | KIND.acronym | KIND.digits | KIND.productHead;
const SELDOM = KIND.common | KIND.plain | KIND.placeHead | KIND.instrumentHead | KIND.role | KIND.opensName;
/** Lines of one list that must look like names, and the share of them that must hold no word of another use. */
const LEAST = 3;
const SHARE = 0.6;

/** Lists of people: several lines one after another, each of two to four words of which no list knows a use. */
export function claimLines(doc: Document): Claim[] {
  const claims: Claim[] = [];
  let group: Run[] = [];
  const close = (): void => {
    const sure = group.filter((run) => !hasAny(doc, run, SELDOM)).length;
    if (group.length >= LEAST && sure >= group.length * SHARE)
      for (const { from, to } of group) claims.push(lineOf(from, to));
    group = [];
  };
  for (let i = 0; i < doc.blocks.length - 1; i++) {
    const from = doc.blocks[i] ?? 0;
    const to = doc.blocks[i + 1] ?? 0;
    if (isNameLine(doc, from, to)) group.push({ from, to });
    else close();
  }
  close();
  return claims;
}

const lineOf = (from: number, to: number): Claim => ({
  from,
  to,
  type: 'PERSON',
  by: 'person-listed',
  weight: WEIGHT.context,
  spreads: true,
});

function isNameLine(doc: Document, from: number, to: number): boolean {
  if (to - from < 2 || to - from > 4 || doc.styles[from] === STYLE.upper) return false;
  for (let at = from; at < to; at++) {
    if (!is(doc, at, KIND.capital) || is(doc, at, NEVER)) return false;
    if (at > from && (gapAt(doc, at) & ~(GAP.dot | GAP.hyphen)) !== 0) return false;
  }
  const end = doc.text[doc.tokens[to - 1]?.end ?? 0];
  return end === undefined || end === '\n' || end === ',' || end === ';';
}

function hasAny(doc: Document, { from, to }: Run, kinds: number): boolean {
  for (let at = from; at < to; at++) if (is(doc, at, kinds) && !is(doc, at, KIND.firstName)) return true;
  return false;
}
