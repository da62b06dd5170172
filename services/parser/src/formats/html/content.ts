import type { Block } from '@presswatch/events';
import type { DateContext } from '../../dates/index.ts';
import type { Link } from '../../draft.ts';
import { type DomContent, domBlocks } from './blocks.ts';
import { withoutClutter } from './boilerplate.ts';
import { completed } from './complete.ts';
import { containerOf } from './container.ts';
import { parseDocument } from './parse-document.ts';
import { proseOf, weightOf } from './prose.ts';
import { readable } from './readability.ts';
import { stripBoilerplate } from './strip.ts';
import type { LightDocument } from './tree/light-document.ts';
import type { LightElement } from './tree/light-element.ts';

export interface Content {
  readonly blocks: Block[];
  readonly links: Link[];
  readonly from: 'readability' | 'container' | 'page';
}

/** What is known of a page before its content is looked for. */
export interface Page {
  readonly title: string;
  /** As its metadata give it; empty where they give none. */
  readonly description: string;
  readonly base: string | undefined;
  readonly ctx: DateContext;
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
export function mainContent(document: LightDocument, html: string, page: Page): Content {
  const { title, base } = page;
  const again = () => stripBoilerplate(parseDocument(html) ?? document);
  stripBoilerplate(document);
  const whole = domBlocks(document.body, base);
  const container = containerOf(document);
  const article = readable(document, title, () => again().body);
  const amount = article ? (proseOf(article).get(article) ?? 0) : 0;
  if (container && amount < container.prose * ENOUGH) {
    const found = container.find(again());
    if (found) return contentOf(found, page, 'container');
  }
  const content = article && completedContent(contentOf(article, page, 'readability'), whole, page);
  return content && lengthOf(content) >= Math.min(LEAST, lengthOf(whole))
    ? content
    : contentOf(again().body, page, 'page');
}

function completedContent(content: Content, whole: DomContent, { title, description }: Page): Content {
  return { ...content, blocks: completed(content.blocks, whole, title, description) };
}

function contentOf(element: LightElement, { title, base, ctx }: Page, from: Content['from']): Content {
  const content = domBlocks(element, base);
  const blocks = from === 'page' ? content.blocks : withoutClutter(content, title, ctx);
  return { blocks, links: content.links, from };
}

const lengthOf = ({ blocks }: { readonly blocks: readonly Block[] }): number =>
  blocks.reduce((sum, block) => sum + weightOf(block.text), 0);
