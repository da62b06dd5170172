import type {
  Block,
  Change,
  Contact,
  Dateline,
  Entity,
  Mention,
  SourceRef,
  StatedTime,
  Ticker,
  Topic,
  Withdrawn,
} from '@presswatch/events';
import type { Capture } from '@presswatch/identity';

/** What a capture showed of a release: projected from the enriched release by the indexer. */
export interface ReleaseContent {
  readonly title: string;
  readonly kind: string;
  readonly url?: string;
  readonly issuer?: { readonly name: string; readonly from: string };
  readonly distributor?: { readonly name: string; readonly at?: StatedTime };
  readonly published?: StatedTime;
  readonly modified?: StatedTime;
  readonly language?: string;
  readonly dateline?: Dateline;
  readonly tickers?: readonly Ticker[];
  readonly contacts?: readonly Contact[];
  readonly history?: readonly Change[];
  readonly withdrawn?: Withdrawn;
  readonly provenance?: Readonly<Record<string, string>>;
  readonly format: string;
  readonly body: readonly Block[];
  readonly links: readonly { readonly url: string; readonly text?: string }[];
  readonly entities: readonly Entity[];
  readonly mentions: readonly Mention[];
  /** Names were looked for in so many UTF-16 units of the text only; absent: in all of it. */
  readonly namedTo?: number;
  readonly countries: readonly string[];
  readonly topics: readonly Topic[];
  readonly fingerprint: string;
  readonly contentHash: string;
  readonly parserVersion: string;
  readonly enricherVersion: string;
  readonly gazetteerVersion: string;
}

/** A stage that the release came through, and when it did (ms). */
export interface WayPoint {
  readonly stage: string;
  readonly version: string;
  readonly at: number;
}

/** One capture, as it is written: everything a capture document keeps. */
export interface CaptureDocument {
  readonly releaseId: string;
  readonly capture: Capture;
  readonly epoch: number;
  readonly origin: string;
  readonly source: SourceRef;
  /** Redirect targets, canonical links, GUIDs, paths: for look-up only. */
  readonly aliases: readonly string[];
  /** ms: when the raw release was acknowledged. */
  readonly ingestedAt: number;
  readonly way: readonly WayPoint[];
  /** Where the original bytes lie: `topic/partition/offset`. */
  readonly rawAt?: string;
  /** Null where the look found the release gone. */
  readonly content: ReleaseContent | null;
}

/** A release as readers see it: the content of its newest capture, and what all captures together say. */
export interface ReleaseDocument {
  readonly releaseId: string;
  /** ms */
  readonly firstSeen: number;
  /** ms: when it was found gone; null while it is there. */
  readonly withdrawnAt: number | null;
  /** The version of the content shown, and the greatest seen. */
  readonly contentVersion: number | null;
  readonly version: number;
  /** The capture that the content comes from; null where only removals were seen. */
  readonly shown: CaptureDocument | null;
  /** ms: publication if stated (a day counts from its first moment in UTC), else first seen: what newest-first sorts by. */
  readonly sortAt: number;
}
