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
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
  AKST: '-09:00',
  AKDT: '-08:00',
  HST: '-10:00',
  BRT: '-03:00',
  ART: '-03:00',
  WET: '+00:00',
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
  TRT: '+03:00',
  МСК: '+03:00',
  WIB: '+07:00',
  WITA: '+08:00',
  ICT: '+07:00',
  PHT: '+08:00',
  MYT: '+08:00',
  PKT: '+05:00',
};

/** Zones by their long names; without `standard` or `daylight` the name is that of the place's own time. */
const LONG: Readonly<Record<string, string>> = {
  'eastern time': 'America/New_York',
  'eastern standard time': '-05:00',
  'eastern daylight time': '-04:00',
  'central time': 'America/Chicago',
  'central standard time': '-06:00',
  'central daylight time': '-05:00',
  'mountain time': 'America/Denver',
  'mountain standard time': '-07:00',
  'mountain daylight time': '-06:00',
  'pacific time': 'America/Los_Angeles',
  'pacific standard time': '-08:00',
  'pacific daylight time': '-07:00',
  'greenwich mean time': 'Z',
  'central european time': '+01:00',
  'central european summer time': '+02:00',
};

/**
 * A zone as stated: an offset or an IANA name. Words that mean several zones (IST, BST) are none, so they read as no
 * zone stated.
 */
export function readZone(word: string | undefined): string | null {
  if (word === undefined || word === '') return null;
  if (word.includes('/')) return placeZone(word);
  const long = LONG[word.toLowerCase()];
  if (long !== undefined) return long;
  const upper = word.toUpperCase().replace(/\s/g, '');
  const offset = /^(?:GMT|UTC)?([+−-])(\d{1,2}):?(\d{2})?$/u.exec(upper.replace('−', '-'));
  if (!offset) return ZONES[upper] ?? null;
  const [, sign = '+', hours = '', minutes = '00'] = offset;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** A name of the IANA database, if it is one. */
function placeZone(name: string): string | null {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
