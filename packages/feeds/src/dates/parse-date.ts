import type { FeedTime } from '../model.ts';
import { parseDayFirst, parseEastAsian } from './numbered.ts';
import { parseW3c } from './w3c.ts';
import { parseWorded } from './worded.ts';

/** No date is longer; more would only feed the expressions. */
const LONGEST = 100;
const STATED = 200;

/**
 * Reads a date as feeds state them: ISO 8601 and W3CDTF, RFC 822 in its real-life variants, some localised forms.
 *
 * @returns the words, with `iso` where they name a day that exists; undefined where there are no words
 */
export function parseDate(words: string | undefined): FeedTime | undefined {
  const stated = words?.replace(/\s+/g, ' ').trim();
  if (stated === undefined || stated === '') return undefined;
  const kept = stated.slice(0, STATED);
  if (stated.length > LONGEST) return { stated: kept };
  const iso = parseW3c(stated) ?? parseEastAsian(stated) ?? parseDayFirst(stated) ?? parseWorded(stated);
  return { ...(iso !== undefined && { iso }), stated: kept };
}
