import { buildIso } from './build-iso.ts';
import { zoneOffset } from './zones.ts';

const DATE = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|(\d{2})(\d{2}))?/;
const TIME = /^(?:[Tt]|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?/;

/**
 * ISO 8601 and its W3C profile, partial ones too (2024, 2024-06), with what feeds make of them: a blank for the T, slashes,
 * one-digit months, `+0100`, a blank before the zone. Undefined where the words are no such date.
 */
export function parseW3c(words: string): string | undefined {
  const date = DATE.exec(words);
  if (!date) return undefined;
  const [all, year, , month, day, compactMonth, compactDay] = date;
  const number = (digits: string | undefined): number | undefined =>
    digits === undefined ? undefined : Number(digits);
  const parts = {
    year: Number(year),
    month: number(month ?? compactMonth),
    day: number(day ?? compactDay),
  };
  const rest = words.slice(all.length);
  if (rest.trim() === '') return buildIso(parts);
  const time = parts.day === undefined ? null : TIME.exec(rest);
  if (!time) return undefined;
  const stated = rest.slice(time[0].length).trim();
  const zone = zoneOffset(stated);
  if (stated !== '' && zone === undefined && !/^[a-z/_]{1,40}$/i.test(stated)) return undefined;
  return buildIso({
    ...parts,
    hour: Number(time[1]),
    minute: Number(time[2]),
    second: number(time[3]),
    fraction: time[4],
    zone,
  });
}
