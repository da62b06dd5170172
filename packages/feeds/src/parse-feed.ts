import { readAtom } from './atom/read-atom.ts';
import { boundedFeed, boundedItem } from './bounded.ts';
import { decodeFeed } from './decode-feed.ts';
import { isJsonFeed, readJsonFeed } from './json-feed/read-json-feed.ts';
import {
  DEFAULT_LIMITS,
  type FeedContents,
  type FeedFormat,
  type FeedLimits,
  type FeedMediaType,
  type FeedResult,
  type FeedWarning,
  type NotAFeed,
  type NotAFeedCode,
} from './model.ts';
import { readRdf } from './rdf/read-rdf.ts';
import { readRss } from './rss/read-rss.ts';
import type { XmlDocument } from './xml/context.ts';
import { buildTree, type Element } from './xml/tree.ts';

export interface ParseOptions {
  /** The address that the feed was fetched from: relative links are resolved against it. */
  readonly url?: string;
  readonly limits?: Partial<FeedLimits>;
}

/** Bytes together with what the transport said about them. */
export interface FeedBytes {
  readonly bytes: Uint8Array;
  /** A charset label or a whole content type. */
  readonly charset?: string;
}

/**
 * Reads a feed: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.x. Never throws, never follows a reference
 * out of the text, never expands an entity that a document declares. Offsets in the result count UTF-16 units of the decoded text.
 *
 * @returns the feed, or why the text is none
 */
export function parseFeed(input: string | FeedBytes, options: ParseOptions = {}): FeedResult {
  const text = typeof input === 'string' ? input : decodeFeed(input.bytes, input.charset).text;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const head = text
    .slice(0, 1_000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head === '' && text.trim() === '') return refuse('empty');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary content
  if (/[\u0000-\u0008\u000E-\u001A]/.test(head)) return refuse('binary');
  return head.startsWith('{') || head.startsWith('[')
    ? parseJson(text, options.url, limits)
    : parseXml(text, options.url, limits);
}

const MESSAGES: Readonly<Record<NotAFeedCode, string>> = {
  empty: 'The answer was empty. Check the address in a browser; if it is right, the site is at fault and may recover.',
  binary: 'The answer is binary data, not a feed. Check the address of the feed.',
  'html-page': 'The answer is an HTML page, not a feed. Look on that page for the feed’s own address and use it.',
  'json-no-feed': 'The answer is JSON, but no JSON Feed: it has no version or no items. Check the address of the feed.',
  'malformed-json': 'The answer begins like JSON but cannot be read as such. The site is at fault and may recover.',
  'xml-no-feed': 'The answer is XML, but neither RSS nor Atom. Check the address of the feed.',
  'plain-text': 'The answer is plain text, not a feed. Check the address of the feed.',
};

const refuse = (code: NotAFeedCode, detail = ''): NotAFeed => ({
  kind: 'not-a-feed',
  code,
  message: detail === '' ? MESSAGES[code] : `${MESSAGES[code]} (${detail})`,
});

function parseJson(text: string, url: string | undefined, limits: FeedLimits): FeedResult {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ' '));
  } catch (error) {
    return refuse('malformed-json', error instanceof Error ? error.message.slice(0, 120) : '');
  }
  if (!isJsonFeed(value)) return refuse('json-no-feed');
  const contents = readJsonFeed(text, value, url, limits);
  const stated = Array.isArray(value.items) ? value.items.length : 0;
  return asFeed('json-feed', 'application/feed+json', contents, stated > limits.items ? ['items-cut'] : []);
}

const READERS: Readonly<
  Record<string, { format: FeedFormat; mediaType: FeedMediaType; read: (doc: XmlDocument) => FeedContents }>
> = {
  rss: { format: 'rss', mediaType: 'application/rss+xml', read: readRss },
  channel: { format: 'rss', mediaType: 'application/rss+xml', read: readRss },
  rdf: { format: 'rdf', mediaType: 'application/rss+xml', read: readRdf },
  feed: { format: 'atom', mediaType: 'application/atom+xml', read: readAtom },
  entry: { format: 'atom', mediaType: 'application/atom+xml', read: readAtom },
};

function parseXml(text: string, url: string | undefined, limits: FeedLimits): FeedResult {
  const tree = buildTree(text, limits);
  const root = tree.roots.find((element) => Object.hasOwn(READERS, element.local));
  const reader = root && READERS[root.local];
  if (!root || !reader) return refuse(...whatInstead(text, tree.roots));
  // One more than allowed is read, to know that there are more.
  const contents = reader.read({ text, root, url, limits: { ...limits, items: limits.items + 1 } });
  const warnings: FeedWarning[] = [];
  if (contents.items.length > limits.items) warnings.push('items-cut');
  if (tree.cut) warnings.push('document-cut');
  if (tree.entities) warnings.push('entities-left');
  return asFeed(
    reader.format,
    reader.mediaType,
    { ...contents, items: contents.items.slice(0, limits.items) },
    warnings,
  );
}

const HTML_ROOTS = new Set(['html', 'head', 'body', 'div', 'p', 'script', 'title', 'meta', 'h1']);

function whatInstead(text: string, roots: readonly Element[]): [NotAFeedCode, string?] {
  const [first] = roots;
  if (/^\s*<!doctype\s+html/i.test(text.slice(0, 500)) || roots.some((root) => HTML_ROOTS.has(root.local))) {
    return ['html-page'];
  }
  return first ? ['xml-no-feed', `its root is <${first.name.slice(0, 60)}>`] : ['plain-text'];
}

const asFeed = (
  format: FeedFormat,
  mediaType: FeedMediaType,
  contents: FeedContents,
  warnings: readonly FeedWarning[],
): FeedResult => ({
  kind: 'feed',
  format,
  mediaType,
  ...boundedFeed(contents),
  items: contents.items.map(boundedItem),
  warnings,
});
