import type { DomElement } from '../dom.ts';
import { LightText } from './light-text.ts';
import { matcher } from './select.ts';
import { styleOf } from './style.ts';

export type LightNode = LightElement | LightText<LightElement>;

/** By name, as written; names in lower case. */
export type Attributes = Record<string, string>;

const HEADING = /^H[1-6]$/;

/**
 * An element of a light document tree: the part of the DOM's interface that this folder and `@mozilla/readability` use.
 * Children are linked, so that moving or removing one costs the same among thousands of siblings as among three; lists
 * of them and texts are kept until something below changes. Names of members are the DOM's.
 */
export class LightElement implements DomElement {
  readonly nodeType = 1;
  /** In capitals. Readability renames elements. */
  tagName: string;
  localName: string;
  readonly values: Attributes;
  parentNode: LightElement | null = null;
  previousSibling: LightNode | null = null;
  nextSibling: LightNode | null = null;
  firstChild: LightNode | null = null;
  lastChild: LightNode | null = null;
  /** What readability notes on an element: declared, so that all elements have one shape. */
  readability: unknown = undefined;
  _readabilityDataTable: unknown = undefined;
  /** Gives the children that a body had at first; readability asks for them by setting its `innerHTML`. */
  restored: (() => LightElement) | undefined = undefined;
  private nodes: LightNode[] | undefined = undefined;
  private elements: LightElement[] | undefined = undefined;
  private text: string | undefined = undefined;

  constructor(name: string, values: Attributes) {
    this.localName = name;
    this.tagName = name.toUpperCase();
    this.values = values;
  }

  get nodeName(): string {
    return this.tagName;
  }

  get parentElement(): LightElement | null {
    return this.parentNode;
  }

  get className(): string {
    return this.values.class ?? '';
  }

  set className(value: string) {
    this.values.class = value;
  }

  get id(): string {
    return this.values.id ?? '';
  }

  set id(value: string) {
    this.values.id = value;
  }

  /** As much of it as says whether an element is shown. */
  get style(): { display: string; visibility: string } {
    return styleOf(this.values.style);
  }

  get attributes(): { name: string; value: string }[] {
    return Object.entries(this.values).map(([name, value]) => ({ name, value }));
  }

  getAttribute(name: string): string | null {
    return this.values[name] ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.values[name] !== undefined;
  }

  setAttribute(name: string, value: string): void {
    this.values[name] = value;
  }

  removeAttribute(name: string): void {
    if (this.values[name] !== undefined) delete this.values[name];
  }

  get childNodes(): readonly LightNode[] {
    if (this.nodes) return this.nodes;
    const nodes: LightNode[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node);
    this.nodes = nodes;
    return nodes;
  }

  /** Shrinks in place where a child is removed, as a live list does. */
  get children(): readonly LightElement[] {
    if (this.elements) return this.elements;
    const elements: LightElement[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) if (node.nodeType === 1) elements.push(node);
    this.elements = elements;
    return elements;
  }

  get firstElementChild(): LightElement | null {
    return elementFrom(this.firstChild);
  }

  get nextElementSibling(): LightElement | null {
    return elementFrom(this.nextSibling);
  }

  get previousElementSibling(): LightElement | null {
    let node = this.previousSibling;
    while (node && node.nodeType !== 1) node = node.previousSibling;
    return node;
  }

  get textContent(): string {
    if (this.text !== undefined) return this.text;
    let text = '';
    for (let node = this.firstChild; node; node = node.nextSibling) text += node.textContent;
    this.text = text;
    return text;
  }

  /** Nothing is ever written as HTML here. */
  get innerHTML(): string {
    return '';
  }

  set innerHTML(_: string) {
    while (this.firstChild) this.detach(this.firstChild);
    const source = this.restored?.();
    while (source?.firstChild) this.appendChild(source.firstChild);
  }

  appendChild<T extends LightNode>(node: T): T {
    return this.insert(node, null);
  }

  replaceChild<T extends LightNode>(node: LightNode, old: T): T {
    this.insert(node, old);
    this.detach(old);
    return old as T;
  }

  /** Where a heading goes, the words on its two sides stay apart. */
  removeChild<T extends LightNode>(node: T): T {
    const { previousSibling, nextSibling } = node;
    this.detach(node);
    if (node.nodeType === 1 && HEADING.test(node.tagName)) this.part(previousSibling, nextSibling);
    return node;
  }

  private part(before: LightNode | null, after: LightNode | null): void {
    if (after?.nodeType === 3) after.textContent = ` ${after.textContent}`;
    else if (before?.nodeType === 3) before.textContent += ' ';
    else this.insert(new LightText<LightElement>(' '), after);
  }

  private detach(node: LightNode): void {
    const { previousSibling, nextSibling } = node;
    if (previousSibling) previousSibling.nextSibling = nextSibling;
    else this.firstChild = nextSibling;
    if (nextSibling) nextSibling.previousSibling = previousSibling;
    else this.lastChild = previousSibling;
    node.parentNode = null;
    node.previousSibling = null;
    node.nextSibling = null;
    this.nodes = undefined;
    if (this.elements && node.nodeType === 1) drop(this.elements, node);
    this.textChanged();
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }

  getElementsByTagName(name: string): LightElement[] {
    return this.querySelectorAll(name);
  }

  querySelectorAll(selector: string): LightElement[] {
    const matches = matcher(selector);
    const found: LightElement[] = [];
    for (let node = nextWithin(this, this); node; node = nextWithin(node, this)) if (matches(node)) found.push(node);
    return found;
  }

  querySelector(selector: string): LightElement | null {
    const matches = matcher(selector);
    let node = nextWithin(this, this);
    while (node && !matches(node)) node = nextWithin(node, this);
    return node;
  }

  contains(node: LightNode): boolean {
    let up: LightNode | null = node;
    while (up && up !== this) up = up.parentNode;
    return up === this;
  }

  private insert<T extends LightNode>(node: T, before: LightNode | null): T {
    node.parentNode?.detach(node);
    const after = before ? before.previousSibling : this.lastChild;
    node.parentNode = this;
    node.previousSibling = after;
    node.nextSibling = before;
    if (after) after.nextSibling = node;
    else this.firstChild = node;
    if (before) before.previousSibling = node;
    else this.lastChild = node;
    this.nodes = undefined;
    if (node.nodeType === 1) this.elements = undefined;
    this.textChanged();
    return node;
  }

  /** A text that is known here is made of texts that are known below: where it is not, none above is. */
  private textChanged(): void {
    let up: LightElement | null = this;
    while (up && up.text !== undefined) {
      up.text = undefined;
      up = up.parentNode;
    }
  }
}

function elementFrom(first: LightNode | null): LightElement | null {
  let node = first;
  while (node && node.nodeType !== 1) node = node.nextSibling;
  return node;
}

/** The element after `node` in the order of the document, within `root`. */
function nextWithin(node: LightElement, root: LightElement): LightElement | null {
  const child = elementFrom(node.firstChild);
  if (child) return child;
  for (let up: LightElement | null = node; up && up !== root; up = up.parentNode) {
    const sibling = elementFrom(up.nextSibling);
    if (sibling) return sibling;
  }
  return null;
}

/** Removals come from either end as a rule. */
function drop(elements: LightElement[], element: LightElement): void {
  if (elements.at(-1) === element) elements.pop();
  else elements.splice(elements.indexOf(element), 1);
}
