import type { Found } from '../../../draft.ts';
import { fold } from '../../../text/fold.ts';
import { titleKey } from './articles.ts';
import { namesSite, type Site, withoutSite } from './site-name.ts';
import type { Heading } from './survey.ts';

const LONGEST = 1000;
const LEAST = 8;

/**
 * The titles of a page, best first: the heading that its other titles begin with, hold or begin, then what its metadata
 * say, then the page's title. Names of the site are taken off; its name alone is no title.
 *
 * @param told titles of metadata, most telling first
 * @param page the page's `title` element
 */
export function titlesOf(headings: readonly Heading[], told: readonly Found[], page: string, site: Site): Found[] {
  const heading = ownHeading(headings, [...told.map(({ text }) => text), page], site);
  const candidates: Found[] = [
    ...(heading ? [{ text: heading.text, from: `h${heading.level}` }] : []),
    ...told.map(({ text, from }) => ({ text: withoutSite(short(text), site), from })),
    ...loneHeading(headings),
    { text: withoutSite(short(page), site), from: 'title' },
  ];
  return candidates.filter(({ text }) => /[\p{L}\p{N}]/u.test(text) && !namesSite(text, site));
}

/** The heading that the page's other titles hold; of several the one that says most of them. */
export function ownHeading(headings: readonly Heading[], titles: readonly string[], site: Site): Heading | undefined {
  const keys = titles.map((text) => titleKey(text)).filter((key) => key !== '');
  let best: { heading: Heading; shared: number } | undefined;
  for (const heading of headings) {
    const key = titleKey(heading.text);
    if (key.length < LEAST || namesSite(heading.text, site)) continue;
    const shared = Math.max(0, ...keys.map((title) => sharedLength(title, key)));
    if (
      shared > 0 &&
      (!best || heading.level < best.heading.level || (heading.level === best.heading.level && shared > best.shared))
    )
      best = { heading, shared };
  }
  return best?.heading;
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
