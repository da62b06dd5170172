import type {
  Block,
  Change,
  Contact,
  Dateline,
  Hints,
  ParsedReleasePresent,
  RawReleasePresent,
  StatedTime,
  Ticker,
  Withdrawn,
} from '@presswatch/events';
import type { Refusal } from './reasons.ts';
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
  /** What the blocks were chosen by: `readability`, `details.body`, … */
  bodyFrom?: string;
  dateline?: Dateline;
  /** Those that the document states as such; those in its text are found for all formats at once. */
  tickers?: Ticker[];
  contacts?: Contact[];
  /** Newest first. */
  history?: Change[];
  withdrawn?: Withdrawn;
}

/** What a reader of bytes gets. */
export interface BytesInput {
  readonly bytes: Uint8Array;
  /** The media type as labelled, without parameters. */
  readonly mediaType: string;
  readonly raw: RawReleasePresent;
  readonly hints: Hints;
  /** When the release was fetched, ms since 1970: the only clock there is. */
  readonly now: number;
  readonly trace: Trace | undefined;
}

/** What a reader of text gets. */
export interface FormatInput extends BytesInput {
  /** Decoded, line breaks as `\n`, no NULs, no byte order mark. */
  readonly text: string;
}

/** A leaf of the parser that reads bytes, which are no text as a whole: PDF, email. */
export interface BytesFormat {
  readonly name: string;
  /** Whether the bytes are of this format; looks at the label and the first few kilobytes only. */
  readonly recognise: (input: BytesInput) => boolean;
  /** May answer later, where the library that it leans on does. */
  readonly read: (input: BytesInput) => Draft | Refusal | Promise<Draft | Refusal>;
}

/** A leaf of the parser: one way that releases are written. */
export interface Format {
  readonly name: string;
  /** How sure it is that it can read the input, 0 to 1; looks at labels and the first few kilobytes only. */
  readonly recognise: (input: FormatInput) => number;
  readonly read: (input: FormatInput) => Draft | Refusal;
}

export const emptyDraft = (): Draft => ({
  titles: [],
  blocks: [],
  issuers: [],
  kinds: [],
  links: [],
  aliases: [],
});
