import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/** Organisations by where they stand: a web name, a credit, a byline, a heading that lost its line, the office that a page is of. */
export function claimByPlace(doc: Document): Claim[] {
  const claims: Claim[] = [];
  for (let at = 1; at < doc.tokens.length; at++) if (is(doc, at, KIND.domain)) claimWebName(doc, at, claims);
  for (const run of doc.runs) {
    claimCredit(doc, run, claims);
    claimByline(doc, run, claims);
    claimGlued(doc, run, claims);
    claimProsecutor(doc, run, claims);
  }
  return claims;
}

const organisation = (from: number, to: number, by: string, weight: number = WEIGHT.rule): Claim => ({
  from,
  to,
  type: 'ORG',
  by,
  weight,
  spreads: true,
});

/** “Acme.com”, “Acme.com Inc.”: capitalised, and no part of an address. */
function claimWebName(doc: Document, at: number, claims: Claim[]): void {
  const name = doc.tokens[at - 1];
  const domain = doc.tokens[at];
  if (name === undefined || domain === undefined || !name.capital || domain.start !== name.end + 1) return;
  if (doc.text[name.end] !== '.' || /[@/.\-_:]/.test(doc.text[name.start - 1] ?? ' ')) return;
  const after = doc.text.slice(domain.end, domain.end + 2);
  if (/^(?:[/@\-_]|\.\w)/.test(after)) return;
  const formed = joinsAt(doc, at + 1) && is(doc, at + 1, KIND.legalForm) && doc.tokens[at + 1]?.capital === true;
  claims.push({ ...organisation(at - 1, at + (formed ? 2 : 1), 'organisation-web-name', WEIGHT.strong), dot: formed });
}

const known = (doc: Document, from: number, to: number): boolean => {
  for (let i = from; i < to; i++)
    if (!is(doc, i, KIND.common | KIND.plain | KIND.acronym | KIND.title | KIND.role | KIND.digits)) return false;
  return true;
};

const endsBlock = (doc: Document, to: number): boolean => to >= doc.tokens.length || (gapAt(doc, to) & GAP.block) !== 0;

/** “The ten best saws (Acme)” at the end of a line: whose it is. */
function claimCredit(doc: Document, run: Run, claims: Claim[]): void {
  if ((gapAt(doc, run.from) & ~GAP.dot) !== GAP.open || !endsBlock(doc, run.to) || run.to - run.from > 3) return;
  if (doc.text[doc.tokens[run.to - 1]?.end ?? 0] !== ')' || known(doc, run.from, run.to)) return;
  const token = doc.tokens[run.from];
  if (token?.upper || is(doc, run.from, KIND.firstName | KIND.opensName)) return;
  claims.push(organisation(run.from, run.to, 'organisation-credit', WEIGHT.context));
}

/** “By Jane Doe, Acme News”, “Jane Doe/The Acme Sun”: for whom somebody writes. */
function claimByline(doc: Document, run: Run, claims: Claim[]): void {
  const size = run.to - run.from;
  if (size > 4) return;
  const slashed =
    (gapAt(doc, run.from) & ~GAP.tight) === GAP.other && doc.text[(doc.tokens[run.from]?.start ?? 0) - 1] === '/';
  const article = keyAt(doc, run.from) === 'the' ? 1 : 0;
  const stops = endsBlock(doc, run.to) || (gapAt(doc, run.to) & GAP.stop) !== 0;
  if (slashed && stops && is(doc, run.from - 2, KIND.firstName) && size > article) {
    claims.push(organisation(run.from + article, run.to, 'organisation-byline'));
    return;
  }
  if (gapAt(doc, run.from) !== GAP.comma || !endsBlock(doc, run.to) || is(doc, run.from, KIND.role)) return;
  for (let at = run.from - 1; at >= run.from - 4; at--) {
    if (keyAt(doc, at) === 'by' && (gapAt(doc, at) & GAP.block) !== 0 && at < run.from - 2) {
      claims.push(organisation(run.from + article, run.to, 'organisation-byline'));
      return;
    }
    if (!is(doc, at, KIND.capital)) return;
  }
}

const GLUED = /^(?:Details|Contacts?|Release|Website)(?=\p{Lu})/u;

/** “Contact DetailsAcme Mills”: the heading lost the line that ended it. */
function claimGlued(doc: Document, run: Run, claims: Claim[]): void {
  for (let at = run.from; at < run.to && at < run.from + 2; at++) {
    const heading = GLUED.exec(doc.tokens[at]?.text ?? '')?.[0];
    if (heading === undefined || keyAt(doc, at - 1) !== 'contact' || run.to - at > 6) continue;
    claims.push({
      ...organisation(at, run.to, 'organisation-glued', WEIGHT.strong),
      skip: heading.length,
      spreads: false,
    });
    return;
  }
}

const PROSECUTORS = /^(?:attorney|attorneys|prosecutor|sheriff)$/;

/** “… – Orange County District Attorney” that ends a line or stands alone on it: the office, not its holder. */
function claimProsecutor(doc: Document, run: Run, claims: Claim[]): void {
  const last = run.to - 1;
  if (!endsBlock(doc, run.to) || run.to - run.from < 3 || !PROSECUTORS.test(keyAt(doc, last))) return;
  if ((gapAt(doc, run.from) & (GAP.block | GAP.dash)) === 0 || doc.styles[run.from] === STYLE.foreign) return;
  for (let at = run.from; at < last; at++)
    if (is(doc, at, KIND.placeHead)) {
      claims.push(organisation(run.from, run.to, 'organisation-prosecutor'));
      return;
    }
}
