import { type FeedItem, type FeedTime, parseFeed } from '@presswatch/feeds';
import type { Case } from './ndjson.ts';
import { documentOf } from './readers.ts';

/** A clock time without a zone counts as UTC, as most readers take it; the gold holds instants. */
function instantOf(time: FeedTime | undefined): string | null {
  if (time?.iso === undefined) return null;
  return /T[\d:.]+$/.test(time.iso) ? `${time.iso}Z` : time.iso;
}

const itemOf = (item: FeedItem): object => ({
  id: item.id ?? null,
  title: item.title ?? null,
  link: item.link ?? null,
  author: item.author ?? null,
  summary: item.summary?.value ?? null,
  content: item.content?.value ?? null,
  published: instantOf(item.published),
  updated: instantOf(item.updated),
});

/** What a feed says of itself and its items: the task `feeds`. */
export function predictFeed(given: Case): object {
  const { url, bytes, contentType } = documentOf(given);
  const result = parseFeed({ bytes, charset: contentType }, url === undefined ? {} : { url });
  if (result.kind === 'not-a-feed') return { id: given.id, error: result.code };
  const { title = null, link = null, language = null } = result;
  return { id: given.id, feed: { title, link, language }, items: result.items.map(itemOf) };
}
