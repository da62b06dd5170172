import { decodeHTMLStrict } from 'entities';
import type { FeedLimits } from '../model.ts';
import { resolvePrefix, type Scope, scopeOf } from './namespaces.ts';
import { scan, type Token } from './scan.ts';

/** An element of a document, as offsets into its text. */
export interface Element {
  /** As written, with its prefix. */
  readonly name: string;
  /** Without prefix, in lower case. */
  readonly local: string;
  readonly vocabulary: string;
  readonly scope: Scope | undefined;
  readonly parent: Element | undefined;
  readonly children: Element[];
  readonly start: number;
  /** Where the start tag ends. */
  readonly innerStart: number;
  innerEnd: number;
  end: number;
  /** Its end tag, or that of something around it, was there. */
  closed: boolean;
}

export interface Tree {
  readonly roots: readonly Element[];
  readonly cut: boolean;
  /** The document declares entities. They are never expanded: references to them stay as they stand. */
  readonly entities: boolean;
}

interface Building {
  readonly text: string;
  readonly limits: FeedLimits;
  readonly roots: Element[];
  /** All open elements by name; `node` only where it became one. */
  readonly open: { readonly name: string; readonly node: Element | undefined }[];
  /** How many of each name are open, so that a stray end tag costs nothing. */
  readonly counts: Map<string, number>;
  made: number;
  cut: boolean;
  entities: boolean;
}

/** Builds the elements of a document. Iterative; nodes are bounded by `limits`, time is linear. */
export function buildTree(text: string, limits: FeedLimits): Tree {
  const b: Building = { text, limits, roots: [], open: [], counts: new Map(), made: 0, cut: false, entities: false };
  let end = text.length;
  for (const token of scan(text)) {
    if (token.kind === 'entity-declaration') b.entities = true;
    else if (token.kind === 'open') openElement(b, token);
    else if (token.kind === 'close') closeElement(b, token);
    else if (token.kind === 'cut') {
      end = token.start;
      b.cut = true;
    }
  }
  if (b.open.some((o) => o.node)) b.cut = true;
  while (b.open.length > 0) pop(b, end, end, false);
  return { roots: b.roots, cut: b.cut, entities: b.entities };
}

function openElement(b: Building, token: Extract<Token, { kind: 'open' }>): void {
  closeForgottenField(b, token);
  closeForgottenItem(b, token);
  const parent = b.open.at(-1);
  const name = token.name.toLowerCase();
  const node = parent === undefined || hasNodes(parent.node) ? makeNode(b, token, parent?.node) : undefined;
  if (token.selfClosing) {
    if (node) Object.assign(node, { innerEnd: token.end, end: token.end, closed: true });
    return;
  }
  b.open.push({ name, node });
  b.counts.set(name, (b.counts.get(name) ?? 0) + 1);
}

/** What stands in XHTML is read as text: long articles must not use up the elements that the items after them need. */
const hasNodes = (parent: Element | undefined): parent is Element =>
  parent !== undefined && parent.vocabulary !== 'xhtml';

/** Fields of RSS items that hold words only, and never each other. */
const FIELDS = new Set(['title', 'link', 'guid', 'pubdate', 'author', 'category', 'comments', 'source']);

/** A field or item straight inside a field: the end tag of the first was forgotten. */
function closeForgottenField(b: Building, token: Extract<Token, { kind: 'open' }>): void {
  const top = b.open.at(-1);
  const name = token.name.toLowerCase();
  if (!top?.node || !FIELDS.has(top.name) || top.node.vocabulary === 'atom') return;
  const inItem = b.open.at(-2)?.name;
  if (inItem !== 'item' && inItem !== 'channel') return;
  if (FIELDS.has(name) || name === 'item' || name === 'description') pop(b, token.start, token.start, false);
}

/** An item straight inside an item: the end tag of the first was forgotten. */
function closeForgottenItem(b: Building, token: Token): void {
  const top = b.open.at(-1);
  if (!top?.node || token.kind !== 'open' || (top.node.local !== 'item' && top.node.local !== 'entry')) return;
  if (top.name === token.name.toLowerCase()) pop(b, token.start, token.start, false);
}

function makeNode(
  b: Building,
  token: Extract<Token, { kind: 'open' }>,
  parent: Element | undefined,
): Element | undefined {
  if (b.open.length >= b.limits.depth) return undefined;
  if (b.made >= b.limits.elements) {
    b.cut = true;
    return undefined;
  }
  b.made++;
  const tag = b.text.slice(token.start, token.end);
  const scope = tag.includes('xmlns') ? scopeOf(parent?.scope, attributesIn(tag)) : parent?.scope;
  const colon = token.name.indexOf(':');
  const node: Element = {
    name: token.name,
    local: token.name.slice(colon + 1).toLowerCase(),
    vocabulary: resolvePrefix(scope, colon === -1 ? '' : token.name.slice(0, colon).toLowerCase()),
    scope,
    parent,
    children: [],
    start: token.start,
    innerStart: token.end,
    innerEnd: token.end,
    end: token.end,
    closed: false,
  };
  (parent?.children ?? b.roots).push(node);
  return node;
}

function closeElement(b: Building, token: Extract<Token, { kind: 'close' }>): void {
  const name = token.name.toLowerCase();
  if ((b.counts.get(name) ?? 0) === 0) return; // closes nothing that is open
  while (b.open.at(-1)?.name !== name) pop(b, token.start, token.start, true);
  pop(b, token.start, token.end, true);
}

function pop(b: Building, innerEnd: number, end: number, closed: boolean): void {
  const top = b.open.pop();
  if (!top) return;
  b.counts.set(top.name, (b.counts.get(top.name) ?? 1) - 1);
  if (top.node) Object.assign(top.node, { innerEnd, end, closed });
}

const ATTRIBUTE = /([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const MAX_ATTRIBUTES = 200;

/** The attributes of a start tag, names in lower case as written, values decoded. */
export function attributesIn(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  const nameEnd = tag.search(/[\s/>]/);
  if (nameEnd === -1) return attributes;
  for (const match of tag.slice(nameEnd).matchAll(ATTRIBUTE)) {
    if (attributes.size >= MAX_ATTRIBUTES) break;
    const name = (match[1] ?? '').toLowerCase();
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    if (!attributes.has(name)) attributes.set(name, decodeHTMLStrict(value));
  }
  return attributes;
}
