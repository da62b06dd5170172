import { resolveLink } from '../links.ts';
import { relationOf } from '../modules.ts';
import { childrenNamed } from '../xml/find.ts';
import { attributesOf, innerText } from '../xml/text.ts';
import type { Element } from '../xml/tree.ts';

/**
 * The address in the `link` elements of a channel or item, as text or, as some feeds have it, as `href`. Of several the
 * last counts, as feedparser and gofeed have it; links to the feed itself or to other forms of the page are none.
 */
export function rssLink(text: string, parent: Element, base: string | undefined): string | undefined {
  // CDF, of which RSS was made, has the address on the element itself.
  let found = resolveLink(attributesOf(text, parent).get('href'), base);
  for (const link of childrenNamed(parent, 'rss:link')) {
    const attributes = attributesOf(text, link);
    if (relationOf(attributes) !== 'alternate') continue;
    found = resolveLink(innerText(text, link) || attributes.get('href'), base) ?? found;
  }
  return found;
}
