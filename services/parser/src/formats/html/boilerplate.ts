import { type DateContext, findTime, labelBefore } from '../../dates/index.ts';
import { wordKey } from '../../text/fold.ts';
import type { DomContent } from './blocks.ts';
import { kindWord } from './metadata/kind-lines.ts';

type Block = DomContent['blocks'][number];

/** How short blocks begin that lead to other pages. */
export const LEADS_AWAY =
  /^(?:related|read more|read also|also read|see also|more from|more on|share this|follow us|subscribe|sign up|advertisement|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leggi anche|leia também|lees ook|читайте также)\b/iu;
const SHORT = 140;
/** Blocks of which more leads elsewhere are no text. */
const LINKS = 0.9;
const ITEM_LINKS = 0.6;
/** Shorter texts may well be said twice. */
const DOUBLE_LEAST = 60;
/** Within the first blocks the title may be said again, the day of the release and its kind. */
const TOP = 8;
const DATE_MOST = 100;

/** Takes out of a page's blocks what leads to other pages, and what says the title, the day or the kind again at their top. */
export function withoutClutter(content: DomContent, title: string, ctx: DateContext): Block[] {
  const key = wordKey(title);
  const said = new Set<string>();
  const isDouble = ({ text }: Block) => text.length >= DOUBLE_LEAST && said.size === said.add(text).size;
  const kept = content.blocks.filter(
    (block, i) =>
      !isDouble(block) &&
      !leadsAway(content, i) &&
      !(i < TOP && (saysAgain(block.text, key) || isDateLine(block.text, ctx) || kindWord(block.text) !== undefined)),
  );
  return withoutEnd(kept);
}

/** Lists of links, and short blocks that say so. One link by itself may be a source that the text names. */
function leadsAway({ blocks, linked }: DomContent, i: number): boolean {
  const { text } = blocks[i] as Block;
  if (text.length <= SHORT && LEADS_AWAY.test(text)) return true;
  const isLink = (at: number) => (linked[at] ?? 0) > (blocks[at]?.kind === 'list-item' ? ITEM_LINKS : LINKS);
  return isLink(i) && (isLink(i - 1) || isLink(i + 1));
}

export function saysAgain(text: string, title: string): boolean {
  if (title.length < 12 || text.length > title.length * 1.5 + 20) return false;
  const key = wordKey(text);
  return (
    key === title ||
    (key.length > title.length * 0.7 && title.includes(key)) ||
    (key.includes(title) && key.length < title.length * 1.3)
  );
}

/** A line of nothing but a date and a word for what it is. A place before the date makes it a dateline. */
function isDateLine(text: string, ctx: DateContext): boolean {
  if (text.length > DATE_MOST || !/\d/.test(text)) return false;
  const found = findTime(text, 'page text', ctx, DATE_MOST);
  if (!found) return false;
  const before = text.slice(0, found.start);
  const after = text.slice(found.end);
  const isLabelled = before.trim() === '' || labelBefore(before) !== undefined;
  return isLabelled && before.length <= 40 && !/\p{L}{3,}\P{L}+\p{L}{3,}\P{L}+\p{L}{3,}/u.test(after);
}

/** Headings that nothing follows. */
function withoutEnd(blocks: readonly Block[]): Block[] {
  let end = blocks.length;
  while (end > 0 && blocks[end - 1]?.kind === 'heading') end--;
  return blocks.slice(0, end);
}
