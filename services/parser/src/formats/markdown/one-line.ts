import type { Block } from '@presswatch/events';
import { fold } from '../../text/fold.ts';
import { partHeads } from '../../text/part-heads.ts';

const LONG = 600;
const GAP = /(?<=[.!?:…"”’)\]]) {2,}(?=\S)|\S(?: {3,})(?=\S)/gu;
const SENTENCE_END = /[.!?] +(?=[\p{Lu}"“])/gu;
/** Someone who sets two spaces after every sentence marks no paragraphs by them. */
const MOST = 0.5;

/**
 * Archives keep a release's whole body on one line, its paragraphs parted by runs of spaces only. Such a long paragraph
 * is cut at them, unless the runs follow most sentences; all other white space is folded. Headings right above their text
 * are parted from it.
 */
export function cutOneLine(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'paragraph') return [block];
    const groups = block.text.includes('\n') ? partHeads({ lines: block.text.split('\n') }) : [];
    const whole = groups.length > 0 ? groups.map(({ lines }) => lines.join(' ')) : [block.text];
    return whole
      .flatMap((text) => (text.length < LONG ? [text] : paragraphs(text)))
      .map(fold)
      .filter((text) => text !== '')
      .map((text) => ({ ...block, text }));
  });
}

function paragraphs(text: string): string[] {
  if (!text.includes('  ')) return [text];
  const gaps = [...text.matchAll(GAP)];
  if (gaps.length === 0) return [text];
  if (gaps.length > 2 && gaps.length > sentencesIn(text) * MOST) return [text];
  const cuts = gaps.map((gap) => gap.index + gap[0].length);
  return [0, ...cuts].map((start, i) => text.slice(start, cuts[i]));
}

function sentencesIn(text: string): number {
  let count = 0;
  SENTENCE_END.lastIndex = 0;
  while (SENTENCE_END.test(text)) count++;
  return count;
}
