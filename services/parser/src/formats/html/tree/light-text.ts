import type { DomNode } from '../dom.ts';
import type { LightElement, LightNode } from './light-element.ts';

const NONE: readonly LightNode[] = [];

/** A run of text in a light document tree. */
export class LightText implements DomNode {
  readonly nodeType = 3;
  readonly nodeName = '#text';
  readonly tagName = undefined;
  /** Walks over children end here as they do in a browser. */
  readonly childNodes = NONE;
  textContent: string;
  parentNode: LightElement | null = null;
  previousSibling: LightNode | null = null;
  nextSibling: LightNode | null = null;

  constructor(text: string) {
    this.textContent = text;
  }

  get parentElement(): LightElement | null {
    return this.parentNode;
  }

  get nextElementSibling(): LightElement | null {
    let node = this.nextSibling;
    while (node && node.nodeType !== 1) node = node.nextSibling;
    return node;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}
