import { buildTree } from './tree/build.ts';
import type { LightDocument } from './tree/light-document.ts';

/** What this folder uses of a DOM node. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly parentElement: DomElement | null;
}

/** What this folder uses of a DOM element. */
export interface DomElement extends DomNode {
  readonly tagName: string;
  readonly className: string;
  readonly id: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
  appendChild(node: DomNode): void;
}

export interface DomDocument {
  readonly documentElement: DomElement;
  readonly body: DomElement;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export const ELEMENT = 1;
export const TEXT = 3;

export const isElement = (node: DomNode): node is DomElement => node.nodeType === ELEMENT;

/**
 * A document out of any HTML, a fragment included. Styles, comments and frames are left out, and scripts stand in the head.
 *
 * @returns `undefined` for a page too large to make a tree of; its tags can still be walked (`flat.ts`)
 */
export const parseDocument = (html: string): LightDocument | undefined => buildTree(html);

export const textOf = (element: DomNode | null): string => element?.textContent ?? '';

/** Class and id of an element as one text to match against. */
export const marksOf = (element: DomElement): string =>
  `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 500);
