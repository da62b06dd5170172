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
export function addToTrie<T>(root: TrieNode<T>, name: string, value: T): readonly Token[] {
  const tokens = tokenize(name);
  addTokens(root, tokens, 0, tokens.length, value);
  return tokens;
}

/** Adds a value under the name that stands at `from` to `to` (exclusive) of a text's words. */
export function addTokens<T>(root: TrieNode<T>, tokens: readonly Token[], from: number, to: number, value: T): void {
  let node = root;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const key = i === from ? token.key : (edge(token) ?? `.${token.key}`);
    node.next ??= new Map();
    let next = node.next.get(key);
    if (next === undefined) {
      next = emptyTrie();
      node.next.set(key, next);
    }
    node = next;
  }
  if (node === root) return;
  node.values ??= [];
  node.values.push(value);
}

/** Says what the values of names that stand at `from` to `to` come to there; undefined where none fits. */
export type Accept<T, R> = (values: readonly T[], from: number, to: number) => R | undefined;

export interface Match<R> {
  /** The word after the name. */
  readonly to: number;
  readonly value: R;
}

/** The longest name that begins at a word and passes `accept`; the words it takes and what it stands for. */
export const longestMatch = <T, R>(
  root: TrieNode<T>,
  tokens: readonly Token[],
  from: number,
  accept: Accept<T, R>,
): Match<R> | undefined => longestMatchFrom(root.next?.get(tokens[from]?.key ?? ''), tokens, from, accept);

/** As longestMatch, where the node of the first word is known: most words of a text begin no name. */
export function longestMatchFrom<T, R>(
  first: TrieNode<T> | undefined,
  tokens: readonly Token[],
  from: number,
  accept: Accept<T, R>,
): Match<R> | undefined {
  let node = first;
  let found: Match<R> | undefined;
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
