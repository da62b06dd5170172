import type { Block } from '@presswatch/events';
import type { Found } from '../../draft.ts';
import { headingOf } from '../parts/headings.ts';
import { sourceLine } from './evidence.ts';

const REACH = 60;

/** Who issues a release by its own closing lines: `SOURCE Acme Corp`, or the heading `About Acme`. */
export function closingIssuers(blocks: readonly Block[]): Found[] {
  const source = sourceLine(blocks);
  const found: Found[] = source === undefined ? [] : [{ text: source, from: 'source line' }];
  for (const { text } of blocks.slice(-REACH)) {
    const heading = headingOf(text);
    if (heading?.name !== undefined) found.push({ text: heading.name, from: 'about heading' });
  }
  return found;
}
