import type { compile as Compile } from 'css-select';
import { library } from '../../../library.ts';
import type { LightElement, LightNode } from './light-element.ts';

type Matcher = (element: LightElement) => boolean;
type Options = NonNullable<Parameters<typeof Compile<LightNode, LightElement>>[1]>;

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
  return cssSelect()._compileUnsafe<LightNode, LightElement>(selector, { adapter, cacheResults: false });
}
