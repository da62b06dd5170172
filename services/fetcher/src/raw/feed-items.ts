import type { Hints, SourceRef } from '@presswatch/events';
import { type Feed, type FeedItem, sliceDocument } from '@presswatch/feeds';
import { mintReleaseIds, sha256 } from '@presswatch/identity';
import { cutHints } from './hints.ts';
import type { RawItem } from './raw-record.ts';

/** One item of a feed, with the hash that tells whether it changed. */
export interface FeedRelease {
  readonly item: RawItem;
  readonly hash: string;
}

export interface FeedReleases {
  readonly releases: readonly FeedRelease[];
  /** Items that have neither link nor GUID: they cannot be told from others. */
  readonly nameless: number;
}

export interface FeedOrigin {
  readonly source: SourceRef;
  /** ms */
  readonly fetchedAt: number;
  /** Where the feed came from, and what led there. */
  readonly urls: readonly string[];
  readonly fetch?: RawItem['fetch'];
}

/**
 * Cuts a feed into raw releases: each item's markup under the feed's root is one, in UTF-8. Items that are the same
 * release twice in one feed count once, the first.
 */
export function feedReleases(text: string, feed: Feed, origin: FeedOrigin): FeedReleases {
  const named = feed.items.filter((item) => item.link !== undefined || item.id !== undefined);
  const scope = {
    sourceId: origin.source.id,
    homes: [...origin.urls, ...(feed.link === undefined ? [] : [feed.link])],
  };
  const names = named.map((item) => ({ link: item.link, guid: item.id, title: item.title }));
  const nameable = names.map(({ link, guid }) => guid !== undefined || (link !== undefined && URL.canParse(link)));
  const kept = named.filter((_, i) => nameable[i]);
  const ids = mintReleaseIds(
    names.filter((_, i) => nameable[i]),
    scope,
  );
  const releases = new Map<string, FeedRelease>();
  for (const [i, item] of kept.entries()) {
    const releaseId = ids[i];
    if (releaseId === undefined || releases.has(releaseId)) continue;
    const bytes = Buffer.from(sliceDocument(text, feed, item));
    releases.set(releaseId, { item: rawItem(releaseId, bytes, feed, item, origin), hash: sha256(bytes) });
  }
  return { releases: [...releases.values()], nameless: feed.items.length - kept.length };
}

function rawItem(releaseId: string, bytes: Buffer, feed: Feed, item: FeedItem, origin: FeedOrigin): RawItem {
  return {
    releaseId,
    source: origin.source,
    fetchedAt: origin.fetchedAt,
    bytes,
    mediaType: feed.mediaType,
    charset: 'utf-8',
    aliases: item.id === undefined ? [] : [item.id],
    hints: hintsOf(feed, item),
    ...(item.link !== undefined && { url: item.link }),
    ...(origin.fetch !== undefined && { fetch: origin.fetch }),
  };
}

const hintsOf = (feed: Feed, item: FeedItem): Hints =>
  cutHints({
    title: item.title,
    summary: item.summary?.value,
    author: item.author,
    published: item.published?.iso ?? item.published?.stated,
    updated: item.updated?.iso ?? item.updated?.stated,
    language: item.language ?? feed.language,
    feedTitle: feed.title,
  });
