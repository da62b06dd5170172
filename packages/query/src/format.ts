import { writeInstant } from './dates.ts';
import { DEFAULT_DISTANCE, lex } from './lex.ts';
import type { QueryNode } from './tree.ts';

/**
 * Writes a tree as text of the language. Every tree that `parseQuery` gives is parsed from its text again, and the text
 * is longer than what was typed by two characters a word at most. A tree that no text gives (an `and` within an `and`, a time with both bounds) is
 * written as the nearest that means the same.
 *
 * @throws RangeError for what no text means: a time outside the years 1000–9999 or without bounds, an empty `or`
 */
export function formatQuery(tree: QueryNode): string {
  return tree.kind === 'all' ? '' : write(tree, undefined);
}

/** @param within the field whose brackets stand around */
function write(node: QueryNode, within: string | undefined): string {
  switch (node.kind) {
    case 'all':
      return '*';
    case 'and':
      return node.nodes.length === 0 ? '*' : writeList(node.nodes, ' ', within, 'and');
    case 'or':
      if (node.nodes.length === 0) throw new RangeError('an empty “or” means nothing that a query can say');
      return writeList(node.nodes, ' OR ', within, 'or');
    case 'not':
      return `-${operand(node.node, within, 'not')}`;
    case 'time':
      return writeTime(node);
    default:
      return writeLeaf(node, within);
  }
}

/** The one field that all words and values of a node are in, if it is one. */
function fieldOf(node: QueryNode): string | undefined {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const [first, ...rest] = node.nodes.map(fieldOf);
      return rest.every((field) => field === first) ? first : undefined;
    }
    case 'not':
      return fieldOf(node.node);
    case 'phrase':
    case 'prefix':
    case 'near':
    case 'code':
      return node.field;
    default:
      return undefined;
  }
}

/** Neighbours in one field share its brackets. */
function writeList(
  nodes: readonly QueryNode[],
  between: string,
  within: string | undefined,
  kind: 'and' | 'or',
): string {
  const groups: { field: string | undefined; nodes: QueryNode[] }[] = [];
  for (const node of nodes) {
    const field = within === undefined ? fieldOf(node) : undefined;
    const last = groups.at(-1);
    if (field !== undefined && last?.field === field) last.nodes.push(node);
    else groups.push({ field, nodes: [node] });
  }
  return groups
    .map((group) => {
      const shared = group.field !== undefined && group.nodes.length > 1 ? group.field : undefined;
      const written = group.nodes.map((node) => operand(node, shared ?? within, kind)).join(between);
      return shared === undefined ? written : `${shared}:(${written})`;
    })
    .join(between);
}

/** A node within another, in brackets where it binds less. */
function operand(node: QueryNode, within: string | undefined, outer: 'and' | 'or' | 'not'): string {
  const loose =
    outer === 'not'
      ? node.kind === 'and' || node.kind === 'or' || node.kind === 'near'
      : outer === 'and' && node.kind === 'or';
  if (!loose || (node.kind === 'near' && node.field !== undefined && within === undefined)) return write(node, within);
  const field = within === undefined ? fieldOf(node) : undefined;
  return field === undefined ? `(${write(node, within)})` : `${field}:(${write(node, field)})`;
}

type Leaf = QueryNode & { kind: 'phrase' | 'prefix' | 'near' | 'code' };

function writeLeaf(node: Leaf, within: string | undefined): string {
  const field = node.field === within ? undefined : node.field;
  const name = field === undefined ? '' : `${field}:`;
  if (node.kind === 'code') return `${name}${writeText(node.value, name)}`;
  if (node.kind === 'phrase') return `${name}${writeText(node.text, name)}`;
  if (node.kind === 'prefix') return `${name}${writePrefix(node.text, name)}`;
  const operator = node.distance === DEFAULT_DISTANCE ? ' NEAR ' : ` NEAR/${node.distance} `;
  const written = node.phrases.map((phrase) => writeText(phrase, '')).join(operator);
  return field === undefined ? written : `${field}:(${written})`;
}

/** Whether a text after a field’s name, or alone, is read as one word: asked of the lexer itself. */
function isBare(text: string, name: string, prefix: boolean): boolean {
  const { lexemes, errors } = lex(`${name}${text}${prefix ? '*' : ''})`);
  const word = lexemes.at(-2);
  return (
    errors.length === 0 &&
    lexemes.length === (name === '' ? 2 : 3) &&
    word?.kind === 'text' &&
    word.text === text &&
    word.prefix === prefix &&
    word.end - word.start === text.length + (prefix ? 1 : 0)
  );
}

const quoted = (text: string): string => `"${text.replace(/"|\\(?=["\\]|$)/g, '\\$&')}"`;

const writeText = (text: string, name: string): string => (isBare(text, name, false) ? text : quoted(text));

const writePrefix = (text: string, name: string): string => `${isBare(text, name, true) ? text : quoted(text)}*`;

function writeTime({ field, from, to }: QueryNode & { kind: 'time' }): string {
  const seen = field === 'seen' ? 'seen-' : '';
  const after = from === undefined ? undefined : `${seen}after:${instant(from)}`;
  const before = to === undefined ? undefined : `${seen}before:${instant(to)}`;
  if (after !== undefined && before !== undefined) return `(${after} ${before})`;
  const one = after ?? before;
  if (one === undefined) throw new RangeError('a time without bounds means nothing that a query can say');
  return one;
}

function instant(at: number): string {
  const text = writeInstant(at);
  if (text === undefined) throw new RangeError(`${at} is no moment from the year 1000 to 9999`);
  return text;
}
