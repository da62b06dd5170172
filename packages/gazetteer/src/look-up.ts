import type { Alias, Snapshot } from './snapshot.ts';
import { GAP, type Token } from './tokenize.ts';
import { longestMatch, type TrieNode } from './trie.ts';

/**
 * What words that are known to be a name stand for: the names of the lists that are written just so, doubtful ones too,
 * because where the name ends and that it is one has been settled by other means. Capitals and case count as the lists
 * say; a name that ends in a possessive (Macy’s) is meant only where one follows the words.
 * @param from, to token indexes, `to` exclusive
 */
export function lookUp(snapshot: Snapshot, tokens: readonly Token[], from: number, to: number): readonly Alias[] {
  const exactly = (trie: TrieNode<Alias>): readonly Alias[] =>
    longestMatch(trie, tokens, from, (aliases, start, end) =>
      end === to ? aliases.filter((alias) => isWritten(alias, tokens, start)) : undefined,
    )?.value ?? [];
  const sure = exactly(snapshot.names);
  if (sure.length > 0) return sure;
  const doubtful = exactly(snapshot.doubtful);
  const owning = ((tokens[to]?.gap ?? 0) & GAP.possessive) === 0 ? [] : doubtful.filter((alias) => alias.possessive);
  return owning.length > 0 ? owning : doubtful.filter((alias) => !alias.possessive);
}

const isWritten = (alias: Alias, tokens: readonly Token[], from: number): boolean =>
  alias.capitals.every((capital, i) => {
    const token = tokens[from + i];
    const exact = alias.exact?.[i];
    if (token === undefined) return false;
    return exact === undefined ? !capital || token.capital : token.text.replaceAll('.', '') === exact;
  });
