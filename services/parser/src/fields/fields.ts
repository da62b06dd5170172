import type { Block, Contact, Dateline, StatedTime, Ticker } from '@presswatch/events';

/** What a release's text gives, whatever its format. */
export interface Fields {
  /** The draft's, with the parts beside the news marked. */
  readonly blocks: Block[];
  readonly issuer?: { readonly name: string; readonly from: string };
  readonly dateline?: Dateline;
  /** The wire that the dateline names, where it is one. */
  readonly distributor?: { readonly name: string };
  /** The day that a dateline or byline states. */
  readonly dated?: StatedTime;
  readonly tickers: readonly Ticker[];
  readonly contacts: readonly Contact[];
}
