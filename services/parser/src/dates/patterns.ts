import { wordKey } from '../text/fold.ts';
import { monthOf } from './months.ts';
import type { DateOrder } from './order.ts';

/** Year, month and day as written; month and day 0 where not stated. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A date found in a text, before its sense is checked. */
export interface DateMatch extends DateParts {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

type Reading = (groups: readonly string[], order: DateOrder | undefined) => DateParts | undefined;

interface Pattern {
  readonly regex: RegExp;
  readonly read: Reading;
}

const parts = (year: string, month: string | number, day: string | number): DateParts => ({
  year: fullYear(year),
  month: Number(month),
  day: Number(day),
});

/** Two digits mean 1970 to 2069, as POSIX has it. */
function fullYear(year: string): number {
  const value = Number(year);
  if (year.length !== 2) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}

function named(day: string, word: string, year: string): DateParts | undefined {
  const month = monthOf(wordKey(word));
  return month === undefined ? undefined : parts(year, month, day);
}

/**
 * Day and month in numbers: dots always go day first; otherwise a number over 12 tells, then the order that the format
 * or the document's language implies; else the date is not known.
 */
function numeric([, first = '', mark = '', second = '', year = '']: readonly string[], order: DateOrder | undefined) {
  const [a, b] = [Number(first), Number(second)];
  if (mark === '.' || (a > 12 && b <= 12)) return parts(year, second, first);
  if (b > 12 && a <= 12) return parts(year, first, second);
  if (a === b) return parts(year, first, second);
  if (order === undefined) return undefined;
  return order === 'dmy' ? parts(year, second, first) : parts(year, first, second);
}

/** A word that may be a month's name; Arabic has names of two words. */
const WORD = String.raw`([\p{L}\p{M}]{2,16}(?:\s(?:الأول|الاول|الثاني))?)`;

/** First years of Japanese eras and of the Republic of China, less one. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, 民国: 1911, 民國: 1911 };

function era(name: string, year: string, month: string, day: string): DateParts {
  return { year: (ERAS[name] ?? 0) + (year === '元' ? 1 : Number(year)), month: Number(month), day: Number(day) };
}

/** Ways to write a whole date, each regex linear. Order matters only where two begin at the same place. */
export const DAY_PATTERNS: readonly Pattern[] = [
  {
    regex: /(?<![\d.-])(\d{4,5})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g,
    read: ([, year = '', , month = '', day = '']) => parts(year, month, day),
  },
  {
    regex: /(?<!\d)(\d{4})\s{0,2}[年년]\s{0,2}(\d{1,2})\s{0,2}[月월]\s{0,2}(\d{1,2})\s{0,2}[日일号號]/g,
    read: ([, year = '', month = '', day = '']) => parts(year, month, day),
  },
  {
    regex: /(令和|平成|昭和|民[国國])\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/g,
    read: ([, name = '', year = '', month = '', day = '']) => era(name, year, month, day),
  },
  {
    // 2024. 6. 28.
    regex: /(?<![\d.-])(\d{4})\.\s(\d{1,2})\.\s(\d{1,2})(?!\d)/g,
    read: ([, year = '', month = '', day = '']) => parts(year, month, day),
  },
  {
    regex: /(?<![\d.])((?:19|20)\d{2})(\d{2})(\d{2})(?=T\d{4}|$|[^\d.])/g,
    read: ([, year = '', month = '', day = '']) => parts(year, month, day),
  },
  {
    // 28 June 2024, 28. Juni 2024, 1er mars 2024, 28 de junio de 2024, 28-Jun-24, 28 июня 2024, 28 يونيو/حزيران 2024
    regex: new RegExp(
      String.raw`(?<![\d\p{L}])(\d{1,2})(?:st|nd|rd|th|ers?|ème|e|:e|:a|η|-го|º|°|ª)?[.,]?[\s/-]{0,3}(?:(?:de|of|di)\s{1,2}|d['’]\s?)?${WORD}(?:\s?/\s?[\p{L}\p{M}]{2,16}(?:\s[\p{L}\p{M}]{2,16})?)?[.,،]{0,2}[\s/-]{0,3}(?:(?:de|del|of)\s{1,2})?(\d{4,5}|\d{2})(?![\d:]|\s?%)`,
      'giu',
    ),
    read: ([, day = '', word = '', year = '']) => named(day, word, year),
  },
  {
    // June 28, 2024; Jun. 28th 2024; junio 28, 2024
    regex: new RegExp(
      String.raw`(?<![\p{L}\p{M}])${WORD}\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th|º|°)?\s?(?:,\s{0,3}|\.\s|\s{1,3})(?:of\s|de\s)?(\d{4,5})(?!\d)`,
      'giu',
    ),
    read: ([, word = '', day = '', year = '']) => named(day, word, year),
  },
  {
    // 2024. június 28.; 2024 m. birželio 28 d.
    regex: new RegExp(
      String.raw`(?<![\d.-])(\d{4})(?:\.\s?|\s(?:m\.\s)?)${WORD}\.?\s(\d{1,2})(?![\d:]|\s?%|[.,]\d)`,
      'giu',
    ),
    read: ([, year = '', word = '', day = '']) => named(day, word, year),
  },
  {
    // 2024. gada 28. jūnijs
    regex: new RegExp(String.raw`(?<![\d.-])(\d{4})\.\sgada\s(\d{1,2})\.\s${WORD}`, 'giu'),
    read: ([, year = '', day = '', word = '']) => named(day, word, year),
  },
  {
    // ngày 28 tháng 6 năm 2024
    regex: /(?<!\d)(\d{1,2})\sth[aá]́?ng\s(\d{1,2}),?\s(?:năm\s)?(\d{4})(?!\d)/giu,
    read: ([, day = '', month = '', year = '']) => parts(year, month, day),
  },
  {
    regex: /(?<![\d/.-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4,5}|\d{2})(?![\d/:])/g,
    read: (groups, order) => numeric(groups, order),
  },
];

/** A month and a year alone, or a year alone: only where the whole text is the date. */
export const COARSE_PATTERNS: readonly Pattern[] = [
  { regex: /^(\d{4})[-/.](\d{1,2})$/g, read: ([, year = '', month = '']) => parts(year, month, 0) },
  {
    regex: /^([\p{L}\p{M}]{2,16}(?:\s(?:الأول|الاول|الثاني))?)\.?,?\s{1,3}(?:de\s)?(\d{4,5})$/gu,
    read: ([, word = '', year = '']) => named('0', word, year),
  },
  {
    regex: /^(\d{4})\s{0,2}[年년]\s{0,2}(\d{1,2})\s{0,2}[月월]$/g,
    read: ([, year = '', month = '']) => parts(year, month, 0),
  },
  { regex: /^(\d{4})$/g, read: ([, year = '']) => parts(year, 0, 0) },
];

/** All dates that the patterns see in a text, in order of place, longest first where two begin together. */
export function matchDates(text: string, order: DateOrder | undefined, patterns: readonly Pattern[]): DateMatch[] {
  const found: DateMatch[] = [];
  if (!/\d/.test(text)) return found;
  for (const { regex, read } of patterns) {
    regex.lastIndex = 0; // `matchAll` would make the regex anew each time
    for (let match = regex.exec(text); match; match = regex.exec(text)) {
      const date = read(match, order);
      if (date) found.push({ ...date, start: match.index, end: match.index + match[0].length });
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
