export { type DecodedText, decodeFeed } from './decode-feed.ts';
export type {
  Enclosure,
  Feed,
  FeedFormat,
  FeedItem,
  FeedLimits,
  FeedMediaType,
  FeedResult,
  FeedText,
  FeedTime,
  FeedWarning,
  ItemSlice,
  NotAFeed,
  NotAFeedCode,
} from './model.ts';
export { type FeedBytes, type ParseOptions, parseFeed } from './parse-feed.ts';
export { sliceDocument } from './slice-document.ts';
