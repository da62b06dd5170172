import { createHash } from 'node:crypto';
import { IDENTITY_VERSION, normaliseUrl } from './url.ts';

/** What the fetcher knows of one item of one fetch. */
export interface ItemNames {
  /** The item's own link, absolute. */
  readonly link?: string | undefined;
  /** The feed's GUID or Atom id, as stated. */
  readonly guid?: string | undefined;
  /** A path relative to the source's root, with `/` between its parts (drop folder). */
  readonly path?: string | undefined;
  /** The item's title: the last resort where items share a link and have no other name. */
  readonly title?: string | undefined;
}

/** What the fetch as a whole says about its items' links. */
export interface FetchScope {
  readonly sourceId: string;
  /** Addresses that name the feed or its site, not an item. */
  readonly homes?: readonly string[];
}

/** An item that carries no name at all cannot become a release. */
export class NamelessItemError extends Error {
  override readonly name = 'NamelessItemError';
}

/**
 * Mints the releaseIds of the items of one fetch, in their order. The id comes of the item's own link, unless that link
 * is the feed's home or items of this fetch that differ in GUID, path or title share it; else of source and GUID; else of
 * source and path; else of source, link and title. Items of one fetch with the same id are one release.
 *
 * @returns 32 hexadecimal digits an item: the first 128 bits of a SHA-256
 * @throws NamelessItemError where an item has neither link nor GUID nor path
 */
export function mintReleaseIds(items: readonly ItemNames[], scope: FetchScope): string[] {
  const homes = new Set((scope.homes ?? []).map(normaliseUrl).filter((home) => home !== undefined));
  const bearers = new Map<string, Set<string>>();
  for (const item of items) {
    const link = item.link === undefined ? undefined : normaliseUrl(item.link);
    if (link === undefined) continue;
    const names = bearers.get(link) ?? new Set();
    bearers.set(link, names.add(item.guid ?? item.path ?? item.title ?? ''));
  }
  return items.map((item) => {
    const link = item.link === undefined ? undefined : normaliseUrl(item.link);
    const own = link !== undefined && !homes.has(link) && bearers.get(link)?.size === 1;
    if (own) return digest('link', link);
    if (filled(item.guid)) return digest('guid', scope.sourceId, item.guid);
    if (filled(item.path)) return digest('path', scope.sourceId, item.path);
    if (link !== undefined) return digest('shared-link', scope.sourceId, link, item.title ?? '');
    throw new NamelessItemError(
      `an item of source ${scope.sourceId} has neither link, GUID nor path, so it cannot be told from others`,
    );
  });
}

/** Mints the releaseId of a single item that is a fetch of its own. */
export function mintReleaseId(item: ItemNames, scope: FetchScope): string {
  const [id] = mintReleaseIds([item], scope);
  if (id === undefined) throw new NamelessItemError(`an item of source ${scope.sourceId} has no name`);
  return id;
}

const filled = (text: string | undefined): text is string => text !== undefined && text !== '';

function digest(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(`presswatch-identity-${IDENTITY_VERSION}`);
  for (const part of parts) hash.update('\0').update(part.normalize('NFC'));
  return hash.digest('hex').slice(0, 32);
}
