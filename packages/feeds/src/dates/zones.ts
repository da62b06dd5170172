/**
 * Names of zones that mean one offset wherever they are used. Names with several meanings (IST, CST is settled by
 * RFC 822) and those without a fixed offset (ET, Europe/Paris) are left out: a zone is never invented.
 */
const NAMED: Readonly<Record<string, string>> = {
  z: 'Z',
  ut: 'Z',
  utc: 'Z',
  'etc/utc': 'Z',
  'etc/gmt': 'Z',
  gmt: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
  ast: '-04:00',
  adt: '-03:00',
  nst: '-03:30',
  ndt: '-02:30',
  brt: '-03:00',
  wet: 'Z',
  west: '+01:00',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  mez: '+01:00',
  mesz: '+02:00',
  met: '+01:00',
  mest: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  sast: '+02:00',
  cat: '+02:00',
  eat: '+03:00',
  wat: '+01:00',
  msk: '+03:00',
  trt: '+03:00',
  pkt: '+05:00',
  wib: '+07:00',
  hkt: '+08:00',
  sgt: '+08:00',
  myt: '+08:00',
  pht: '+08:00',
  awst: '+08:00',
  jst: '+09:00',
  kst: '+09:00',
  acst: '+09:30',
  acdt: '+10:30',
  aest: '+10:00',
  aedt: '+11:00',
  nzst: '+12:00',
  nzdt: '+13:00',
};

const OFFSET = /^(?:gmt|utc|ut)?\s?([+\-\u2212])(\d{1,2}):?(\d{2})?$/i;

/** The offset that a zone's name or number stands for, as `Z` or `+01:00`; undefined where it stands for none. */
export function zoneOffset(words: string): string | undefined {
  const word = words.trim().toLowerCase();
  if (Object.hasOwn(NAMED, word)) return NAMED[word];
  const match = OFFSET.exec(word);
  if (!match) return undefined;
  const [, sign = '+', hours = '0', minutes = '00'] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  if (Number(hours) === 0 && Number(minutes) === 0) return 'Z';
  return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
}
