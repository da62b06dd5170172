import type { Format, FormatInput } from '../../draft.ts';
import { readStamped, stampAt } from './read.ts';

function recognise({ text, mediaType, now }: FormatInput): number {
  if (mediaType.includes('html') || mediaType.includes('xml')) return 0;
  return stampAt(text, now) ? 0.9 : 0;
}

/** Text as distributors of releases deliver it: issuer, stamp line, title, body. */
export const distributorStamp: Format = { name: 'distributor-stamp', recognise, read: readStamped };
