import { FEED_MEDIA_TYPES } from '@presswatch/events';
import type { Format, FormatInput } from '../../draft.ts';
import { readFeedEntry } from './read.ts';

const XML = /^(?:text|application)\/xml$/;
const ROOT = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:rss|feed|entry|rdf:rdf|item)[\s>]/i;

function recognise({ text, mediaType }: FormatInput): number {
  if (FEED_MEDIA_TYPES.some((type) => type === mediaType)) return 1;
  const labelled = XML.test(mediaType) || mediaType === 'text/plain' || mediaType === 'application/octet-stream';
  return labelled && ROOT.test(text.slice(0, 1024)) ? 0.95 : 0;
}

/** One entry of a feed, cut out of it with the feed's own root around it. */
export const feedEntry: Format = { name: 'feed-entry', recognise, read: readFeedEntry };
