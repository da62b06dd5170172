import type { StatedTime } from '@presswatch/events';
import type { FoundTime } from '../../dates/index.ts';
import { monthOf } from '../../dates/months.ts';
import { wordKey } from '../../text/fold.ts';

const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,14})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:.%\p{L}]|,?\s\d{4})/gu;
const DAY_FIRST = /(?<![\d\p{L}])(\d{1,2})\.?\s(?:de\s)?(\p{L}{3,14})\.?(?![\p{L}])/gu;

/**
 * A day that a dateline states without its year: `June 3`. The year is that of the publication as known otherwise, so
 * the result says no more than both together do.
 */
export function findDayOfYear(head: string, year: number): FoundTime | undefined {
  if (!/\d/.test(head)) return undefined;
  for (const [regex, month, day] of [
    [MONTH_FIRST, 1, 2],
    [DAY_FIRST, 2, 1],
  ] as const) {
    regex.lastIndex = 0;
    for (let match = regex.exec(head); match; match = regex.exec(head)) {
      const time = timeOf(match[0], match[month] ?? '', Number(match[day]), year);
      if (time) return { time, start: match.index, end: match.index + match[0].length };
    }
  }
  return undefined;
}

function timeOf(stated: string, word: string, day: number, year: number): StatedTime | undefined {
  const month = monthOf(wordKey(word));
  if (month === undefined || day < 1) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) return undefined;
  return { value: date.toISOString().slice(0, 10), precision: 'day', zone: null, stated, from: 'dateline' };
}
