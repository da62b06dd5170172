import { addToTrie, emptyTrie, longestMatch, type Token, tokenize } from '@presswatch/gazetteer';
import { type Document, is } from '../../document.ts';
import { isKind, KIND, type KnownWord } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/** Issuers are read from texts, too: a law, a plain word or a room number is none, whatever the parser took it for. */
function isNameOfOrganisation(words: readonly Token<KnownWord>[]): boolean {
  const last = words.at(-1);
  if (last === undefined || isKind(last, KIND.instrumentHead)) return false;
  if (words.length > 1) return !(isKind(last, KIND.digits) && words.length === 2 && words[0]?.upper === true);
  return !isKind(last, KIND.common | KIND.acronym);
}

/** The issuer's own name wherever it stands, with and without the legal form. */
export function claimIssuer(doc: Document, issuer: string | undefined): Claim[] {
  if (issuer === undefined) return [];
  const words = tokenize(issuer, doc.lexicon.intern);
  if (!isNameOfOrganisation(words)) return [];
  const trie = emptyTrie<boolean>();
  addToTrie(trie, issuer.replace(/^the\s+/i, ''), true);
  const last = words.at(-1);
  if (words.length > 1 && last !== undefined && isKind(last, KIND.legalForm)) {
    addToTrie(trie, issuer.slice(0, words.at(-2)?.end), false);
  }
  const same = `ORG:issuer`;
  const claims: Claim[] = [];
  let end = 0;
  for (const at of doc.marked) {
    if (at < end || !is(doc, at, KIND.capital)) continue;
    const match = longestMatch(trie, doc.tokens, at, ([whole]) => ({ whole }));
    if (match === undefined) continue;
    claims.push({
      from: at,
      to: match.to,
      type: 'ORG',
      by: 'issuer',
      weight: WEIGHT.strong,
      same,
      dot: match.value.whole === true && issuer.endsWith('.'),
      spreads: true,
    });
    end = match.to;
  }
  return claims;
}
