import { readZone } from './zones.ts';

/** A clock time as stated after a date. */
export interface Clock {
  /** `09:27`, `09:27:00`, `09:27:00.123` */
  readonly value: string;
  readonly precision: 'minute' | 'second';
  readonly zone: string | null;
  /** How many characters it took, with what joins it to the date. */
  readonly length: number;
}

const JOIN = /^(?:T|[\s,|·•–-]{1,4}(?:(?:at|um|à|a las|às|alle|alle ore|ore|om|в|kl\.?|@)\s{1,2})?)/iu;
const TIME =
  /^(\d{1,2})(?:(?::|h|\.(?=\d{2}\s?(?:Uhr|h\b|a\.?m|p\.?m)))(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?!\d)/iu;
const HALF = /^\s?(a\.?\s?m|p\.?\s?m)(?![a-z])\.?/i;
const OCLOCK = /^\s?(?:Uhr|hrs?|h|ч)(?!\p{L})\.?/iu;
const ZONE = /^\s?\(?((?:GMT|UTC)?[+−-]\d{1,2}:?\d{2}|(?:GMT|UTC)[+−-]\d{1,2}|[A-Z]{1,4})(?![\w:])\)?/u;

/** The clock time that follows a date at `at`, if one does. A bare hour counts only with a.m. or p.m. */
export function clockAfter(text: string, at: number): Clock | undefined {
  let rest = text.slice(at, at + 60);
  const take = (regex: RegExp): RegExpExecArray | null => {
    const match = regex.exec(rest);
    if (match) rest = rest.slice(match[0].length);
    return match;
  };
  const whole = rest.length;
  if (!take(JOIN)) return undefined;
  const compact = take(/^(\d{2})(\d{2})(\d{2})?(?=Z|[+-]\d|$)/);
  const time = compact ?? take(TIME);
  if (!time) return undefined;
  const half = take(HALF)?.[1]?.toLowerCase();
  if (time[2] === undefined && half === undefined) return undefined;
  if (half === undefined) take(OCLOCK);
  const hour = hours(Number(time[1]), half);
  const minute = time[2] ?? '00';
  if (hour === undefined || Number(minute) > 59 || Number(time[3] ?? 0) > 60) return undefined;
  const zone = readZone(take(ZONE)?.[1]);
  const value = `${String(hour).padStart(2, '0')}:${minute}`;
  const length = whole - rest.length;
  if (time[3] === undefined) return { value, precision: 'minute', zone, length };
  const second = String(Math.min(Number(time[3]), 59)).padStart(2, '0');
  const fraction = time[4] === undefined ? '' : `.${time[4]}`;
  return { value: `${value}:${second}${fraction}`, precision: 'second', zone, length };
}

function hours(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}
