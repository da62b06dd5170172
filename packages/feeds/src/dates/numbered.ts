import { buildIso } from './build-iso.ts';
import { zoneOffset } from './zones.ts';

const EAST_ASIAN =
  /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?(?:\s?[(（][^)）]{1,4}[)）])?(?:\s?(上午|下午|午前|午後|오전|오후)?\s?(\d{1,2})(?:[:：](\d{2})(?:[:：](\d{2}))?|\s?[時时시]\s?(?:(\d{1,2})\s?[分분])?))?(?:\s*(\S{1,10}))?$/u;
const AFTERNOON = new Set(['下午', '午後', '오후']);

/** 2024年6月28日 9:27 and 2024년 6월 28일 오후 9:27:05. */
export function parseEastAsian(words: string): string | undefined {
  const match = EAST_ASIAN.exec(words);
  if (!match) return undefined;
  const [, year, month, day, half, hour, minute, second, minuteWord, zone] = match;
  const stated = hour === undefined ? undefined : Number(hour);
  const shift = half === undefined || stated === undefined || stated > 12 ? stated : stated % 12;
  return buildIso({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: shift === undefined ? undefined : shift + (half !== undefined && AFTERNOON.has(half) && shift < 12 ? 12 : 0),
    minute: stated === undefined ? undefined : Number(minute ?? minuteWord ?? 0),
    second: second === undefined ? undefined : Number(second),
    zone: zone === undefined ? undefined : zoneOffset(zone),
  });
}

const DAY_FIRST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[,\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\s*(\S{1,10}))?$/;

/**
 * 28.06.2024 and 28/06/2024. Dots are day first wherever they are used; with slashes or dashes the order is a matter of
 * country, so only dates that can be read one way are (`13/06/2024`, `06/13/2024`, `05/05/2024`).
 */
export function parseDayFirst(words: string): string | undefined {
  const match = DAY_FIRST.exec(words);
  if (!match) return undefined;
  const [, a, mark, b, year, hour, minute, second, zone] = match;
  const [first, last] = [Number(a), Number(b)];
  const dayFirst = mark === '.' || first > 12 || first === last;
  if (!dayFirst && last <= 12) return undefined;
  return buildIso({
    year: Number(year),
    month: dayFirst ? last : first,
    day: dayFirst ? first : last,
    hour: hour === undefined ? undefined : Number(hour),
    minute: minute === undefined ? undefined : Number(minute),
    second: second === undefined ? undefined : Number(second),
    zone: zone === undefined ? undefined : zoneOffset(zone),
  });
}
