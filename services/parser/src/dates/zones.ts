/** Zone words that mean one thing wherever they stand (RFC 822 for those of North America). */
const ZONES: Readonly<Record<string, string>> = {
  Z: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  UT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  ET: 'America/New_York',
  PT: 'America/Los_Angeles',
  CET: '+01:00',
  CEST: '+02:00',
  MEZ: '+01:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  WEST: '+01:00',
  MSK: '+03:00',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
  SGT: '+08:00',
  HKT: '+08:00',
  SAST: '+02:00',
};

/**
 * A zone as stated: an offset or an IANA name. Words that mean several zones (IST, BST) are none, so they read as no
 * zone stated.
 */
export function readZone(word: string | undefined): string | null {
  if (word === undefined || word === '') return null;
  const upper = word.toUpperCase();
  const offset = /^(?:GMT|UTC)?([+-−])(\d{1,2}):?(\d{2})?$/u.exec(upper.replace('−', '-'));
  if (!offset) return ZONES[upper] ?? null;
  const [, sign = '+', hours = '', minutes = '00'] = offset;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
