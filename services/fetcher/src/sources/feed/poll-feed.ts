import { decodeFeed, parseFeed } from '@presswatch/feeds';
import { sha256 } from '@presswatch/identity';
import { type FeedSource, publicUrl, sourceRef } from '@presswatch/sources';
import { type Fetched, fetchUrl } from '../../http/fetch-url.ts';
import { HttpError } from '../../http/http-error.ts';
import { feedReleases } from '../../raw/feed-items.ts';
import { fetchOf } from '../../raw/fetch-of.ts';
import { createPublisher } from '../../raw/publish.ts';
import { toRawRecord, unencodedRelease } from '../../raw/raw-record.ts';
import type { PollContext, PollResult } from '../poll.ts';
import { type FeedMemory, newItems, type RememberedFeed, recallFeed, rememberFeed } from './feed-memory.ts';
import { refusalOf } from './status-code.ts';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';
/** Some servers keep a feed's ETag though it changed: it is asked for without conditions once a day. */
const UNCONDITIONAL_MS = 24 * 60 * 60 * 1000;

/**
 * Looks at a feed once: conditional GET, then each item that is new or changed becomes a raw release. Validators and
 * seen items are kept after the log has acknowledged the items, so a crash in between publishes them again under the
 * same releaseId. A feed that cannot be read is a status of its source, never an error.
 *
 * @throws what the log or the memory throws
 */
export async function pollFeed(source: FeedSource, ctx: PollContext): Promise<PollResult> {
  const remembered = await recallFeed(ctx.memory, source.id);
  const fetched = await attempt(source, ctx, conditions(remembered.value, ctx.clock()));
  if ('kind' in fetched) return fetched;
  if (fetched.status === 304) return unchanged(remembered.value);
  const refusal = refusalOf(fetched);
  if (refusal) return refusal;
  const bodyHash = sha256(fetched.bytes);
  if (remembered.value?.bodyHash === bodyHash) {
    const again = { ...remembered.value, ...validators(fetched), fullAt: ctx.clock() };
    await rememberFeed(ctx.memory, source.id, remembered, again, [], ctx.clock());
    return unchanged(remembered.value);
  }
  return publishItems(source, ctx, fetched, bodyHash, remembered);
}

const unchanged = (last: FeedMemory | undefined): PollResult => ({
  kind: 'ok',
  published: 0,
  ...(last && { items: Object.keys(last.items).length }),
});

function conditions(last: FeedMemory | undefined, now: number): Record<string, string> {
  if (last === undefined || now - last.fullAt >= UNCONDITIONAL_MS) return {};
  return {
    ...(last.etag !== undefined && { 'if-none-match': last.etag }),
    ...(last.lastModified !== undefined && { 'if-modified-since': last.lastModified }),
  };
}

const validators = (fetched: Fetched): Pick<FeedMemory, 'etag' | 'lastModified'> => ({
  ...(fetched.headers.etag !== undefined && { etag: fetched.headers.etag }),
  ...(fetched.headers['last-modified'] !== undefined && { lastModified: fetched.headers['last-modified'] }),
});

async function attempt(
  source: FeedSource,
  ctx: PollContext,
  headers: Readonly<Record<string, string>>,
): Promise<Fetched | PollResult> {
  const { client, budgets, clock, signal } = ctx;
  try {
    const intervalMs = ctx.hostIntervalMs;
    return await fetchUrl(source.url, { client, budgets, clock, signal, headers, accept: ACCEPT, intervalMs });
  } catch (error) {
    if (!(error instanceof HttpError) || error.code === 'stopped') throw error;
    if (error.code === 'asked-to-wait') return { kind: 'deferred', until: error.retryAt ?? clock() + source.every };
    const state = error.code === 'address-refused' || error.code === 'scheme-refused' ? 'blocked' : 'failing';
    return { kind: 'bad', state, reason: error.code, message: error.message, published: 0 };
  }
}

async function publishItems(
  source: FeedSource,
  ctx: PollContext,
  fetched: Fetched,
  bodyHash: string,
  remembered: RememberedFeed,
): Promise<PollResult> {
  const { text } = decodeFeed(fetched.bytes, fetched.headers['content-type']);
  const feed = parseFeed(text, { url: fetched.url });
  if (feed.kind === 'not-a-feed') {
    return { kind: 'bad', state: 'not-a-feed', reason: feed.code, message: feed.message, published: 0 };
  }
  const fetchedAt = ctx.clock();
  const urls = [publicUrl(source.url), fetched.url, ...fetched.redirects.map((redirect) => redirect.url)];
  const origin = { source: sourceRef(source), fetchedAt, urls, fetch: fetchOf(fetched) };
  const { releases } = feedReleases(text, feed, origin);
  const { releases: fresh, edited } = await newItems(ctx.memory, source.id, releases, remembered.value, fetchedAt);
  const publisher = createPublisher(ctx.log);
  let published = 0;
  for (const { item } of fresh) {
    const record = toRawRecord(unencodedRelease(item), remembered.value ? 'live' : 'backfill', ctx.clock());
    await publisher.add(record, () => published++);
  }
  await publisher.flush();
  const items = Object.fromEntries(releases.map((release) => [release.item.releaseId, release.hash]));
  const value = { ...validators(fetched), bodyHash, fullAt: fetchedAt, items, edited };
  await rememberFeed(ctx.memory, source.id, remembered, value, releases, ctx.clock());
  return { kind: 'ok', published, items: feed.items.length };
}
