import type { Block, Hints, ParsedReleasePresent, RawReleasePresent, StatedTime } from '@presswatch/events';
import type { Trace } from './trace.ts';

/** A text with the place it was read from. */
export interface Found {
  readonly text: string;
  readonly from: string;
}

export type Link = ParsedReleasePresent['links'][number];

/**
 * What every format's reader gives: candidates, best first, of what it found. Choosing among them, with what the source
 * and the feed say, is done once for all formats (`finish.ts`).
 */
export interface Draft {
  titles: Found[];
  blocks: Block[];
  /** In the order in which they should be believed. */
  issuers: Found[];
  distributor?: { name: string; at?: StatedTime };
  published?: StatedTime;
  modified?: StatedTime;
  /** A language as the document states it. */
  language?: Found;
  /** Words that may name the kind: `Press release`, `NewsArticle`. */
  kinds: Found[];
  links: Link[];
  aliases: string[];
}

/** What a reader gets. */
export interface FormatInput {
  /** Decoded, line breaks as `\n`, no NULs, no byte order mark. */
  readonly text: string;
  /** The media type as labelled, without parameters. */
  readonly mediaType: string;
  readonly raw: RawReleasePresent;
  readonly hints: Hints;
  /** When the release was fetched, ms since 1970: the only clock there is. */
  readonly now: number;
  readonly trace: Trace | undefined;
}

/** A leaf of the parser: one way that releases are written. */
export interface Format {
  readonly name: string;
  /** How sure it is that it can read the input, 0 to 1; looks at labels and the first few kilobytes only. */
  readonly recognise: (input: FormatInput) => number;
  readonly read: (input: FormatInput) => Draft;
}

export const emptyDraft = (): Draft => ({
  titles: [],
  blocks: [],
  issuers: [],
  kinds: [],
  links: [],
  aliases: [],
});
