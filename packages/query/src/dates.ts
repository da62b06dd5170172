/** A moment read out of a query, or what is wrong with it and what to write. */
export type Instant =
  | { readonly ok: true; readonly at: number }
  | {
      readonly ok: false;
      readonly code: 'bad-date' | 'no-such-date';
      readonly message: string;
      readonly remedy: string;
    };

const FORM =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d{0,6})?)?(?:[Zz]|([+-])(\d\d):?(\d\d))?)?)?)?$/;

const MINUTE = 60_000;

/**
 * Reads a year, a month, a day or an ISO 8601 time as its first moment. Without a zone it is UTC.
 *
 * @returns ms since 1970
 */
export function readInstant(text: string): Instant {
  const parts = FORM.exec(text.trim());
  if (parts === null) return wrong('bad-date', `“${text}” is not a date`, formRemedy(text));
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((n) =>
    parts[n] ? Number(parts[n]) : undefined,
  );
  const problem = calendarProblem(text, year ?? 0, month ?? 1, day ?? 1);
  if (problem !== undefined) return problem;
  const zone = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)] as const;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59 || zone[0] > 14 || zone[1] > 59) {
    return wrong(
      'no-such-date',
      `“${text}” has a time of day or a zone that does not exist`,
      'write it like 2024-06-28T09:30Z',
    );
  }
  const ms = Number((parts[7] ?? '').padEnd(3, '0'));
  const offset = (zone[0] * 60 + zone[1]) * (parts[8] === '-' ? -MINUTE : MINUTE);
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0, ms);
  return { ok: true, at: local - offset };
}

const wrong = (code: 'bad-date' | 'no-such-date', message: string, remedy: string): Instant => ({
  ok: false,
  code,
  message,
  remedy,
});

function formRemedy(text: string): string {
  const slashes = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  if (slashes === null) return 'write a year, month, day or time: 2024, 2024-06, 2024-06-28 or 2024-06-28T09:30Z';
  return `write the year first, then month and day, as in ${slashes[3]}-06-28: day and month cannot be told apart here`;
}

function calendarProblem(text: string, year: number, month: number, day: number): Instant | undefined {
  if (year < 1000)
    return wrong('no-such-date', `“${text}” has no year from 1000 to 9999`, 'write the year with four digits');
  if (month < 1 || month > 12) {
    return wrong('no-such-date', `“${text}” has no month from 01 to 12`, 'write year, month, day: 2024-06-28');
  }
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day >= 1 && day <= days) return undefined;
  const name = `${year}-${String(month).padStart(2, '0')}`;
  return wrong(
    'no-such-date',
    `“${text}” does not exist: ${name} has ${days} days`,
    `write a day from ${name}-01 to ${name}-${days}`,
  );
}

/** The shortest text that `readInstant` reads as this moment, or `undefined` where a query cannot name it. */
export function writeInstant(at: number): string | undefined {
  if (!Number.isInteger(at) || at < Date.UTC(1000, 0) || at >= Date.UTC(10_000, 0)) return undefined;
  return new Date(at)
    .toISOString()
    .replace('Z', '')
    .replace(/(?:(?:(?:(?:(?:-01)?-01)?T00:00)?:00)?\.000)$/, '');
}
