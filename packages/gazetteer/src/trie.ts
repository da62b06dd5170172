import { GAP, joins, type Token, tokenize } from './tokenize.ts';

/** A node of a trie over words. */
export interface TrieNode<T> {
  next: Map<string, TrieNode<T>> | undefined;
  values: T[] | undefined;
}

export const emptyTrie = <T>(): TrieNode<T> => ({ next: undefined, values: undefined });

/**
 * The edge of a word that follows another in a name: its key, marked where a comma or a possessive stands before it.
 * Undefined where no name runs on.
 */
export function edge(token: Token): string | undefined {
  if (joins(token)) return token.key;
  const rest = token.gap & ~(GAP.dot | GAP.newline | GAP.tight);
  if (rest === GAP.comma) return `,${token.key}`;
  return rest === GAP.possessive ? `'${token.key}` : undefined;
}

/** Adds a value under a name. Returns the name's words; none where the name holds no word. */
export function addToTrie<T>(
  root: TrieNode<T>,
  name: string,
  value: (tokens: readonly Token[]) => T,
): readonly Token[] {
  const tokens = tokenize(name);
  let node = root;
  for (const [i, token] of tokens.entries()) {
    const key = i === 0 ? token.key : (edge(token) ?? `.${token.key}`);
    node.next ??= new Map();
    let next = node.next.get(key);
    if (next === undefined) {
      next = emptyTrie();
      node.next.set(key, next);
    }
    node = next;
  }
  if (tokens.length > 0) {
    node.values ??= [];
    node.values.push(value(tokens));
  }
  return tokens;
}

/** The longest name that begins at a word and passes `accept`; the words it takes and what it stands for. */
export function longestMatch<T, R>(
  root: TrieNode<T>,
  tokens: readonly Token[],
  from: number,
  accept: (values: readonly T[], from: number, to: number) => R | undefined,
): { to: number; value: R } | undefined {
  let node = root.next?.get(tokens[from]?.key ?? '');
  let found: { to: number; value: R } | undefined;
  let at = from + 1;
  while (node !== undefined) {
    if (node.values !== undefined) {
      const value = accept(node.values, from, at);
      if (value !== undefined) found = { to: at, value };
    }
    const token = tokens[at];
    const key = token === undefined || node.next === undefined ? undefined : edge(token);
    node = key === undefined ? undefined : node.next?.get(key);
    at++;
  }
  return found;
}
