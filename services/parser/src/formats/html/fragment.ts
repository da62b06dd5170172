import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { domBlocks } from './blocks.ts';
import { flatBlocks } from './flat.ts';
import { parseDocument } from './parse-document.ts';

/** The blocks and links of a piece of HTML that is content as a whole, as a feed carries it. */
export function readFragment(html: string, base: string | undefined): { blocks: Block[]; links: Link[] } {
  const document = parseDocument(html);
  return document ? domBlocks(document.body, base) : { blocks: flatBlocks(html), links: [] };
}
