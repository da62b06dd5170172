import { analyse, type Token } from './analyse.ts';
import { BIGRAM, classAt } from './characters.ts';
import { codeTerm } from './codes.ts';
import { unstemmedTerm } from './terms.ts';
import type { QueryNode, TextField, TimeField } from './tree.ts';

/** Terms that stand next to each other; the last one may be only the beginning of a term. */
export interface Sequence {
  readonly terms: readonly string[];
  readonly prefix: boolean;
}

/**
 * A query with its words resolved to terms: what matching and translating work on. `and` and `or` have at least two
 * nodes; `all` and `none` stand only at the top.
 */
export type CompiledNode =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly nodes: readonly CompiledNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly CompiledNode[] }
  | { readonly kind: 'not'; readonly node: CompiledNode }
  | ({ readonly kind: 'sequence'; readonly field: TextField | undefined } & Sequence)
  | {
      readonly kind: 'near';
      readonly field: TextField | undefined;
      readonly sequences: readonly Sequence[];
      readonly distance: number;
    }
  | { readonly kind: 'code'; readonly term: string }
  | {
      readonly kind: 'time';
      readonly field: TimeField;
      readonly from: number | undefined;
      readonly to: number | undefined;
    };

export interface CompiledQuery {
  readonly root: CompiledNode;
}

const ALL: CompiledNode = { kind: 'all' };
const NONE: CompiledNode = { kind: 'none' };

/**
 * Resolves a query's words by the analysis, once. A word that gives several terms becomes a phrase. A word without a
 * letter or digit says nothing: it is left out of what it stands in, and a query of nothing else meets nothing.
 */
export function compile(tree: QueryNode): CompiledQuery {
  return { root: compileNode(tree) ?? NONE };
}

/** `undefined` where the node says nothing. */
function compileNode(node: QueryNode): CompiledNode | undefined {
  switch (node.kind) {
    case 'all':
      return ALL;
    case 'and':
      return combine('and', node.nodes, ALL, NONE);
    case 'or':
      return combine('or', node.nodes, NONE, ALL);
    case 'not':
      return negate(compileNode(node.node));
    case 'phrase':
      return sequenceNode(phraseSequence(node.text), node.field);
    case 'prefix':
      return prefixNode(node.text, node.field);
    case 'near':
      return nearNode(node);
    case 'code':
      return { kind: 'code', term: codeTerm(node.field, node.value) };
    case 'time':
      if (node.from === undefined && node.to === undefined) return undefined;
      return { kind: 'time', field: node.field, from: node.from, to: node.to };
  }
}

/** `and` and `or`, each with its neutral and its absorbing element; nested ones of the same kind are drawn in. */
function combine(
  kind: 'and' | 'or',
  nodes: readonly QueryNode[],
  neutral: CompiledNode,
  absorbing: CompiledNode,
): CompiledNode | undefined {
  const parts: CompiledNode[] = [];
  let said = nodes.length === 0;
  for (const node of nodes) {
    const part = compileNode(node);
    if (part === undefined) continue;
    said = true;
    if (part.kind === absorbing.kind) return absorbing;
    if (part.kind === neutral.kind) continue;
    if (part.kind === kind) for (const inner of part.nodes) parts.push(inner);
    else parts.push(part);
  }
  if (!said) return undefined;
  const [only] = parts;
  if (only === undefined) return neutral;
  return parts.length === 1 ? only : { kind, nodes: parts };
}

function negate(node: CompiledNode | undefined): CompiledNode | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'all') return NONE;
  if (node.kind === 'none') return ALL;
  return node.kind === 'not' ? node.node : { kind: 'not', node };
}

const sequenceNode = (sequence: Sequence | undefined, field: TextField | undefined): CompiledNode | undefined =>
  sequence && { kind: 'sequence', field, ...sequence };

const isBigram = (text: string, token: Token): boolean => classAt(text, token.start) === BIGRAM;

/**
 * The terms of a phrase. Where it ends within a run of a script without spaces, the run may go on in the text: the last
 * letter alone is dropped after a pair that holds it, and a single letter is taken as the beginning of a pair.
 */
function phraseSequence(text: string): Sequence | undefined {
  const tokens = analyse(text);
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  const terms = tokens.map((token) => token.term);
  if (!isBigram(text, last)) return { terms, prefix: false };
  if (tokens.at(-2)?.end === last.end) return { terms: terms.slice(0, -1), prefix: false };
  return { terms, prefix: true };
}

/**
 * A prefix is compared as typed, unstemmed, with the terms; because terms are stems, its own stem is looked for, too:
 * `policy*` finds `policymaker` and, by `polici`, `policies`.
 */
function prefixNode(text: string, field: TextField | undefined): CompiledNode | undefined {
  const tokens = analyse(text);
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  if (isBigram(text, last)) return sequenceNode(phraseSequence(text), field);
  const before = tokens.slice(0, -1).map((token) => token.term);
  const typed = unstemmedTerm(text.slice(last.start, last.end));
  const begins: CompiledNode = { kind: 'sequence', field, terms: [...before, typed], prefix: true };
  if (last.term.startsWith(typed)) return begins;
  return { kind: 'or', nodes: [begins, { kind: 'sequence', field, terms: [...before, last.term], prefix: false }] };
}

function nearNode(node: QueryNode & { kind: 'near' }): CompiledNode | undefined {
  const sequences = node.phrases.map(phraseSequence).filter((sequence) => sequence !== undefined);
  if (sequences.length < 2) return sequenceNode(sequences[0], node.field);
  return { kind: 'near', field: node.field, sequences, distance: node.distance };
}
