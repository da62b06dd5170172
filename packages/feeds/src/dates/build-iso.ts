/** The parts of a date as somebody stated them. Absent parts were not stated. */
export interface DateParts {
  readonly year: number;
  /** From 1. */
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly hour?: number | undefined;
  readonly minute?: number | undefined;
  readonly second?: number | undefined;
  /** Digits after the decimal point. */
  readonly fraction?: string | undefined;
  /** `Z` or `+01:00`. */
  readonly zone?: string | undefined;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Years outside are slips: .NET's year 1, a fifth digit, a time stamp read as a year. */
const FIRST_YEAR = 1000;
const LAST_YEAR = 2999;

/** Writes the parts as ISO 8601, no more precise than they are; undefined where no such day or time exists. */
export function buildIso(parts: DateParts): string | undefined {
  const { year, month, day, hour, minute } = parts;
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (month === undefined) return String(year);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return `${year}-${two(month)}`;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  if (hour === undefined || minute === undefined) return `${year}-${two(month)}-${two(day)}`;
  if (hour === 24) return midnightAfter(parts, { year, month, day });
  if (hour > 23 || minute > 59 || (parts.second ?? 0) > 60) return undefined;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}${secondsOf(parts)}${parts.zone ?? ''}`;
}

/** A leap second is written as the second before it, as POSIX clocks have it. */
function secondsOf(parts: DateParts): string {
  if (parts.second === undefined) return '';
  const fraction = parts.fraction === undefined ? '' : `.${parts.fraction.slice(0, 9)}`;
  return `:${two(Math.min(parts.second, 59))}${fraction}`;
}

/** ISO 8601 calls the end of a day 24:00. */
function midnightAfter(parts: DateParts, day: { year: number; month: number; day: number }): string | undefined {
  if (parts.minute !== 0 || (parts.second ?? 0) !== 0) return undefined;
  const next = new Date(Date.UTC(day.year, day.month - 1, day.day + 1));
  const date = { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
  return buildIso({ ...date, hour: 0, minute: 0, second: parts.second, zone: parts.zone });
}
