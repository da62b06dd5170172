import { buildIso } from './build-iso.ts';
import { monthNumber } from './months.ts';
import { zoneOffset } from './zones.ts';

/**
 * RFC 822 dates and everything near: two-digit years, missing seconds or zone, a wrong weekday, the parts in another
 * order (`Jan 5, 2024 7:05 PM EST`, asctime), months in other languages, `5. Januar 2024`, `05-Jan-24`. The parts are
 * told apart by what they look like. Undefined where day, month and year are not all found, or found twice.
 */
export function parseWorded(words: string): string | undefined {
  const clean = words.replace(/\([^()]{0,60}\)/g, ' ');
  const clock = CLOCK.exec(clean);
  const before = clock ? clean.slice(0, clock.index) : clean;
  const after = clock ? clean.slice(clock.index + clock[0].length) : '';
  const calendar = calendarOf(before, after);
  if (!calendar) return undefined;
  return buildIso({ ...calendar, ...(clock && timeOf(clock, after)) });
}

const CLOCK =
  /(?<![\d:])(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?|h(\d{2}))(?![\d.])\s{0,3}([ap]\.?m\b\.?)?|(?<!\d)(\d{1,2})\s?([ap]\.?m\b\.?)/i;

function timeOf(clock: RegExpExecArray, after: string) {
  const [, hour, minute, second, fraction, minuteH, half, bareHour, bareHalf] = clock;
  const meridiem = (half ?? bareHalf)?.charAt(0).toLowerCase();
  const stated = Number(hour ?? bareHour);
  return {
    hour: meridiem === undefined || stated > 12 ? stated : (stated % 12) + (meridiem === 'p' ? 12 : 0),
    minute: Number(minute ?? minuteH ?? 0),
    second: second === undefined ? undefined : Number(second),
    fraction,
    zone: zoneAfter(after),
  };
}

/** The zone stands behind the clock; asctime may put the year behind it. */
function zoneAfter(after: string): string | undefined {
  const words = after.trim().split(/[\s,]+/, 4);
  for (const word of words) {
    const zone = zoneOffset(word);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

const WORD = /\p{L}+|\d+/gu;

function calendarOf(before: string, after: string) {
  const numbers: string[] = [];
  let month: number | undefined;
  for (const [word] of before.matchAll(WORD)) {
    if (/^\d/.test(word)) numbers.push(word);
    else if (monthNumber(word) !== undefined) {
      if (month !== undefined) return undefined;
      month = monthNumber(word);
    } else if (NO_DATE.test(word)) return undefined;
  }
  if (numbers.length === 1) numbers.push(...yearBehind(after));
  const [first, second] = numbers;
  if (month === undefined || first === undefined || second === undefined || numbers.length > 2) return undefined;
  const yearFirst = first.length === 4 && second.length <= 2;
  const year = fullYear(yearFirst ? first : second);
  const day = Number(yearFirst ? second : first);
  return year === undefined || first.length + second.length > 6 ? undefined : { year, month, day };
}

/** Words that say the text is no date at all. */
const NO_DATE = /^(?:ago|yesterday|today|tomorrow)$/i;

const yearBehind = (after: string): string[] => /(?<![+\-\d])\d{4}(?!\d)/.exec(after)?.slice(0, 1) ?? [];

/** RFC 2822 §4.3: 00–49 is this century, 50–99 and three digits the last. */
function fullYear(digits: string): number | undefined {
  const value = Number(digits);
  if (digits.length === 2) return value < 50 ? 2000 + value : 1900 + value;
  if (digits.length === 3) return 1900 + value;
  return digits.length === 4 ? value : undefined;
}
