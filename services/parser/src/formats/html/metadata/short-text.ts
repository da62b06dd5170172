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
  let text = '';
  let nodes = 0;
  const gather = (parent: DomElement): boolean => {
    for (const node of parent.childNodes) {
      if (text.length > most || nodes++ > NODES_MOST) return false;
      if (node.nodeType === TEXT) text += node.textContent ?? '';
      else if (isElement(node) && !SKIPPED.has(node.tagName) && node.tagName !== 'SCRIPT') {
        if (!INLINE.has(node.tagName)) text += ' ';
        if (!gather(node)) return false;
        if (!INLINE.has(node.tagName)) text += ' ';
      }
    }
    return true;
  };
  gather(element);
  return text.slice(0, most + 1);
}
