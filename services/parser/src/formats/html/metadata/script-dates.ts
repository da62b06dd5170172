import { type DateContext, readTime } from '../../../dates/index.ts';
import { dayOf, type Evidence } from './evidence.ts';

const STATED =
  /"(?:date_?published|published_?(?:date|at|on|time)|publish_?(?:date|time|ed_?date)|publication_?(?:date|time)|first_?published(?:_?(?:at|date))?)"\s{0,3}:\s{0,3}"?([^",}]{8,40})/gi;
const LENGTH_MOST = 1_000_000;
const MATCHES_MOST = 50;

/**
 * The publication by the data that a page's scripts are given, as pages drawn in the browser have it. It counts where
 * all that is said there is one day; several are those of other pages.
 *
 * @param html the page as it was sent
 */
export function scriptDates(html: string, ctx: DateContext): Evidence[] {
  let matches = 0;
  let found: Evidence | undefined;
  for (const [, stated = ''] of html.slice(0, LENGTH_MOST).matchAll(STATED)) {
    if (matches++ > MATCHES_MOST) return [];
    const time = readTime(stated, 'script data', ctx);
    if (!time) continue;
    if (found && dayOf(found.time) !== dayOf(time)) return [];
    found ??= { time, kind: 'script', trust: 4 };
  }
  return found ? [found] : [];
}
