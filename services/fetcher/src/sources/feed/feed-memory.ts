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
  /** How each item that was ever seen changed was last, by releaseId: also of those that left the feed. */
  readonly edited?: Readonly<Record<string, Edited>>;
}

interface Edited {
  readonly hash: string;
  /** ms: when it was last seen changed. */
  readonly at: number;
}

export interface RememberedFeed {
  readonly value: FeedMemory | undefined;
  readonly version: number | null;
}

const key = (sourceId: string): string => `feed:${sourceId}`;
const seenSet = (sourceId: string): string => `feed-items:${sourceId}`;
/** Long after it left the feed, an item that comes back is still known. */
const KEEP_MS = 400 * 24 * 60 * 60 * 1000;
/** Edited items remembered of one feed, the last edited ones: their hashes are read and written at each change. */
const MOST_EDITED = 1_000;

export async function recallFeed(memory: Memory, sourceId: string): Promise<RememberedFeed> {
  const found = await memory.get(key(sourceId));
  return { value: isFeedMemory(found?.value) ? found.value : undefined, version: found?.version ?? null };
}

const isFeedMemory = (value: unknown): value is FeedMemory =>
  typeof value === 'object' && value !== null && 'bodyHash' in value && 'items' in value && 'fullAt' in value;

const member = (release: FeedRelease): string => `${release.item.releaseId}:${release.hash}`;

/** The items that are not on the log as they are, and what is known of edits from now on. */
export interface NewItems {
  readonly releases: readonly FeedRelease[];
  readonly edited: Readonly<Record<string, Edited>>;
}

/**
 * Tells which items are not on the log as they are. An item is compared with how it was last, so that an edit taken back
 * (A→B→A) is a capture again, also where it was out of the feed meanwhile. Of items that left without an edit, the set
 * of all that was ever seen tells: they have been one thing only.
 *
 * @param now ms
 */
export async function newItems(
  memory: Memory,
  sourceId: string,
  releases: readonly FeedRelease[],
  last: FeedMemory | undefined,
  now: number,
): Promise<NewItems> {
  const lastHash = ({ item: { releaseId } }: FeedRelease) => last?.items[releaseId] ?? last?.edited?.[releaseId]?.hash;
  const strangers = releases.filter((release) => lastHash(release) === undefined);
  const names = strangers.flatMap((release) => [member(release), release.item.releaseId]);
  const seen = await memory.seen(seenSet(sourceId), names);
  const isNew = (release: FeedRelease): boolean => {
    const before = lastHash(release);
    return before === undefined ? !seen.has(member(release)) : before !== release.hash;
  };
  const fresh = releases.filter(isNew);
  const changed = fresh.filter((release) => lastHash(release) !== undefined || seen.has(release.item.releaseId));
  return { releases: fresh, edited: withEdits(last?.edited ?? {}, changed, now) };
}

function withEdits(before: Readonly<Record<string, Edited>>, changed: readonly FeedRelease[], now: number) {
  const all = new Map(Object.entries(before).filter(([, { at }]) => now - at < KEEP_MS));
  for (const { item, hash } of changed) all.set(item.releaseId, { hash, at: now });
  const latest = [...all].sort(([, a], [, b]) => b.at - a.at).slice(0, MOST_EDITED);
  return Object.fromEntries(latest);
}

/**
 * Call it only after every item's publish was acknowledged. Where somebody who took the source over wrote first, nothing
 * is remembered of this answer: the next look goes by theirs and at worst publishes again under the same ids, and
 * captures are ordered by when they were fetched, whichever came to the log first.
 */
export async function rememberFeed(
  memory: Memory,
  sourceId: string,
  remembered: RememberedFeed,
  fresh: FeedMemory,
  published: readonly FeedRelease[],
  now: number,
): Promise<void> {
  // First the answer: what is seen without its edits would hide an edit that is taken back.
  if (!(await memory.compareAndSet(key(sourceId), remembered.version, fresh)) || published.length === 0) return;
  const members = published.flatMap((release) => [member(release), release.item.releaseId]);
  await memory.remember(seenSet(sourceId), members, { now, keepMs: KEEP_MS });
}
