import type { Feed, FeedItem } from './model.ts';

/**
 * A feed document of one item, which `parseFeed` reads as that item again (given the same address): for XML the start
 * tags around the item as they stand, with their namespaces and xml:base, and the item's own markup, letter for letter. A
 * start tag of more than 16,000 units is written without its attributes: every item would carry it again.
 *
 * @param text the decoded text that the item was read from
 */
export function sliceDocument(text: string, feed: Pick<Feed, 'format'>, item: Pick<FeedItem, 'slice'>): string {
  const { slice } = item;
  const own = text.slice(slice.start, slice.end);
  if (feed.format === 'json-feed') return `{"version":"https://jsonfeed.org/version/1.1","items":[${own}]}`;
  const opening = slice.within.map((tag) => (isLong(tag) ? `<${tag.name}>` : text.slice(tag.start, tag.end))).join('');
  const closing = slice.within.map((tag) => `</${tag.name}>`).reverse();
  return `${opening}${own}${slice.unclosed === undefined ? '' : `</${slice.unclosed}>`}${closing.join('')}`;
}

const isLong = (tag: { readonly start: number; readonly end: number }): boolean => tag.end - tag.start > 16_000;
