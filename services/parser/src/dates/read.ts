import type { StatedTime } from '@presswatch/events';
import { clockAfter, clockBefore } from './clock.ts';
import { asciiDigits } from './digits.ts';
import type { DateOrder } from './order.ts';
import { COARSE_PATTERNS, DAY_PATTERNS, type DateMatch, type DateParts, matchDates } from './patterns.ts';

export interface DateContext {
  /** When the release was fetched, ms since 1970. */
  readonly now: number;
  /** The order of day and month that the format or the language implies for numeric dates. */
  readonly order?: DateOrder | undefined;
}

/** A date found within a text. */
export interface FoundTime {
  readonly time: StatedTime;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const DAY = 24 * 60 * 60 * 1000;
/** A release may be stamped for tomorrow (time zones, embargoes by a day); what lies further ahead is no publication. */
const AHEAD = 2 * DAY;
/** Nothing that calls itself a release is older. */
const FIRST_YEAR = 1900;
const STATED = 200;

/**
 * The first date within a text, with the clock time that follows it. Dates that cannot be (31 February, year 20240,
 * 1066, more than two days after the fetch) are passed over.
 *
 * @param text searched as far as `reach` characters
 * @param from where the text stands in the release; becomes the time's `from`
 */
export function findTime(text: string, from: string, ctx: DateContext, reach = 400): FoundTime | undefined {
  const head = text.slice(0, reach);
  const plain = asciiDigits(head);
  for (const match of matchDates(plain, ctx.order, DAY_PATTERNS)) {
    if (match.day === 0 || !sensible(match, ctx.now)) continue;
    return statedTime(head, plain, match, from);
  }
  return undefined;
}

/**
 * Reads a text that is a date as a whole, as in a machine-readable field; there also a month, a year or a number of
 * seconds or milliseconds since 1970 counts.
 */
export function readTime(text: string, from: string, ctx: DateContext): StatedTime | undefined {
  const stated = text.slice(0, STATED).trim();
  const trimmed = asciiDigits(stated);
  const epoch = /^\d{10}(\d{3})?$/.test(trimmed) ? epochTime(trimmed, from, ctx.now) : undefined;
  if (epoch) return epoch;
  const found = findTime(stated, from, ctx, STATED)?.time;
  if (found) return found;
  for (const match of matchDates(trimmed, ctx.order, COARSE_PATTERNS)) {
    if (!sensible(match, ctx.now)) continue;
    const precision = match.month === 0 ? 'year' : 'month';
    return { value: dateValue(match), precision, zone: null, stated, from };
  }
  return undefined;
}

function epochTime(digits: string, from: string, now: number): StatedTime | undefined {
  const ms = Number(digits) * (digits.length === 10 ? 1000 : 1);
  if (ms > now + AHEAD) return undefined;
  const value = new Date(ms).toISOString().slice(0, 19);
  return { value, precision: 'second', zone: 'Z', stated: digits, from };
}

/** @param plain the same text with digits from 0 to 9 */
function statedTime(text: string, plain: string, match: DateMatch, from: string): FoundTime {
  const after = clockAfter(plain, match.end);
  const clock = after ?? clockBefore(plain, match.start);
  const start = after ? match.start : match.start - (clock?.length ?? 0);
  const end = match.end + (after?.length ?? 0);
  const stated = text.slice(start, end).trim().slice(0, STATED);
  const day = dateValue(match);
  const time: StatedTime = clock
    ? { value: `${day}T${clock.value}`, precision: clock.precision, zone: clock.zone, stated, from }
    : { value: day, precision: 'day', zone: null, stated, from };
  return { time, start, end };
}

const pad = (value: number): string => String(value).padStart(2, '0');

function dateValue({ year, month, day }: DateParts): string {
  if (month === 0) return String(year);
  return day === 0 ? `${year}-${pad(month)}` : `${year}-${pad(month)}-${pad(day)}`;
}

/** Whether the date exists in the calendar and can be a release's. */
function sensible({ year, month, day }: DateParts, now: number): boolean {
  if (year < FIRST_YEAR || year > 9999 || month > 12) return false;
  const date = new Date(Date.UTC(year, Math.max(month, 1) - 1, Math.max(day, 1)));
  if (day !== 0 && (month === 0 || date.getUTCDate() !== day)) return false;
  return date.getTime() <= now + AHEAD;
}
