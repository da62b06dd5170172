import type { DomElement, DomNode } from '../dom.ts';

const NONE: readonly never[] = [];

/** What a text asks of the elements around it. */
interface Around<E extends Around<E>> extends DomElement {
  readonly nodeType: 1;
  readonly nextSibling: E | LightText<E> | null;
  removeChild(node: LightText<E>): unknown;
}

/** A run of text in a light document tree, whose elements are `E`. */
export class LightText<E extends Around<E>> implements DomNode {
  readonly nodeType = 3;
  readonly nodeName = '#text';
  readonly tagName = undefined;
  /** Walks over children end here as they do in a browser. */
  readonly childNodes = NONE;
  textContent: string;
  parentNode: E | null = null;
  previousSibling: E | LightText<E> | null = null;
  nextSibling: E | LightText<E> | null = null;

  constructor(text: string) {
    this.textContent = text;
  }

  get parentElement(): E | null {
    return this.parentNode;
  }

  get nextElementSibling(): E | null {
    let node = this.nextSibling;
    while (node && node.nodeType !== 1) node = node.nextSibling;
    return node;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}
