import type { RawReleasePresent, SourceRef } from '@presswatch/events';
import { decodeFeed, parseFeed } from '@presswatch/feeds';
import { mintReleaseId } from '@presswatch/identity';
import { publicUrl } from '@presswatch/sources';
import { type Fetched, type FetchOptions, fetchUrl } from '../../http/fetch-url.ts';
import { HttpError } from '../../http/http-error.ts';
import { feedReleases } from '../../raw/feed-items.ts';
import { fetchOf } from '../../raw/fetch-of.ts';
import { mayBeFeed, mediaTypeOf } from '../../raw/media-type.ts';
import { toRawRelease } from '../../raw/raw-record.ts';
import type { Ingested } from './progress.ts';

export interface UrlsOptions extends Omit<FetchOptions, 'signal' | 'headers' | 'accept'> {
  readonly source: SourceRef;
  readonly signal: AbortSignal;
}

/** Fetches each page as one raw release, its own link the URL that was given; the items of a feed are one each. */
export async function* readUrls(urls: readonly string[], options: UrlsOptions): AsyncGenerator<Ingested> {
  for (const url of urls) {
    if (options.signal.aborted) return;
    const what = publicUrl(url);
    try {
      const fetched = await fetchUrl(url, { ...options, accept: 'text/html, application/xhtml+xml, */*;q=0.8' });
      yield fetched.status >= 200 && fetched.status < 300
        ? { kind: 'releases', what, releases: releasesOf(url, fetched, options) }
        : problem(
            what,
            `http-${fetched.status}`,
            `${what} answered with status ${fetched.status}; check it in a browser`,
          );
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (error.code === 'stopped') return;
      yield problem(what, error.code, error.message);
    }
  }
}

const problem = (what: string, code: string, message: string): Ingested => ({
  kind: 'problem',
  problem: { what, code, message },
});

/** @param asked the URL as given: it names the release, though what is published of it hides its secrets */
function releasesOf(asked: string, fetched: Fetched, options: UrlsOptions): RawReleasePresent[] {
  const { source } = options;
  const fetchedAt = options.clock();
  const contentType = fetched.headers['content-type'];
  const media = mediaTypeOf({ bytes: fetched.bytes, header: contentType, name: URL.parse(fetched.url)?.pathname });
  const fetch = fetchOf(fetched);
  const url = publicUrl(asked);
  const urls = [url, fetched.url, ...fetched.redirects.map((redirect) => redirect.url)];
  if (mayBeFeed(media.mediaType) && !fetched.overflowed) {
    const { text } = decodeFeed(fetched.bytes, contentType);
    const feed = parseFeed(text, { url: fetched.url });
    if (feed.kind === 'feed' && feed.items.length > 0) {
      const { releases } = feedReleases(text, feed, { source, fetchedAt, urls: [asked, ...urls], fetch });
      return releases.map(({ item }) => toRawRelease(item));
    }
  }
  const size = Number(fetched.headers['content-length'] ?? 0);
  return [
    toRawRelease({
      releaseId: mintReleaseId({ link: asked }, { sourceId: source.id }),
      source,
      fetchedAt,
      bytes: fetched.bytes,
      url,
      aliases: urls,
      fetch,
      ...media,
      // A page over the limit was not read to its end: its size is what the header says, or more than came.
      ...(fetched.overflowed && { wholeSize: Math.max(size, fetched.bytes.length + 1) }),
    }),
  ];
}
