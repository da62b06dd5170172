import { basename } from 'node:path';
import type { SourceRef } from '@presswatch/events';
import { decodeFeed, parseFeed } from '@presswatch/feeds';
import { mintReleaseId, sha256 } from '@presswatch/identity';
import { type FeedRelease, feedReleases } from './feed-items.ts';
import { mayBeFeed, mediaTypeOf } from './media-type.ts';
import type { FileBytes } from './read-file.ts';

export interface FileOrigin {
  readonly source: SourceRef;
  /** ms */
  readonly fetchedAt: number;
  /** What names the file within its source, with `/` between its parts. */
  readonly path: string;
}

/** The raw releases of a file: the file itself, or the items of the feed that it is. */
export function fileReleases(file: FileBytes, origin: FileOrigin): readonly FeedRelease[] {
  const { mediaType } = mediaTypeOf({ bytes: file.bytes, name: origin.path });
  const whole = file.size === file.bytes.length;
  if (whole && mayBeFeed(mediaType)) {
    const { text } = decodeFeed(file.bytes);
    const feed = parseFeed(text);
    if (feed.kind === 'feed') {
      const { releases } = feedReleases(text, feed, { source: origin.source, fetchedAt: origin.fetchedAt, urls: [] });
      if (releases.length > 0) return releases;
    }
  }
  const item = {
    releaseId: mintReleaseId({ path: origin.path }, { sourceId: origin.source.id }),
    source: origin.source,
    fetchedAt: origin.fetchedAt,
    bytes: file.bytes,
    mediaType,
    wholeSize: file.size,
    aliases: [origin.path],
    hints: { fileName: basename(origin.path) },
  };
  return [{ item, hash: sha256(file.bytes) }];
}
