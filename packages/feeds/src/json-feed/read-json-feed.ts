import { parseDate } from '../dates/parse-date.ts';
import { resolveLink } from '../links.ts';
import type { Enclosure, FeedContents, FeedItem, FeedLimits, FeedText } from '../model.ts';
import { defined, enclosure } from '../modules.ts';
import { plainTitle } from '../title.ts';
import { type Located, locateElements } from './locate-items.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1 and 1.1 name themselves by an address; feeds that forget it are known by their items and title. */
export function isJsonFeed(value: unknown): value is Json {
  if (!isObject(value) || !Array.isArray(value.items)) return false;
  if (typeof value.version === 'string' && value.version.includes('jsonfeed.org/version')) return true;
  return typeof value.title === 'string' && ('home_page_url' in value || 'feed_url' in value);
}

/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). Members of the wrong type count as absent. */
export function readJsonFeed(text: string, feed: Json, url: string | undefined, limits: FeedLimits): FeedContents {
  const located = locateElements(text, 'items');
  const stated = Array.isArray(feed.items) ? feed.items.slice(0, limits.items) : [];
  const items = stated.flatMap((item: unknown, i) => {
    const place = located[i];
    return isObject(item) && place ? [readItem(item, place, url)] : [];
  });
  return {
    ...defined<Omit<FeedContents, 'items' | 'titleMarkup'>>({
      title: plainTitle(string(feed.title) ?? '')?.title,
      link: resolveLink(string(feed.home_page_url), url),
      description: plainTitle(string(feed.description) ?? '')?.title,
      language: string(feed.language),
      author: authorsOf(feed),
      updated: undefined,
    }),
    items,
  };
}

function readItem(item: Json, place: Located, url: string | undefined): FeedItem {
  return {
    ...defined<Omit<FeedItem, 'categories' | 'enclosures' | 'slice' | 'titleMarkup' | 'byline'>>({
      id: typeof item.id === 'number' ? String(item.id) : string(item.id),
      title: plainTitle(string(item.title) ?? '')?.title,
      link: resolveLink(string(item.url), url) ?? resolveLink(string(item.external_url), url),
      author: authorsOf(item),
      summary: plain(string(item.summary)),
      content: html(string(item.content_html)) ?? plain(string(item.content_text)),
      published: parseDate(string(item.date_published)),
      updated: parseDate(string(item.date_modified)),
      language: string(item.language),
      base: url,
    }),
    categories: list(item.tags).flatMap((tag) => string(tag) ?? []),
    enclosures: list(item.attachments).flatMap((attachment) => attached(attachment, url)),
    slice: { ...place, within: [] },
  };
}

const string = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
const plain = (value: string | undefined): FeedText | undefined =>
  value === undefined ? undefined : { value, type: 'text' };
const html = (value: string | undefined): FeedText | undefined =>
  value === undefined ? undefined : { value, type: 'html' };

const MAX_LIST = 100;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, MAX_LIST) : []);

/** 1.1 has a list of authors, 1.0 had one. */
function authorsOf(of: Json): string | undefined {
  const people = [...list(of.authors), of.author].filter(isObject);
  const names = people.map((person) => string(person.name) ?? string(person.url)).filter((n) => n !== undefined);
  return [...new Set(names)].join(', ') || undefined;
}

function attached(value: unknown, base: string | undefined): Enclosure[] {
  const url = isObject(value) ? resolveLink(string(value.url), base) : undefined;
  if (!isObject(value) || url === undefined) return [];
  const size = value.size_in_bytes;
  return [enclosure(url, string(value.mime_type), typeof size === 'number' ? size : undefined)];
}
