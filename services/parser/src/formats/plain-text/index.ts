import type { Format, FormatInput } from '../../draft.ts';
import { readPlainText } from './read.ts';

const TEXT = /^text\/|^application\/(?:octet-stream|xml|json)$/;

function recognise({ mediaType }: FormatInput): number {
  return TEXT.test(mediaType) ? 0.3 : 0.1;
}

/** Text as written: the last resort for whatever is text at all. */
export const plainText: Format = { name: 'plain-text', recognise, read: readPlainText };
