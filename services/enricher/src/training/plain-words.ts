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
    const seen = new Set<string>();
    for (const token of tokenize(text)) {
      if (!/^[a-z]{3,}$/.test(token.key) || inAddress(text, token.start, token.end)) continue;
      if (token.capital && !joins(token)) continue;
      const mark = `${token.capital ? 'C' : 's'}${token.key}`;
      if (seen.has(mark)) continue;
      seen.add(mark);
      const counts = token.capital ? capital : small;
      counts.set(token.key, (counts.get(token.key) ?? 0) + 1);
    }
  }
  return [...small]
    .filter(([word, count]) => count >= least && count >= (capital.get(word) ?? 0) * 0.5)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word);
}
