import type { Alias, GazetteerEntry } from './snapshot.ts';
import { type Token, tokenize } from './tokenize.ts';
import { addTokens, edge, type TrieNode } from './trie.ts';

/** An acronym is a word of capitals: it means something only as written. */
const isAcronym = (tokens: readonly Token[]): boolean =>
  tokens.every((token) => token.text.length <= 6 && token.text === token.text.toUpperCase());

export const aliasOf = (entry: GazetteerEntry, text: string, tokens: readonly Token[], exact: boolean): Alias => ({
  entry,
  capitals: tokens.map((token) => token.capital),
  dot: text.endsWith('.') && tokens.at(-1)?.text.includes('.') === false,
  possessive: /['’]s$/i.test(text) && !tokens.at(-1)?.text.includes("'"),
  ...(exact || isAcronym(tokens) ? { exact: tokens.map((token) => token.text.replaceAll('.', '')) } : {}),
});

/** Adds the names of an entry, each way of looking them up once. Returns how many there are. */
export function addAliases(
  root: TrieNode<Alias>,
  entry: GazetteerEntry,
  names: readonly string[],
  exact: boolean,
): number {
  const known = new Set<string>();
  for (const text of names) {
    const tokens = tokenize(text);
    const alias = aliasOf(entry, text, tokens, exact);
    // “St. Lucia” and “St Lucia” are looked up alike.
    const id = JSON.stringify([
      tokens.map((token, i) => (i === 0 ? token.key : edge(token))),
      alias.exact,
      alias.capitals,
      alias.dot,
      alias.possessive,
    ]);
    if (known.has(id)) continue;
    known.add(id);
    addTokens(root, tokens, 0, tokens.length, alias);
  }
  return known.size;
}
