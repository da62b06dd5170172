import type { StatedTime } from '../../generated/api.ts';

/** How a stated time is shown. */
export interface ShownTime {
  /** In the reader's zone where the zone is known and there is a clock time; else exactly as precise as stated. */
  readonly text: string;
  /** What has to be said of the zone; undefined for a day. */
  readonly zone?: string;
  /** For `<time datetime>`. */
  readonly machine: string;
  /** ms since 1970; undefined for anything less precise than a minute in a known zone. */
  readonly at?: number;
}

const DATE: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'short', day: 'numeric' },
};
const CLOCK: Intl.DateTimeFormatOptions = {
  ...DATE.day,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/** English, in the reader's own kind of it where the reader reads English: the page speaks English. */
export const LOCALE = /^en\b/.test(globalThis.navigator?.language ?? '') ? navigator.language : 'en-GB';

/** @param readerZone IANA name; default: the browser's */
export function showStated({ value, precision, zone }: StatedTime, readerZone?: string, locale = LOCALE): ShownTime {
  const local = localMs(value);
  if (local === undefined) return { text: value, machine: '' };
  if (!value.includes('T')) {
    const options = { ...(DATE[precision] ?? DATE.day), timeZone: 'UTC' };
    return { text: format(locale, options, local), machine: value };
  }
  const at = zone === null ? undefined : instantOf(value, local, zone);
  if (at === undefined) {
    const text = format(locale, { ...CLOCK, timeZone: 'UTC' }, local);
    return { text, zone: zone === null ? 'zone not stated' : zone, machine: value };
  }
  const options = readerZone === undefined ? CLOCK : { ...CLOCK, timeZone: readerZone };
  return { text: format(locale, options, at), zone: 'your time', machine: new Date(at).toISOString(), at };
}

/** A stated local time read as if it were UTC, in ms. */
function localMs(value: string): number | undefined {
  const whole = `${value}${{ 4: '-01-01', 7: '-01' }[value.length] ?? ''}`;
  const ms = Date.parse(whole.includes('T') ? `${whole}Z` : `${whole}T00:00Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

function instantOf(value: string, local: number, zone: string): number | undefined {
  if (zone === 'Z' || /^[+-]\d\d:\d\d$/.test(zone)) {
    const ms = Date.parse(`${value}${zone}`);
    return Number.isNaN(ms) ? undefined : ms;
  }
  try {
    const guess = local - offsetOf(zone, local);
    return local - offsetOf(zone, guess); // once more: the guess may lie on the other side of a clock change
  } catch {
    return undefined; // a zone that this browser does not know is shown as stated
  }
}

/** ms by which a zone is ahead of UTC at a moment. */
function offsetOf(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions, at: number): string {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale, options);
    formats.set(key, made);
  }
  return made.format(at);
}

/** A moment in the reader's zone, to the minute. */
export const showMoment = (at: number, locale = LOCALE): string => format(locale, CLOCK, at);
/** A moment with its seconds. */
export const showSecond = (at: number, locale = LOCALE): string => format(locale, { ...CLOCK, second: '2-digit' }, at);
export const showClock = (at: number, locale = LOCALE): string =>
  format(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, at);

const STEPS = [
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
] as const;

/** “3 minutes ago”; undefined for what lies more than a week off: there a date says more. */
export function showRelative(at: number, now: number, locale = LOCALE): string | undefined {
  const off = at - now;
  if (Math.abs(off) >= 7 * 86_400_000) return undefined;
  if (Math.abs(off) < 10_000) return 'just now';
  const [unit, size] = STEPS.findLast(([, ms]) => Math.abs(off) >= ms) ?? STEPS[0];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(off / size), unit);
}

/** A length of time: `85 ms`, `1.2 s`, `3 min`. */
export function showDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}
