import type { Found } from '../../../draft.ts';
import { fold } from '../../../text/fold.ts';
import { titleKey } from './articles.ts';
import { namesSite, type Site, withoutSite } from './site-name.ts';
import type { Heading } from './surveyed.ts';

const LONGEST = 1000;
const LEAST = 8;

/**
 * The titles of a page, best first: the heading that its other titles begin with, hold or begin, then what its metadata
 * say, then the page's title. Names of the site are taken off; its name alone is no title.
 *
 * @param own the heading of the page's own article, where one is known to be
 * @param told titles of metadata, most telling first
 * @param page the page's `title` element
 */
export function titlesOf(
  headings: readonly Heading[],
  own: Heading | undefined,
  told: readonly Found[],
  page: string,
  site: Site,
): Found[] {
  const candidates: Found[] = [
    ...(own ? [{ text: own.text, from: `h${own.level}` }] : []),
    ...told.map(({ text, from }) => ({ text: withoutSite(short(text), site), from })),
    ...loneHeading(headings),
    { text: withoutSite(short(page), site), from: 'title' },
  ];
  return candidates.filter(({ text }) => /[\p{L}\p{N}]/u.test(text) && !namesSite(text, site));
}

/** The heading that the page's other titles hold; of several the highest, then the one that says most of them. */
export function ownHeading(headings: readonly Heading[], titles: readonly string[], site: Site): Heading | undefined {
  const keys = titles.map((text) => titleKey(text)).filter((key) => key !== '');
  for (const level of [1, 2, 3]) {
    let best: { heading: Heading; shared: number } | undefined;
    for (const heading of headings) {
      if (heading.level !== level) continue;
      const key = titleKey(heading.text);
      if (key.length < LEAST || namesSite(heading.text, site)) continue;
      const shared = Math.max(0, ...keys.map((title) => sharedLength(title, key)));
      if (shared > (best?.shared ?? 0)) best = { heading, shared };
    }
    if (best) return best.heading;
  }
  return undefined;
}

/** How much of a heading a title says: all of it, or the title is the beginning of the heading, as when it was cut. */
function sharedLength(title: string, heading: string): number {
  if (title.includes(heading)) return heading.length;
  return title.length >= 20 && heading.startsWith(title) && title.length > heading.length / 2 ? title.length : 0;
}

function loneHeading(headings: readonly Heading[]): Found[] {
  const [only, ...more] = headings.filter(({ text, level }) => text !== '' && level === 1);
  return only && more.length === 0 ? [{ text: only.text, from: 'h1' }] : [];
}

const short = (text: string): string => fold(text.slice(0, 4 * LONGEST)).slice(0, LONGEST);
