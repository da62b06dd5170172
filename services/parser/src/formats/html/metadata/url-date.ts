import type { StatedTime } from '@presswatch/events';
import { type DateContext, readTime } from '../../../dates/index.ts';

const YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})([/._-]?)(1[0-2]|0?[1-9]|[a-z]{3,9})([/._-]?)([12]\d|3[01]|0?[1-9])(?!\d)/gi;
const DAY_FIRST = /(?<!\d)(\d{2})([._-])(\d{2})\2((?:19|20)\d{2})(?!\d)/;
const MOST = 2000;
/** An archive's address holds the day of the snapshot, then the address that the page had. */
const ARCHIVED = /^https?:\/\/[^/]{1,100}\/(?:web\/)?(\d{4,14})(?:[a-z]{2}_)?\/(?=https?:\/)/i;

/** The address that an archived page had where it was published; any other address as it is. */
export const originalAddress = (url: string): string => url.slice(0, 4000).replace(ARCHIVED, '');

/** A date in the path of an address is the day the page was put there. */
export function urlDate(url: string | undefined, ctx: DateContext): StatedTime | undefined {
  const path = originalAddress(url ?? '')
    .replace(/[?#].*$/s, '')
    .slice(0, MOST);
  for (const [, year = '', first, month = '', second, day = ''] of path.matchAll(YEAR_FIRST)) {
    if ((first === '') !== (second === '') || (first === '' && (month.length !== 2 || day.length < 2))) continue;
    const named = /^[a-z]/i.test(month);
    const stated = named ? `${day} ${month} ${year}` : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const time = readTime(stated, 'url', ctx);
    if (time) return time;
  }
  const other = DAY_FIRST.exec(path);
  return other ? readTime(`${other[1]}/${other[3]}/${other[4]}`, 'url', ctx) : undefined;
}

/** The day on which an archive took its copy, `2012-02-16`, by its address. */
export function snapshotDay(url: string): string | undefined {
  const digits = ARCHIVED.exec(url.slice(0, 300))?.[1];
  return digits !== undefined && digits.length >= 8
    ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
    : undefined;
}
