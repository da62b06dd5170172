import type { LightElement } from './tree/light-element.ts';

/** Tags that do not end a line. */
const INLINE = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);
/** Shorter lines are labels as a rule. */
const LINE_LEAST = 40;

/** Scripts that say in a character what others say in two or three. */
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const WIDE_WEIGHT = 2.5;

/** How much a text says, in characters of a script like ours. */
export const weightOf = (text: string): number => (WIDE.test(text) ? text.length * WIDE_WEIGHT : text.length);

/** For each element how many characters of prose stand in it: of lines that are long enough and not mostly links. */
export type Prose = ReadonlyMap<LightElement, number>;

interface Line {
  length: number;
  linked: number;
}

/** Measures an element and all within it, in one walk. */
export function proseOf(root: LightElement): Prose {
  const prose = new Map<LightElement, number>();
  const line: Line = { length: 0, linked: 0 };
  measure(root, false, line, prose);
  prose.set(root, (prose.get(root) ?? 0) + ended(line));
  return prose;
}

/** @returns the prose of the lines that ended within; what is left of the last line stays in `line` */
function measure(element: LightElement, isLinked: boolean, line: Line, prose: Map<LightElement, number>): number {
  let total = 0;
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 3) {
      const length = weightOf(node.textContent.trim());
      line.length += length;
      if (isLinked) line.linked += length;
    } else if (INLINE.has(node.tagName)) total += measure(node, isLinked || node.tagName === 'A', line, prose);
    else {
      total += ended(line);
      const inside = measure(node, isLinked, line, prose) + ended(line);
      prose.set(node, inside);
      total += inside;
    }
  }
  prose.set(element, total);
  return total;
}

function ended(line: Line): number {
  const { length, linked } = line;
  line.length = 0;
  line.linked = 0;
  return length >= LINE_LEAST && linked * 2 < length ? length : 0;
}
