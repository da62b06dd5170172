import { parseHTML } from 'linkedom';

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

/** A document out of any HTML, a fragment included. The nesting must have been checked (`scan.ts`). */
export function parseDocument(html: string): DomDocument {
  const head = html.slice(0, 20_000);
  const whole = /<html[\s>]/i.test(head)
    ? html
    : /<body[\s>]/i.test(head)
      ? `<!doctype html><html>${html}</html>`
      : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  return document as unknown as DomDocument;
}

export const textOf = (element: DomNode | null): string => element?.textContent ?? '';

/** Class and id of an element as one text to match against. */
export const marksOf = (element: DomElement): string =>
  `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 500);
