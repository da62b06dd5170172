import type { Readability } from '@mozilla/readability';
import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { library } from '../../library.ts';
import { domBlocks } from './blocks.ts';
import { stripBoilerplate, stripTail } from './boilerplate.ts';
import type { DomDocument, DomElement } from './dom.ts';

export interface Content {
  readonly blocks: Block[];
  readonly links: Link[];
  readonly from: 'readability' | 'page';
}

const readability = library<typeof import('@mozilla/readability')>('@mozilla/readability');

/** Fewer characters than this is no article that readability found. */
const LEAST = 140;

/**
 * A page's main content: `@mozilla/readability` chooses its element, out of which the blocks are read. It changes the
 * document, so metadata must be read before. Where it finds next to nothing, the whole body is read.
 */
export function mainContent(document: DomDocument, base: string | undefined): Content {
  stripBoilerplate(document);
  const whole = domBlocks(document.body, base);
  const article = readable(document);
  const found = article ? domBlocks(article, base) : { blocks: [], links: [] };
  const blocks = stripTail(found.blocks);
  if (length(blocks) >= Math.min(LEAST, length(whole.blocks)))
    return { blocks, links: found.links, from: 'readability' };
  return { ...whole, from: 'page' };
}

const length = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0);

function readable(document: DomDocument): DomElement | undefined {
  type Input = ConstructorParameters<typeof Readability>[0];
  const reader = new (readability().Readability)<DomElement>(document as unknown as Input, {
    charThreshold: 250,
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node as unknown as DomElement,
  });
  return reader.parse()?.content ?? undefined;
}
