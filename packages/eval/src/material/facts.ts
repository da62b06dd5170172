import { generateReleases, type Random, seededRandom } from '@presswatch/testkit';

/** What is known of a made-up release before a format writes it down. */
export interface Facts {
  readonly number: number;
  readonly language: string;
  readonly title: string;
  readonly issuer: string;
  /** `2024-06-28` */
  readonly date: string;
  /** A town, with its region as releases write it. */
  readonly place: string;
  readonly paragraphs: readonly string[];
  readonly about: string;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
  readonly ticker: string | undefined;
  readonly random: Random;
}

/** Towns that nobody needs a list for: where they stand tells that they are places. */
const PLACES = [
  'LONDON',
  'Boston, Mass.',
  'OSLO, Norway',
  'Toronto, Ontario',
  'MUNICH',
  'Austin, Texas',
  'NAIROBI, Kenya',
] as const;
const EXCHANGES = ['NASDAQ', 'NYSE', 'LSE', 'TSX'] as const;
const NAMES = ['Maria Keller', 'John Abbott', 'Aiko Tanaka', 'Sofia Rossi', 'Daniel Okafor'] as const;

/** Made-up releases with all that a format may have to state; the same seed gives the same on every machine. */
export function* makeFacts(seed: number, count: number, multilingual: boolean): Generator<Facts> {
  const random = seededRandom(seed + 7);
  for (const release of generateReleases({ seed, count, multilingual, size: 1500 })) {
    const { number, language, title, issuer, date, paragraphs } = release;
    const name = random.pick(NAMES);
    const domain = `${issuer
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]+/g, '')}.example`;
    yield {
      number,
      language,
      title,
      issuer,
      date,
      place: random.pick(PLACES),
      paragraphs,
      about: `${issuer} builds and runs public works. It was founded in ${1900 + random.below(100)} and employs ${50 + random.below(900)} people.`,
      contact: { name, email: `press@${domain}`, phone: `+44 20 7946 0${100 + random.below(900)}` },
      ticker: random.below(2) === 0 ? `${random.pick(EXCHANGES)}: ${letters(random)}` : undefined,
      random,
    };
  }
}

const letters = (random: Random): string =>
  Array.from({ length: 3 + random.below(2) }, () => String.fromCharCode(65 + random.below(26))).join('');

/** The day as people of a language write it. */
export const wordedDate = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
