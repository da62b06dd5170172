import type { Block } from '@presswatch/events';
import { fold } from '../../text/fold.ts';

const LONG = 600;
const GAP = /(?<=[.!?:…"”’)\]]) {2,}(?=\S)|\S(?: {3,})(?=\S)/gu;
const SENTENCE_END = /[.!?] +(?=[\p{Lu}"“])/gu;
/** Someone who sets two spaces after every sentence marks no paragraphs by them. */
const MOST = 0.5;

/**
 * Archives keep a release's whole body on one line, its paragraphs parted by runs of spaces only. Such a long paragraph
 * is cut at them, unless the runs follow most sentences; all other white space is folded.
 */
export function cutOneLine(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'paragraph') return [block];
    const texts = block.text.length < LONG ? [block.text] : paragraphs(block.text);
    return texts
      .map(fold)
      .filter((text) => text !== '')
      .map((text) => ({ ...block, text }));
  });
}

function paragraphs(text: string): string[] {
  const gaps = [...text.matchAll(GAP)];
  const sentences = [...text.matchAll(SENTENCE_END)].length;
  if (gaps.length === 0 || gaps.length > Math.max(2, sentences * MOST)) return [text];
  const cuts = gaps.map((gap) => gap.index + gap[0].length);
  return [0, ...cuts].map((start, i) => text.slice(start, cuts[i]));
}
