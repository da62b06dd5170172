import { joins, tokenize } from '@presswatch/gazetteer';

/** Part of an address, a tag or a number: such words are no witnesses of how a word is written. */
const inAddress = (text: string, start: number, end: number): boolean =>
  /[@./_#=\-\d]/.test(text[start - 1] ?? ' ') || /^(?:[@/_\-\d]|\.[a-z])/.test(text.slice(end, end + 2));

/**
 * The words that texts write in small letters at least twice as often as with a capital inside a sentence, counted
 * once a text so that one issuer's habit weighs little. The more frequent stand first.
 */
export function plainWords(texts: readonly string[], least: number): string[] {
  const small = new Map<string, number>();
  const capital = new Map<string, number>();
  for (const text of texts) {
    for (const [word, written] of writtenIn(text)) {
      if (written & SMALL) small.set(word, (small.get(word) ?? 0) + 1);
      if (written & CAPITAL) capital.set(word, (capital.get(word) ?? 0) + 1);
    }
  }
  return [...small]
    .filter(([word, count]) => count >= least && count >= (capital.get(word) ?? 0) * 0.5)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word);
}

const SMALL = 1;
const CAPITAL = 2;

/** How a text writes each of its words inside sentences, as bits. */
function writtenIn(text: string): ReadonlyMap<string, number> {
  const written = new Map<string, number>();
  for (const token of tokenize(text)) {
    if (!/^[a-z]{3,}$/.test(token.key) || inAddress(text, token.start, token.end)) continue;
    if (token.capital && !joins(token)) continue;
    written.set(token.key, (written.get(token.key) ?? 0) | (token.capital ? CAPITAL : SMALL));
  }
  return written;
}
