const FORMATS = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  minute: { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { dateStyle: 'long', timeStyle: 'medium' },
};

const isOffset = (zone) => zone === 'Z' || /^[+-]\d\d:\d\d$/.test(zone ?? '');

/** A time as stated, no more precise than it was; its zone is said, or said to be missing, where there is a clock time. */
export function statedTime({ value, precision, zone }) {
  const whole = `${value}${{ 4: '-01-01', 7: '-01' }[value.length] ?? ''}`;
  const asUtc = new Date(whole.includes('T') ? `${whole}Z` : `${whole}T00:00Z`);
  if (Number.isNaN(asUtc.getTime())) return value;
  const text = new Intl.DateTimeFormat(undefined, { ...FORMATS[precision], timeZone: 'UTC' }).format(asUtc);
  if (!value.includes('T')) return text;
  if (zone === null) return `${text} (zone not stated)`;
  const stated = `${text} ${zone === 'Z' ? 'UTC' : zone}`;
  return isOffset(zone) ? `${stated} (${moment(Date.parse(`${value}${zone}`))} here)` : stated;
}

/** A moment in the reader's zone. */
export const moment = (ms) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(ms));

export const count = (number) => new Intl.NumberFormat().format(number);
