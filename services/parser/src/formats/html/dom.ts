import { library } from '../../library.ts';
import { tooLargeForTree } from './scan.ts';

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

const linkedom = library<typeof import('linkedom')>('linkedom');

export const ELEMENT = 1;
export const TEXT = 3;

export const isElement = (node: DomNode): node is DomElement => node.nodeType === ELEMENT;

/**
 * A document out of any HTML, a fragment included.
 *
 * @returns `undefined` for a page too deep or too large to make a tree of; its tags can still be walked (`flat.ts`)
 */
export function parseDocument(html: string): DomDocument | undefined {
  if (tooLargeForTree(html)) return undefined;
  try {
    return documentOf(html);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // an attribute of megabytes overflows the library's stack
    throw error;
  }
}

function documentOf(html: string): DomDocument {
  const head = html.slice(0, 20_000);
  const whole = /<html[\s>]/i.test(head)
    ? html
    : /<body[\s>]/i.test(head)
      ? `<!doctype html><html>${html}</html>`
      : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const { document } = linkedom().parseHTML(whole);
  const dom = document as unknown as DomDocument;
  gatherBody(dom);
  return dom;
}

/** A page without a `body` tag has its content beside the empty body that stands for one. */
function gatherBody({ body, documentElement }: DomDocument): void {
  for (const node of [...documentElement.childNodes]) {
    if (node !== body && !(isElement(node) && node.tagName === 'HEAD')) body.appendChild(node);
  }
}

export const textOf = (element: DomNode | null): string => element?.textContent ?? '';

/** Class and id of an element as one text to match against. */
export const marksOf = (element: DomElement): string =>
  `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 500);
