import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, keyAt } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import type { Claim } from '../claim.ts';

const SMALL = new Set(['of', 'the', 'and', 'for', 'in', 'on', 'to', 'a']);

/** An abbreviation in brackets right after a name: the index of the abbreviation, or −1. */
function abbreviationAfter(doc: Document, to: number): number {
  const token = doc.tokens[to];
  if (token === undefined || (token.gap & ~(GAP.dot | GAP.quote)) !== GAP.open) return -1;
  if ((gapAt(doc, to + 1) & GAP.close) === 0 && to + 1 < doc.tokens.length) return -1;
  return token.capital && token.text.length >= 2 && token.text.length <= 10 && !token.text.includes('.') ? to : -1;
}

/** Whether the letters of the abbreviation are the first letters of the name's words, in order. */
export function abbreviates(short: string, words: readonly string[]): boolean {
  if (isCounted(short, words)) return true;
  const letters = short.replace(/[^\p{L}]/gu, '').toLowerCase();
  const all = words.map((word) => word[0] ?? '').join('');
  const main = words.filter((word) => !SMALL.has(word)).map((word) => word[0] ?? '');
  return letters.length > 1 && (letters === all || letters === main.join('') || isSubsequence(letters, words));
}

/** “F3”: three words that begin with F. */
function isCounted(short: string, words: readonly string[]): boolean {
  const [, letter, count] = /^(\p{Lu})(\d)$/u.exec(short) ?? [];
  return letter !== undefined && words.filter((word) => word.startsWith(letter.toLowerCase())).length === Number(count);
}

/** Each letter in turn is found in the words, and every main word gives its first: BaFin, Defra, Dstl. */
function isSubsequence(letters: string, words: readonly string[]): boolean {
  const main = words.filter((word) => !SMALL.has(word));
  if (main.length < 2 || letters.length < main.length) return false;
  // How many letters the words so far may have given: each gives its first, and then any more in order (NABARD).
  let ends = new Set([0]);
  for (const word of main) {
    const next = new Set<number>();
    for (const at of ends) addEnds(word, letters, at, next);
    ends = next;
  }
  return ends.has(letters.length);
}

function addEnds(word: string, letters: string, start: number, ends: Set<number>): void {
  if (word[0] !== letters[start]) return;
  let from = 1;
  for (let at = start + 1; ; at++) {
    ends.add(at);
    const found = at < letters.length ? word.indexOf(letters[at] ?? '', from) : -1;
    if (found === -1) return;
    from = found + 1;
  }
}

/**
 * Joins “Foreign, Commonwealth & Development Office (FCDO)” to one thing: the abbreviation, there and everywhere, is
 * what the name before the bracket is.
 */
export function claimAbbreviations(doc: Document, standing: readonly Claim[]): Claim[] {
  const claims: Claim[] = [];
  for (const claim of standing) {
    if (claim.type === 'DEMONYM' || claim.type === 'PERSON') continue;
    const at = abbreviationAfter(doc, claim.to);
    if (at === -1) continue;
    const words: string[] = [];
    for (let i = claim.from; i < claim.to; i++) words.push(keyAt(doc, i));
    const short = doc.tokens[at]?.text ?? '';
    const listed = claim.entries?.[0]?.name.toLowerCase().split(/[\s,-]+/) ?? words;
    const first = claim.type === 'ORG' && words.length > 1 && words[0] === keyAt(doc, at);
    if (!first && !abbreviates(short, words) && !abbreviates(short, listed)) continue;
    if (is(doc, at, KIND.acronym)) continue;
    claims.push({
      ...claim,
      from: at,
      to: at + 1,
      by: 'abbreviation',
      dot: false,
      spreads: true,
      same: sameKey(doc, claim),
    });
  }
  return claims;
}

/** What a claim stands for, as a key that other claims on the same thing share. */
export function sameKey(doc: Document, claim: Claim): string {
  if (claim.same !== undefined) return claim.same;
  const [entry] = claim.entries ?? [];
  if (entry !== undefined) return entry.id;
  let words = '';
  for (let i = claim.from; i < claim.to; i++) words += ` ${keyAt(doc, i)}`;
  return `${claim.type}:${words.trimStart()}`;
}

/** “Centre for Defence Enterprise (CDE)” where no rule knew the name: the words before the bracket that it abbreviates. */
export function claimSpelledOut(doc: Document): Claim[] {
  const claims: Claim[] = [];
  for (const at of doc.marked) {
    if (at < 2 || !is(doc, at, KIND.capital) || abbreviationAfter(doc, at) !== at || is(doc, at, KIND.acronym))
      continue;
    const short = doc.tokens[at]?.text ?? '';
    const upper = short === short.toUpperCase() && short.length >= 3;
    const from = upper ? spelledFrom(doc, at, short) : -1;
    if (from !== -1 && isHeaded(doc, from, at))
      claims.push({ from, to: at, type: 'ORG', by: 'spelled-out', weight: 2, spreads: true });
  }
  return claims;
}

function isHeaded(doc: Document, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (is(doc, i, KIND.strongHead)) return true;
  return false;
}

function spelledFrom(doc: Document, at: number, short: string): number {
  const words: string[] = [];
  let capitals = 0;
  for (let i = at - 1; i >= Math.max(0, at - 9); i--) {
    const token = doc.tokens[i];
    if (token === undefined || (!token.capital && !SMALL.has(token.key))) return -1;
    words.unshift(token.key);
    if (token.capital) capitals++;
    if (token.capital && capitals >= 2 && token.key[0] === short[0]?.toLowerCase() && abbreviates(short, words))
      return i;
    if ((token.gap & ~(GAP.dot | GAP.hyphen | GAP.comma | GAP.possessive)) !== 0) return -1;
  }
  return -1;
}
