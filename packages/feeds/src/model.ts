/** A text with the form it was stated in: `html` is markup to be read as HTML, `text` is plain. */
export interface FeedText {
  readonly value: string;
  readonly type: 'html' | 'text';
}

/** A date as a feed states it. */
export interface FeedTime {
  /**
   * ISO 8601, as precise as stated (`2024`, `2024-06`, `2024-06-28`, `2024-06-28T09:27`, `2024-06-28T09:27:05+01:00`),
   * with a zone only where one was stated. Absent where the words name no day that exists.
   */
  readonly iso?: string;
  /** The words as stated, at most 200 characters. */
  readonly stated: string;
}

export interface Enclosure {
  readonly url: string;
  readonly type?: string;
  /** Bytes, as stated. */
  readonly length?: number;
}

/** Where an item lies in the decoded text of its feed. Offsets count UTF-16 units. */
export interface ItemSlice {
  readonly start: number;
  readonly end: number;
  /** The start tags around the item, outermost first. Empty in JSON Feed. */
  readonly within: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  /** The item's own name where the document ends inside it: its end tag is missing. */
  readonly unclosed?: string;
}

export interface FeedItem {
  /** The GUID, Atom id or rdf:about, as stated; one beyond the limit is `urn:sha256:` with its hash. */
  readonly id?: string;
  /** Plain text on one line. */
  readonly title?: string;
  /** What the title was made plain from, where it was stated as HTML or has markup or references in it. */
  readonly titleMarkup?: string;
  /** The item's own link; absolute where the feed's address or xml:base is known. */
  readonly link?: string;
  /** Names only, where there are names. */
  readonly author?: string;
  /** The author with the address that was stated, where one was: `Press Office (press@example.org)`. */
  readonly byline?: string;
  readonly summary?: FeedText;
  readonly content?: FeedText;
  readonly published?: FeedTime;
  readonly updated?: FeedTime;
  /** BCP 47, as stated by the item or around it. */
  readonly language?: string;
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  /** What relative links inside summary and content refer to. */
  readonly base?: string;
  readonly slice: ItemSlice;
}

export const FEED_FORMATS = ['rss', 'atom', 'rdf', 'json-feed'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

export type FeedMediaType = 'application/rss+xml' | 'application/atom+xml' | 'application/feed+json';

/** What a format's leaf folder reads out of a document. */
export interface FeedContents {
  readonly title?: string;
  /** As an item's. */
  readonly titleMarkup?: string;
  /** The site that the feed belongs to. */
  readonly link?: string;
  readonly description?: string;
  readonly language?: string;
  readonly author?: string;
  readonly updated?: FeedTime;
  readonly items: readonly FeedItem[];
}

/**
 * `items-cut`: more items than the limit; `document-cut`: the document ends, or grows too large, before its end tag;
 * `entities-left`: it declares entities, which are never expanded: references to them stay as they stand.
 */
export type FeedWarning = 'items-cut' | 'document-cut' | 'entities-left';

export interface Feed extends FeedContents {
  readonly kind: 'feed';
  readonly format: FeedFormat;
  /** As what a slice of this feed is published. */
  readonly mediaType: FeedMediaType;
  readonly warnings: readonly FeedWarning[];
}

export type NotAFeedCode =
  | 'empty'
  | 'binary'
  | 'html-page'
  | 'json-no-feed'
  | 'malformed-json'
  | 'xml-no-feed'
  | 'plain-text';

export interface NotAFeed {
  readonly kind: 'not-a-feed';
  readonly code: NotAFeedCode;
  /** What was found instead, and what to do. */
  readonly message: string;
}

export type FeedResult = Feed | NotAFeed;

export interface FeedLimits {
  /** Items beyond this many are dropped. */
  readonly items: number;
  /** Elements beyond this many are not looked at. */
  readonly elements: number;
  /** Elements nested deeper are text of their ancestors, not nodes. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: FeedLimits = { items: 5_000, elements: 400_000, depth: 24 };
