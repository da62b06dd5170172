import { type DomElement, isElement, TEXT } from '../dom.ts';

/** Elements whose text nobody reads. */
export const SKIPPED = new Set(
  'STYLE NOSCRIPT TEMPLATE SVG MATH IFRAME OBJECT CANVAS SELECT TEXTAREA VIDEO AUDIO PICTURE svg math'.split(' '),
);
/** Elements that flow within a line. */
export const INLINE = new Set('A ABBR B BDI BDO CITE EM FONT I MARK SMALL SPAN STRONG SUB SUP TIME U'.split(' '));

const NODES_MOST = 300;

/** The beginning of an element's text, got without reading a large element to its end. */
export function shortText(element: DomElement, most: number): string {
  const gathered: Gathered = { text: '', nodes: 0, most };
  gather(element, gathered);
  return gathered.text.slice(0, most + 1);
}

interface Gathered {
  text: string;
  nodes: number;
  readonly most: number;
}

function gather(parent: DomElement, into: Gathered): void {
  for (const node of parent.childNodes) {
    if (into.text.length > into.most || into.nodes++ > NODES_MOST) return;
    if (node.nodeType === TEXT) into.text += node.textContent ?? '';
    else if (isElement(node)) gatherElement(node, into);
  }
}

function gatherElement(element: DomElement, into: Gathered): void {
  const tag = element.tagName;
  if (SKIPPED.has(tag) || tag === 'SCRIPT') return;
  const apart = INLINE.has(tag) ? '' : ' ';
  into.text += apart;
  gather(element, into);
  into.text += apart;
}
