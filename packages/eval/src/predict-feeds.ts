import { type FeedItem, type FeedTime, parseFeed } from '@presswatch/feeds';
import type { Prediction } from './measures/measure.ts';
import type { Case } from './ndjson.ts';
import { documentOf } from './readers.ts';

/** A clock time without a zone counts as UTC, as most readers take it; the gold holds instants. */
function instantOf(time: FeedTime | undefined): string | null {
  if (time?.iso === undefined) return null;
  return /T[\d:.]+$/.test(time.iso) ? `${time.iso}Z` : time.iso;
}

/**
 * An item in the measure's terms, which are those of the suites that its gold is from: the summary is the item's content
 * where the feed has no other text for it, a single date of an item stands for both, a title keeps the markup that it was
 * stated in, an author keeps the address. All of it is chosen among what the reader gives.
 */
const itemOf = (item: FeedItem): object => ({
  id: item.id ?? null,
  title: item.titleMarkup ?? item.title ?? null,
  link: item.link ?? null,
  author: item.byline ?? item.author ?? null,
  summary: (item.summary ?? item.content)?.value ?? null,
  content: item.content?.value ?? null,
  published: instantOf(item.published) ?? instantOf(item.updated),
  updated: instantOf(item.updated) ?? instantOf(item.published),
});

/** What a feed says of itself and its items: the task `feeds`. */
export function predictFeed(given: Case): Prediction {
  const { url, bytes, contentType } = documentOf(given);
  const result = parseFeed({ bytes, charset: contentType }, url === undefined ? {} : { url });
  if (result.kind === 'not-a-feed') return { id: given.id, error: result.code };
  const { link = null, language = null } = result;
  const title = result.titleMarkup ?? result.title ?? null;
  return { id: given.id, format: result.format, feed: { title, link, language }, items: result.items.map(itemOf) };
}
