import { createHash } from 'node:crypto';
import type { FeedContents, FeedItem } from './model.ts';

/** UTF-16 units. What is longer is no name or address of anything, but a body in the wrong place. */
const LONGEST = {
  id: 2_000,
  link: 4_000,
  title: 4_000,
  author: 1_000,
  category: 500,
  language: 100,
  description: 10_000,
};

const cut = (words: string, longest: number): string => {
  const kept = words.slice(0, longest);
  return /[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept;
};

/**
 * Holds the fields that name an item within bounds, each item by itself, so that one with a GUID of megabytes costs
 * neither its neighbours nor what keeps the names. Such a GUID is named by its hash; an address so long is none. Texts
 * (summary, content) are bounded by the document.
 */
export function boundedItem(item: FeedItem): FeedItem {
  const { id, link, base, ...rest } = item;
  return {
    ...rest,
    ...cutWords(item),
    ...(id !== undefined && { id: id.length > LONGEST.id ? hashed(id) : id }),
    ...(isShort(link) && { link }),
    ...(isShort(base) && { base }),
    categories: item.categories.map((category) => cut(category, LONGEST.category)),
    enclosures: item.enclosures.filter(({ url, type }) => isShort(url) && (type?.length ?? 0) <= LONGEST.language),
  };
}

/** What a feed says of itself within the same bounds; its items are left as they are. */
export function boundedFeed(contents: FeedContents): FeedContents {
  const { link, ...rest } = contents;
  const { description } = contents;
  return {
    ...rest,
    ...cutWords(contents),
    ...(isShort(link) && { link }),
    ...(description !== undefined && { description: cut(description, LONGEST.description) }),
  };
}

const hashed = (id: string): string => `urn:sha256:${createHash('sha256').update(id).digest('hex')}`;

const isShort = (address: string | undefined): address is string =>
  address !== undefined && address.length <= LONGEST.link;

type Words = Partial<Record<'title' | 'titleMarkup' | 'author' | 'byline' | 'language', string>>;

function cutWords({ title, titleMarkup, author, byline, language }: Words): Words {
  return {
    ...(title !== undefined && { title: cut(title, LONGEST.title) }),
    ...(titleMarkup !== undefined && { titleMarkup: cut(titleMarkup, LONGEST.title) }),
    ...(author !== undefined && { author: cut(author, LONGEST.author) }),
    ...(byline !== undefined && { byline: cut(byline, LONGEST.author) }),
    ...(language !== undefined && { language: cut(language, LONGEST.language) }),
  };
}
