import { type Accept, type Alias, GAP, longestMatchFrom } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { isPostNominal } from '../persons/post-nominals.ts';

const POSTAL = /^[A-Z]{2}$/;

/** Names of the lists, by one pass with the longest match at every word. */
export function claimListed(doc: Document): Claim[] {
  const claims: Claim[] = [];
  const fitting: Accept<Alias, readonly Alias[]> = (aliases, from, to) => {
    const found = aliases.filter((alias) => fits(doc, alias, from, to));
    return found.length === 0 ? undefined : found;
  };
  let at = 0;
  while (at < doc.tokens.length) {
    const match = is(doc, at, KIND.opensName)
      ? longestMatchFrom(doc.tokens[at]?.word.names, doc.tokens, at, fitting)
      : undefined;
    if (match === undefined) {
      at++;
      continue;
    }
    const before = claims.at(-1);
    if (match.to - at > 1 || !isDegree(doc, at, before)) claims.push(claimOf(at, match.to, match.value));
    at = match.to;
  }
  return claims;
}

function claimOf(from: number, to: number, aliases: readonly Alias[]): Claim {
  const entries = [...new Set(aliases.map((alias) => alias.entry))].sort(byRank);
  const [first] = entries;
  const type = first?.type ?? 'ORG';
  const dot = aliases.some((alias) => alias.dot);
  const spreads = type === 'PERSON' && to - from > 1;
  return { from, to, type, by: `dictionary:${first?.list ?? ''}`, weight: WEIGHT.list, entries, dot, spreads };
}

/** Countries first, then by id: the same choice whatever order lists were read in. */
const byRank = (a: { country: boolean; id: string }, b: { country: boolean; id: string }): number =>
  Number(b.country) - Number(a.country) || (a.id < b.id ? -1 : 1);

function fits(doc: Document, alias: Alias, from: number, to: number): boolean {
  const upper = doc.styles[from] === STYLE.upper;
  for (let i = from; i < to; i++) {
    const token = doc.tokens[i];
    if (token === undefined) return false;
    const exact = alias.exact?.[i - from];
    if (exact !== undefined) {
      const word = token.text.includes('.') ? token.text.replaceAll('.', '') : token.text;
      if (word !== exact && !(upper && exact !== exact.toUpperCase() && word === exact.toUpperCase())) return false;
    } else if (alias.capitals[i - from] === true && !token.capital) {
      return false;
    }
  }
  if (isTickerMarket(doc, from, to) || (alias.entry.country && isInTitle(doc, to))) return false;
  return to - from > 1 || fitsAlone(doc, alias, from, upper);
}

/** “(NASDAQ: ACME)”: the market of a ticker is not spoken of. */
function isTickerMarket(doc: Document, from: number, to: number): boolean {
  const next = doc.tokens[to];
  return next !== undefined && (gapAt(doc, from) & GAP.open) !== 0 && (next.gap & GAP.colon) !== 0 && next.capital;
}

const OFFICERS = new Set('attorney attorneys marshal marshals magistrate'.split(' '));

/** “U.S. Attorney Jane Doe”, “U.S. District Judge”, “US$”: the country is of the title or the currency. */
function isInTitle(doc: Document, to: number): boolean {
  if (doc.text[doc.tokens[to - 1]?.end ?? 0] === '$') return true;
  if (!/^(?:us|states)$/.test(keyAt(doc, to - 1)) || !joinsAt(doc, to) || !is(doc, to, KIND.capital)) return false;
  return OFFICERS.has(keyAt(doc, to)) || /^judges?$/.test(keyAt(doc, to + 1));
}

/** Beside another long word of capitals: part of a line of capitals, whatever else the block holds. */
function isShouted(doc: Document, at: number): boolean {
  const loud = (i: number): boolean => is(doc, i, KIND.upper) && is(doc, i, KIND.long);
  return loud(at - 1) || loud(at + 1);
}

/** “Jane Doe, MD” is a degree, “San Diego, CA” a place. */
function isDegree(doc: Document, at: number, before: Claim | undefined): boolean {
  if (!POSTAL.test(doc.tokens[at]?.text ?? '') || (gapAt(doc, at) & GAP.comma) === 0) return false;
  if (before !== undefined && before.to === at && before.type === 'PLACE') return false;
  // “…, MD, President”: a state stands before the end of a clause, not before an office.
  if (
    isPostNominal(doc, at) &&
    gapAt(doc, at + 1) === GAP.comma &&
    (is(doc, at + 1, KIND.role) || isPostNominal(doc, at + 1))
  )
    return true;
  return isPersonBefore(doc, at);
}

function isPersonBefore(doc: Document, at: number): boolean {
  for (let i = at - 1; i >= at - 4 && doc.tokens[i]?.capital === true; i--) {
    if (is(doc, i, KIND.firstName) || /^(?:jr|sr)$/.test(keyAt(doc, i))) return true;
  }
  return false;
}

/** One word alone: a postal code needs a place and a comma before it, a word of capitals none of plain words. */
function fitsAlone(doc: Document, alias: Alias, at: number, upper: boolean): boolean {
  const token = doc.tokens[at];
  if (token === undefined) return false;
  if ((upper || isShouted(doc, at)) && alias.exact !== undefined && isKind(token, KIND.common | KIND.plain))
    return false;
  const { entry } = alias;
  if (alias.exact === undefined) {
    // A name that is also a word (May, Split, Nice) or a person's (Charlotte Smith) says little at a sentence's start.
    const plain = isKind(token, KIND.common | (entry.list === 'brands' ? KIND.plain : 0));
    if (entry.list === 'brands' && isKind(token, KIND.firstName)) return false;
    return !(plain && (doc.opens[at] === 1 || doc.styles[at] !== STYLE.prose));
  }
  if (entry.type !== 'PLACE' || entry.country || !POSTAL.test(token.text)) return true;
  return (gapAt(doc, at) & GAP.comma) !== 0;
}
