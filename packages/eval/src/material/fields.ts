import type { Case } from '../ndjson.ts';
import { type Facts, makeFacts, wordedDate } from './facts.ts';

interface Form {
  readonly write: (facts: Facts) => string;
  /** Whether the form states the dateline's date. */
  readonly dated: boolean;
}

const short = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

const closing = ({ issuer, about, contact }: Facts): string =>
  `About ${issuer}\n\n${about}\n\nMedia contact:\n${contact.name}\n${contact.email}\n${contact.phone}`;

const named = ({ issuer, ticker }: Facts): string => (ticker === undefined ? issuer : `${issuer} (${ticker})`);

/** How releases open and close; the issuer is named where each form names it. */
const FORMS: readonly Form[] = [
  {
    dated: true,
    write: (facts) =>
      `${facts.title}\n\n${facts.place}, ${wordedDate(facts.date, 'en')} /PRNewswire/ -- ${named(facts)} today announced its plans. ${facts.paragraphs.join('\n\n')}\n\n${closing(facts)}\n\nSOURCE ${facts.issuer}`,
  },
  {
    dated: true,
    write: (facts) =>
      `${facts.title}\n\n${facts.place}, ${short(facts.date)} (GLOBE NEWSWIRE) -- ${named(facts)}, a builder of public works, today published its plans. ${facts.paragraphs.join('\n\n')}\n\n${closing(facts)}`,
  },
  {
    dated: false,
    write: (facts) =>
      `${facts.title}\n\n${facts.place}--(BUSINESS WIRE)--${named(facts)} announced today that work has begun. ${facts.paragraphs.join('\n\n')}\n\n${closing(facts)}`,
  },
  {
    dated: true,
    write: (facts) =>
      `FOR IMMEDIATE RELEASE\n\n${facts.title}\n\n${facts.place} (${wordedDate(facts.date, 'en')}) – ${named(facts)} has opened its doors. ${facts.paragraphs.join('\n\n')}\n\n###\n\n${closing(facts)}`,
  },
];

/** Releases in plain text with issuer, dateline and tickers: for the task `fields`. */
export function* fieldCases(seed: number, each: number): Generator<Case> {
  for (const [form, { write, dated }] of FORMS.entries()) {
    for (const facts of makeFacts(seed + form * 100, each, false)) {
      yield {
        id: `form-${form}-${facts.number}`,
        title: facts.title,
        text: write(facts),
        gold: {
          issuer: facts.issuer,
          datelinePlace: facts.place,
          datelineDate: dated ? facts.date : null,
          tickers: facts.ticker === undefined ? [] : [facts.ticker.replace(': ', ':')],
        },
      };
    }
  }
}
