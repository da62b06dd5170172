import type { Block } from '@presswatch/events';
import { fold } from '../../text/fold.ts';
import { walkTags } from './scan.ts';

const HIDDEN = new Set('script style noscript template svg nav footer aside form button select title head'.split(' '));
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const BLOCKS_MOST = 20_000;

/**
 * The blocks of a page that is too deep or too large for a document tree: every run of text between block-level tags is
 * one. Text of navigation, scripts and the like is passed over while its element is open.
 */
export function flatBlocks(html: string): Block[] {
  const blocks: Block[] = [];
  let parts: string[] = [];
  let kind = 'paragraph';
  let hidden: string | undefined;
  const flush = () => {
    const text = fold(parts.join(''));
    parts = [];
    if (text !== '' && blocks.length < BLOCKS_MOST) blocks.push({ kind, text });
  };
  walkTags(html, {
    open: (name) => {
      if (hidden !== undefined || INLINE.has(name)) return;
      flush();
      if (HIDDEN.has(name)) hidden = name;
      kind = name === 'li' ? 'list-item' : /^h[1-6]$/.test(name) ? 'heading' : 'paragraph';
    },
    close: (name) => {
      if (hidden === undefined) {
        if (INLINE.has(name)) return;
        flush();
        kind = 'paragraph';
      } else if (hidden === name) hidden = undefined;
    },
    text: (text) => {
      if (hidden === undefined) parts.push(text);
    },
  });
  flush();
  return blocks;
}
