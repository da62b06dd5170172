import type { Random } from './random.ts';

const LATIN =
  'harbour quay tide ferry pump valve lamp bridge council ministry statement announces opens report quarter revenue thanks joins welcomes growth staff plant north south new today members experts agreement results study energy water people region support measures fund board café naïve Übergang Straße façade señor coração żółty říjen őszi ångström'.split(
    ' ',
  );
const OTHERS =
  'министр сообщает порт Афіни λιμάνι υπουργός وزارة ميناء משרד 東京 発表 港湾 정부 발표 กระทรวง मंत्री'.split(' ');
const NAMES = 'Norland Brightwater Ostrava Lund Odesa Acme Holt Moreau Okafor Nguyễn Šimek O’Neill McKay'.split(' ');
const SUFFIXES = ['Inc.', 'AB', 'plc', 'GmbH', 'S.A.', 'Ltd', 'Ministry', 'Council'] as const;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const of = (random: Random, words: readonly string[]): string => words[random.below(words.length)] ?? '';
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const word = (random: Random): string => of(random, random.oneIn(12) ? OTHERS : random.oneIn(6) ? NAMES : LATIN);

export const headline = (random: Random): string => random.several(3, 9, () => capital(word(random))).join(' ');

/** A sentence with what press releases carry in theirs. */
export function sentence(random: Random): string {
  const words = random.several(4, 18, () => word(random));
  if (random.oneIn(5)) words.push(`(${random.pick(['NYSE', 'NASDAQ', 'LSE'])}: ${capital(word(random)).slice(0, 4)})`);
  if (random.oneIn(5)) words.unshift(`${random.between(1, 400)} percent of`);
  if (random.oneIn(6))
    words.push(`at https://${random.pick(['a', 'press', 'www.b'])}.example/${random.below(99)}?x=1&y=2`);
  const text = capital(words.join(' '));
  return random.oneIn(6) ? `“${text},” said ${person(random)}.` : `${text}.`;
}

export const paragraph = (random: Random): string => random.several(1, 5, () => sentence(random)).join(' ');
export const person = (random: Random): string => `${of(random, NAMES)} ${of(random, NAMES)}`;
export const company = (random: Random): string =>
  `${of(random, NAMES)} ${capital(of(random, LATIN))} ${random.pick(SUFFIXES)}`;

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
export const day = (random: Random): Day => ({
  year: random.between(1998, 2025),
  month: random.between(1, 12),
  day: random.between(1, 28),
});

const two = (n: number): string => String(n).padStart(2, '0');
export const isoDay = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
export const isoTime = (random: Random, of: Day): string =>
  `${isoDay(of)}T${two(random.below(24))}:${two(random.below(60))}:00${random.pick(['Z', '+01:00', '-05:00', ''])}`;
export const wordedDay = ({ year, month, day }: Day): string => `${MONTHS[month - 1]} ${day}, ${year}`;
export const mailDay = ({ year, month, day }: Day): string =>
  `${day} ${MONTHS[month - 1]?.slice(0, 3)} ${year} 09:27:00 +0200`;
export const slashDay = ({ year, month, day }: Day): string => `${two(month)}/${two(day)}/${year}`;

export const dateline = (random: Random): string =>
  `${of(random, NAMES).toUpperCase()}, ${wordedDay(day(random))} /${random.pick(['Relaywire', 'FairNewswire'])}/ -- `;

/** The parts that end a release: about, contact, end marks. */
export const closing = (random: Random): string[] => [
  ...(random.oneIn(2) ? [`About ${company(random)}`, paragraph(random)] : []),
  ...(random.oneIn(2)
    ? ['Media contact', `${person(random)}`, `press@${word(random)}.example`, '+44 20 7946 0958']
    : []),
  ...(random.oneIn(3) ? [`SOURCE ${company(random)}`] : []),
  ...(random.oneIn(4) ? ['###'] : []),
];
