import type { Block } from '@presswatch/events';

const LEADS_AWAY =
  /^(?:related|read more|read also|also read|see also|more from|more on|share this|follow us|subscribe|sign up|advertisement|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leggi anche|leia também|lees ook|читайте также)\b/iu;
const SHORT = 140;

/** Drops short blocks that lead to other pages, and headings that nothing follows. */
export function stripTail(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter((block) => block.text.length > SHORT || !LEADS_AWAY.test(block.text));
  let end = kept.length;
  while (end > 0 && kept[end - 1]?.kind === 'heading') end--;
  return kept.slice(0, end);
}
