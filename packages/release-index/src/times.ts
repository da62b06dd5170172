import type { StatedTime } from '@presswatch/events';
import type { ReleaseContent } from './documents.ts';

const STATED = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?)?$/;
const OFFSET = /^([+-])(\d\d):?(\d\d)$/;
const MINUTE = 60_000;
const YEAR = 366 * 24 * 60 * MINUTE;
/** Nobody dated a press release before: the first is of 1906. */
const FIRST_YEAR = 1900;

/**
 * The first moment of a stated time, in ms since 1970. A year, month or day counts from its first moment in UTC; a clock
 * time is shifted by its offset where one was stated, else taken as UTC.
 *
 * @returns null where the words name no moment of the calendar, such as 31 February
 */
export function firstMoment(time: StatedTime): number | null {
  const match = STATED.exec(time.value);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // unlike Date.UTC, which reads the years 0–99 as 1900–1999
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 24 || minute > 59 || second > 60) return null;
  date.setUTCHours(hour, minute, second, Number((match[7] ?? '0').slice(0, 3).padEnd(3, '0')));
  return date.getTime() - (match[4] === undefined ? 0 : offsetOf(time.zone));
}

function offsetOf(zone: string | null): number {
  const match = OFFSET.exec(zone ?? '');
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE;
}

/** When a release says that it was published, in ms; null where it says nothing that names a moment since 1900. */
export function publishedAtOf(content: ReleaseContent | null): number | null {
  const moment = content?.published === undefined ? null : firstMoment(content.published);
  return moment !== null && moment >= Date.UTC(FIRST_YEAR, 0, 1) ? moment : null;
}

/**
 * What newest-first sorts by, in ms: publication where stated, else first seen. A publication more than a year after it
 * was seen is a slip of the pen (2204 for 2024) and would stand at the top for ever: first seen counts then, too.
 *
 * @param publishedAt as `publishedAtOf` gives it
 */
export function sortMoment(publishedAt: number | null, firstSeen: number): number {
  return publishedAt === null || publishedAt > firstSeen + YEAR ? firstSeen : publishedAt;
}

/** `sortMoment` of a release's content. */
export const sortAtOf = (content: ReleaseContent | null, firstSeen: number): number =>
  sortMoment(publishedAtOf(content), firstSeen);
