import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, keyAt, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { likeliest } from '../model/likeliest.ts';
import { isUnknown } from './in-context.ts';

const LISTED: ReadonlySet<Claim['type']> = new Set(['ORG', 'PERSON', 'PLACE']);
/** Rules after which a list of products goes on. */
const LISTING = new Set(['product-named', 'product-enumerated']);

/**
 * Unknown names in an enumeration with organisations, products or people: “customers such as Acme Ltd, Borealis and
 * Cindra”. Goes once forwards and once backwards over the runs.
 */
export function claimEnumerated(doc: Document, standing: readonly Claim[], taken: Uint8Array): Claim[] {
  const claims: Claim[] = [];
  const ends = new Map<number, Claim['type']>();
  const starts = new Map<number, Claim['type']>();
  for (const claim of standing) {
    if (!LISTED.has(claim.type) && !LISTING.has(claim.by)) continue;
    ends.set(claim.to, claim.type);
    starts.set(claim.from, claim.type);
  }
  const consider = (run: Run, type: Claim['type'] | undefined): void => {
    if (type === undefined || starts.has(run.from) || taken[run.from] === 1 || !isItem(doc, run, type)) return;
    claims.push({
      from: run.from,
      to: run.to,
      type,
      by: ENUMERATED[type] ?? '',
      weight: WEIGHT.context,
      spreads: true,
    });
    ends.set(run.to, type);
    starts.set(run.from, type);
  };
  for (const run of doc.runs) consider(run, ends.get(separated(doc, run.from, -1)));
  for (const run of doc.runs.toReversed()) consider(run, starts.get(separated(doc, run.to, 1)));
  return claims;
}

const ENUMERATED: Partial<Record<Claim['type'], string>> = {
  ORG: 'organisation-enumerated',
  PERSON: 'person-enumerated',
  PLACE: 'place-enumerated',
  PRODUCT: 'product-enumerated',
};

function isItem(doc: Document, run: Run, type: Claim['type']): boolean {
  const size = run.to - run.from;
  if (doc.styles[run.from] !== STYLE.prose || size > 3 || doc.opens[run.from] === 1) return false;
  if (type === 'PRODUCT') return !is(doc, run.from, KIND.acronym | KIND.firstName);
  if (type === 'PERSON')
    return size === 1 ? is(doc, run.from, KIND.firstName) : isPersonLike(doc, run) && likeliest(doc, run) === 'PERSON';
  if (type === 'PLACE') return isUnknown(doc, run.from, run.to) && likeliest(doc, run) === 'PLACE';
  return isUnknown(doc, run.from, run.to) && !is(doc, run.from, KIND.firstName);
}

const IN_OTHERS =
  KIND.head |
  KIND.strongHead |
  KIND.legalForm |
  KIND.placeHead |
  KIND.instrumentHead |
  KIND.productHead |
  KIND.role |
  KIND.verb |
  KIND.acronym |
  KIND.digits |
  KIND.common;

function isPersonLike(doc: Document, { from, to }: Run): boolean {
  for (let at = from; at < to; at++) if (is(doc, at, IN_OTHERS) || is(doc, at, KIND.upper)) return false;
  return true;
}

/** Where the neighbour in an enumeration ends or begins: beyond a comma or an “and” alone; −1 where there is none. */
function separated(doc: Document, at: number, step: 1 | -1): number {
  const link = step === 1 ? at : at - 1;
  const isAnd = keyAt(doc, link) === 'and' && doc.tokens[link]?.text !== '&';
  if (!isAnd) return gapAt(doc, at) === GAP.comma ? at : -1;
  return (gapAt(doc, link) & ~GAP.comma) === 0 ? link + (step === 1 ? 1 : 0) : -1;
}
