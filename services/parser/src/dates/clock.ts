import { readZone } from './zones.ts';

/** A clock time as stated beside a date. */
export interface Clock {
  /** `09:27`, `09:27:00`, `09:27:00.123` */
  readonly value: string;
  readonly precision: 'minute' | 'second';
  readonly zone: string | null;
  /** How many characters it took, with what joins it to the date. */
  readonly length: number;
}

/** What stands between a date and its time: a weekday in brackets, the end of a year, marks. */
const JOIN = /^(?:T(?=\d)|\s?\.?\s?(?:[(（]\p{L}{1,10}\.?[)）])?\s?(?:[грrd]\.|року|года|roku)?[\s,،|·•–-]{0,4})/u;
/** Words for `at`. After one, a full stop may part hours and minutes. */
const AT =
  /^(?:at|um|à|a las?|às|alle(?: ore)?|ore|om|o godz\.?|godz\.?|klo|kello|kl\.?|ve?|v|в|о|об|saat|στις|ώρα|pukul|pkl\.?|la ora|ora|den|lúc|الساعة|ساعت|בשעה|@)\s{1,2}/iu;
const HALF_BEFORE = /^(午前|午後|上午|下午|凌晨|早上|晚上|오전|오후)\s?/u;
const TIME =
  /^(\d{1,2})(?:(?::|\s?h\s?|\.(?=\d{2}\s?(?:Uhr|h\b|a\.?m|p\.?m)))(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?!\d)/iu;
const TIME_AFTER_WORD = /^(\d{1,2})(?:(?:[.:]|\s?h\s?)(\d{2})(?::(\d{2}))?)?(?!\d)/iu;
const TIME_EAST = /^(\d{1,2})\s?[時时點点시]\s?(?:(\d{1,2})\s?[分분])?(?:\s?(\d{1,2})\s?[秒초])?()/u;
const HALF = /^\s?(a\.?\s?m|p\.?\s?m)(?![a-z])\.?/i;
const OCLOCK = /^\s?(?:Uhr|hrs?|h|ч|год|u|น)(?!\p{L})\.?/iu;
const ZONE =
  /^\s?[([]?((?:GMT|UTC)?\s?[+−-]\d{1,2}:?\d{2}|(?:GMT|UTC)\s?[+−-]\d{1,2}|(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Za-z_]{2,30}(?:\/[A-Za-z_]{2,30})?|(?:Eastern|Central|Mountain|Pacific|Greenwich Mean|Central European)(?: Standard| Daylight| Summer)? Time|[A-Z]{1,4}|МСК|мск)(?![\w:])[)\]]?/u;

/** Reads on from a place, one piece after another. */
interface Reader {
  readonly take: (regex: RegExp) => RegExpExecArray | null;
  readonly taken: () => number;
}

function readerOf(text: string): Reader {
  let rest = text;
  return {
    take: (regex) => {
      const match = regex.exec(rest);
      if (match) rest = rest.slice(match[0].length);
      return match;
    },
    taken: () => text.length - rest.length,
  };
}

const REACH = 90;

/**
 * The clock time that follows a date at `at`, if one does. A bare hour counts only with a.m. or p.m., or with a word for
 * the hour.
 *
 * @param text with digits from 0 to 9
 */
export function clockAfter(text: string, at: number): Clock | undefined {
  const next = text.slice(at, at + REACH);
  if (!/^.{0,30}\d/s.test(next)) return undefined;
  const reader = readerOf(next);
  const joined = reader.take(JOIN)?.[0] ?? '';
  const word = reader.take(AT) !== null;
  if (joined === '' && !word) return undefined;
  return readClock(reader, word);
}

function readClock({ take, taken }: Reader, word: boolean): Clock | undefined {
  const before = take(HALF_BEFORE)?.[1];
  const east = take(TIME_EAST);
  const time = east ?? take(/^(\d{2})(\d{2})(\d{2})?(?=Z|[+-]\d|$)/) ?? take(word ? TIME_AFTER_WORD : TIME);
  if (!time) return undefined;
  const half = halfOf(before) ?? (east ? undefined : take(HALF)?.[1]?.toLowerCase().charAt(0));
  const oclock = half === undefined && !east ? take(OCLOCK) !== null : east !== null;
  if (time[2] === undefined && half === undefined && !oclock) return undefined;
  const hour = hours(Number(time[1]), half);
  const minute = (time[2] ?? '00').padStart(2, '0');
  if (hour === undefined || Number(minute) > 59 || Number(time[3] ?? 0) > 60) return undefined;
  const zone = readZone(take(ZONE)?.[1]);
  const value = `${String(hour).padStart(2, '0')}:${minute}`;
  if (time[3] === undefined) return { value, precision: 'minute', zone, length: taken() };
  const second = String(Math.min(Number(time[3]), 59)).padStart(2, '0');
  const fraction = time[4] === undefined || time[4] === '' ? '' : `.${time[4]}`;
  return { value: `${value}:${second}${fraction}`, precision: 'second', zone, length: taken() };
}

const halfOf = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : /^(?:午前|上午|凌晨|早上|오전)$/u.test(word) ? 'a' : 'p';

function hours(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (half === 'p' && hour > 12 && hour <= 23) return hour; // 下午15:00
  if (hour < 0 || hour > 12) return undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** A time and what joins it to the date after it: `09:27 Uhr, Freitag, ` or `9:27 p.m. ET on `. */
const BEFORE =
  /(?<![\d:.,/+-])(\d{1,2})(?:[:h](\d{2})|\.(\d{2})\s?(?=Uhr))?(?::(\d{2}))?\s?([ap]\.?m\.?|Uhr|h|ч)?\s?(?:\(?([A-Z]{1,4}|[+-]\d{2}:?\d{2})\)?)?\s?(?:[,|·–-]\s?|\son\s|\sam\s|\sof\s)?(?:\p{L}{2,12}\.?,\s?)?$/iu;

/** The clock time that a date at `at` is led by, if it is. */
export function clockBefore(text: string, at: number): Clock | undefined {
  const head = text.slice(Math.max(0, at - 50), at);
  const match = /\d/.test(head) ? BEFORE.exec(head) : null;
  if (!match) return undefined;
  const [whole, hour = '', colon, dotted, seconds, mark = '', zone] = match;
  const minute = colon ?? dotted;
  const half = /^[ap]/i.test(mark) ? mark.charAt(0).toLowerCase() : undefined;
  if (minute === undefined && half === undefined) return undefined;
  const found = hours(Number(hour), half);
  if (found === undefined || Number(minute ?? 0) > 59 || Number(seconds ?? 0) > 59) return undefined;
  const value = `${String(found).padStart(2, '0')}:${minute ?? '00'}`;
  const stated = { zone: readZone(zone), length: whole.length };
  return seconds === undefined
    ? { value, precision: 'minute', ...stated }
    : { value: `${value}:${seconds}`, precision: 'second', ...stated };
}
