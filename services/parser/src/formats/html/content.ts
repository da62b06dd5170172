import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { domBlocks } from './blocks.ts';
import { stripTail } from './boilerplate.ts';
import { containerOf } from './container.ts';
import { parseDocument } from './dom.ts';
import { proseOf } from './prose.ts';
import { readable } from './readability.ts';
import { stripBoilerplate } from './strip.ts';
import type { LightDocument } from './tree/light-document.ts';
import type { LightElement } from './tree/light-element.ts';

export interface Content {
  readonly blocks: Block[];
  readonly links: Link[];
  readonly from: 'readability' | 'container' | 'page';
}

/** Fewer characters than this is no article that readability found. */
const LEAST = 140;
/** Readability must find at least this much of the prose in an element that is marked as the text. */
const ENOUGH = 0.6;

/**
 * A page's main content: `@mozilla/readability` chooses its element, out of which the blocks are read. Where it finds
 * much less than stands in the element that the page marks as its text, that element is read; where it finds next to
 * nothing, the whole body is. Changes the document, so metadata must be read before.
 *
 * @param html what the document was made of
 */
export function mainContent(document: LightDocument, html: string, title: string, base: string | undefined): Content {
  const again = () => stripBoilerplate(parseDocument(html) ?? document);
  stripBoilerplate(document);
  const whole = document.body.textContent.trim().length;
  const container = containerOf(document);
  const article = readable(document, title, () => again().body);
  const amount = article ? (proseOf(article).get(article) ?? 0) : 0;
  if (container && amount < container.prose * ENOUGH) {
    const found = container.find(again());
    if (found) return contentOf(found, base, 'container');
  }
  const content = article && contentOf(article, base, 'readability');
  return content && lengthOf(content) >= Math.min(LEAST, whole) ? content : contentOf(again().body, base, 'page');
}

function contentOf(element: LightElement, base: string | undefined, from: Content['from']): Content {
  const { blocks, links } = domBlocks(element, base);
  return { blocks: from === 'page' ? blocks : stripTail(blocks), links, from };
}

const lengthOf = ({ blocks }: Content): number => blocks.reduce((sum, block) => sum + block.text.length, 0);
