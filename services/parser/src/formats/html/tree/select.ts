import type { compile as Compile } from 'css-select';
import { library } from '../../../library.ts';

/** What selecting asks of a text. */
interface SelectableText {
  readonly nodeType: 3;
  readonly textContent: string;
  readonly childNodes: readonly Selectable[];
  readonly parentNode: SelectableElement | null;
}

/** What selecting asks of an element. */
interface SelectableElement {
  readonly nodeType: 1;
  readonly tagName: string;
  readonly localName: string;
  readonly values: Readonly<Record<string, string>>;
  readonly textContent: string;
  readonly childNodes: readonly Selectable[];
  readonly parentNode: SelectableElement | null;
  readonly previousElementSibling: SelectableElement | null;
}

type Selectable = SelectableElement | SelectableText;
type Matcher = (element: SelectableElement) => boolean;
type Options = NonNullable<Parameters<typeof Compile<Selectable, SelectableElement>>[1]>;

const cssSelect = library<typeof import('css-select')>('css-select');
const TAGS = /^\s*[a-z][a-z0-9]*(?:\s*,\s*[a-z][a-z0-9]*)*\s*$/i;
/** Selectors are written in the code, not read from pages: they are few. */
const matchers = new Map<string, Matcher>();

/** Says of an element whether a CSS selector matches it; compiled once. Lists of tag names go without the compiler. */
export function matcher(selector: string): Matcher {
  const known = matchers.get(selector);
  if (known) return known;
  const made = TAGS.test(selector) ? byTags(selector) : compiled(selector);
  matchers.set(selector, made);
  return made;
}

function byTags(selector: string): Matcher {
  const [only = '', ...more] = selector.split(',').map((name) => name.trim().toUpperCase());
  if (more.length === 0) return (element) => element.tagName === only;
  const names = new Set([only, ...more]);
  return (element) => names.has(element.tagName);
}

const adapter: NonNullable<Options['adapter']> = {
  isTag: (node) => node.nodeType === 1,
  getAttributeValue: (element, name) => element.values[name],
  hasAttrib: (element, name) => element.values[name] !== undefined,
  getName: (element) => element.localName,
  getParent: (element) => element.parentNode,
  getChildren: (node) => [...node.childNodes],
  getSiblings: (node) => (node.parentNode ? [...node.parentNode.childNodes] : [node]),
  prevElementSibling: (node) => (node.nodeType === 1 ? node.previousElementSibling : null),
  getText: (node) => node.textContent,
  removeSubsets: (nodes) => nodes,
};

/** Nothing is remembered between elements: the tree changes under a selector. */
function compiled(selector: string): Matcher {
  return cssSelect()._compileUnsafe<Selectable, SelectableElement>(selector, { adapter, cacheResults: false });
}
