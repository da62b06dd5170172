import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { domBlocks } from './blocks.ts';
import { stripBoilerplate, stripTail } from './boilerplate.ts';
import { parseDocument } from './dom.ts';
import { readable } from './readability.ts';
import type { LightDocument } from './tree/light-document.ts';

export interface Content {
  readonly blocks: Block[];
  readonly links: Link[];
  readonly from: 'readability' | 'page';
}

/** Fewer characters than this is no article that readability found. */
const LEAST = 140;

/**
 * A page's main content: `@mozilla/readability` chooses its element, out of which the blocks are read. It changes the
 * document, so metadata must be read before. Where it finds next to nothing, the whole body is read.
 */
export function mainContent(document: LightDocument, html: string, title: string, base: string | undefined): Content {
  stripBoilerplate(document);
  const whole = domBlocks(document.body, base);
  const article = readable(document, title, () => {
    const again = parseDocument(html) as LightDocument;
    stripBoilerplate(again);
    return again.body;
  });
  const found = article ? domBlocks(article, base) : { blocks: [], links: [] };
  const blocks = stripTail(found.blocks);
  if (length(blocks) >= Math.min(LEAST, length(whole.blocks)))
    return { blocks, links: found.links, from: 'readability' };
  return { ...whole, from: 'page' };
}

const length = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0);
