import type { Memory } from '@presswatch/state';
import type { FeedRelease } from '../../raw/feed-items.ts';

/** What is remembered of a feed's last readable answer. */
export interface FeedMemory {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly bodyHash: string;
  /** ms: the last answer that was not conditional. */
  readonly fullAt: number;
  /** The hash of each item of that answer, by releaseId. */
  readonly items: Readonly<Record<string, string>>;
}

export interface RememberedFeed {
  readonly value: FeedMemory | undefined;
  readonly version: number | null;
}

const key = (sourceId: string): string => `feed:${sourceId}`;
const seenSet = (sourceId: string): string => `feed-items:${sourceId}`;
/** Long after it left the feed, an item that comes back is still known. */
const KEEP_MS = 400 * 24 * 60 * 60 * 1000;

export async function recallFeed(memory: Memory, sourceId: string): Promise<RememberedFeed> {
  const found = await memory.get(key(sourceId));
  return { value: isFeedMemory(found?.value) ? found.value : undefined, version: found?.version ?? null };
}

const isFeedMemory = (value: unknown): value is FeedMemory =>
  typeof value === 'object' && value !== null && 'bodyHash' in value && 'items' in value && 'fullAt' in value;

const member = (release: FeedRelease): string => `${release.item.releaseId}:${release.hash}`;

/**
 * The items that are not on the log as they are. An item of the last answer is compared with how it was there, so that
 * an edit taken back (A→B→A) is a capture again; any other is looked up among all that were ever seen.
 */
export async function newItems(
  memory: Memory,
  sourceId: string,
  releases: readonly FeedRelease[],
  last: FeedMemory | undefined,
): Promise<readonly FeedRelease[]> {
  const strangers = releases.filter((release) => last?.items[release.item.releaseId] === undefined);
  const seen = await memory.seen(seenSet(sourceId), strangers.map(member));
  return releases.filter((release) => {
    const before = last?.items[release.item.releaseId];
    return before === undefined ? !seen.has(member(release)) : before !== release.hash;
  });
}

/** Call it only after every item's publish was acknowledged. */
export async function rememberFeed(
  memory: Memory,
  sourceId: string,
  remembered: RememberedFeed,
  fresh: FeedMemory,
  published: readonly FeedRelease[],
  now: number,
): Promise<void> {
  if (published.length > 0) await memory.remember(seenSet(sourceId), published.map(member), { now, keepMs: KEEP_MS });
  await memory.compareAndSet(key(sourceId), remembered.version, fresh);
}
