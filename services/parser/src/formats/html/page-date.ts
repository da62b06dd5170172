import type { StatedTime } from '@presswatch/events';
import { type DateContext, findTime, readTime } from '../../dates/index.ts';
import { fold } from '../../text/fold.ts';
import { type DomDocument, type DomElement, marksOf, textOf } from './dom.ts';

/** Parts of a page whose dates are those of other things: comments, teasers, widgets. */
const ELSEWHERE =
  /comment|disqus|related|sidebar|side-bar|widget|footer|recommend|teaser|latest|popular|trending|most-?read|archive|calendar|reply|next-?post|prev|cookie|copyright|related|read-?more|event-/i;
const PUBLISHED_WORD =
  /publi|posted|created|entry-?date|post-?date|release|pub-?date|article-?date|story-?date|date-?line|timestamp|datum|fecha|date-?pub|news-?date|date/i;
const MODIFIED_WORD = /modif|updat|revis|aktualisiert|actualis|actualiz|aggiornat|bijgewerkt|обновл/i;
const ANCESTORS = 12;
const LOOKED_AT = 400;

/** A date that the page shows, with how it shows it. */
interface Shown {
  readonly time: StatedTime;
  readonly rank: number;
}

/**
 * The day of publication out of what a page shows: elements marked as its date, `time` elements of the article, its
 * address, then a date that stands on its own near the top. Dates of comments, teasers and widgets are passed over, and
 * so are those marked as a modification.
 */
export function shownDate(document: DomDocument, url: string | undefined, ctx: DateContext): StatedTime | undefined {
  return (
    itempropDate(document, ctx) ??
    timeElement(document, ctx) ??
    urlDate(url, ctx) ??
    markedElement(document, ctx) ??
    labelledDate(document, ctx)
  );
}

function itempropDate(document: DomDocument, ctx: DateContext): StatedTime | undefined {
  for (const element of document.querySelectorAll(
    '[itemprop~="datePublished"], [property~="datePublished"], [itemprop~="dateCreated"]',
  )) {
    if (elsewhere(element)) continue;
    const time = elementTime(element, 'itemprop', ctx);
    if (time) return time;
  }
  return undefined;
}

function elementTime(element: DomElement, from: string, ctx: DateContext): StatedTime | undefined {
  for (const attribute of [
    'datetime',
    'content',
    'title',
    'data-datetime',
    'data-date',
    'data-timestamp',
    'data-time',
  ]) {
    const value = element.getAttribute(attribute);
    const time = value === null ? undefined : readTime(value, from, ctx);
    if (time && time.precision !== 'year') return time;
  }
  return findTime(fold(textOf(element).slice(0, 600)), from, ctx, 300)?.time;
}

function timeElement(document: DomDocument, ctx: DateContext): StatedTime | undefined {
  let best: Shown | undefined;
  for (const element of take(document.querySelectorAll('time, abbr.published, abbr.date'))) {
    if (elsewhere(element)) continue;
    const marks = `${marksOf(element)} ${element.parentElement ? marksOf(element.parentElement) : ''}`;
    if (MODIFIED_WORD.test(marks) && !/publi|posted|entry-date/.test(marks)) continue;
    const time = elementTime(element, 'time element', ctx);
    if (!time) continue;
    const rank = element.getAttribute('pubdate') !== null ? 3 : PUBLISHED_WORD.test(marks) ? 2 : 1;
    if (!best || rank > best.rank) best = { time, rank };
  }
  return best?.time;
}

const URL_DATE = /(?<!\d)((?:19|20)\d{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/;

/** A date in the address of a page is the day it was put there. */
export function urlDate(url: string | undefined, ctx: DateContext): StatedTime | undefined {
  const match = URL_DATE.exec((url ?? '').slice(0, 2000));
  if (!match) return undefined;
  return readTime(`${match[1]}-${match[3]}-${match[4]}`, 'url', ctx);
}

function markedElement(document: DomDocument, ctx: DateContext): StatedTime | undefined {
  const selector = ['date', 'Date', 'time', 'publi', 'posted', 'datum', 'fecha', 'meta', 'byline', 'info', 'dat']
    .flatMap((word) => [`[class*="${word}"]`, `[id*="${word}"]`])
    .join(',');
  let best: Shown | undefined;
  for (const element of take(document.querySelectorAll(selector))) {
    const marks = marksOf(element);
    if (MODIFIED_WORD.test(marks) || elsewhere(element)) continue;
    const text = fold(textOf(element).slice(0, 1200));
    if (text.length > 300) continue;
    const found = findTime(text, 'marked element', ctx, 300);
    if (!found || MODIFIED_WORD.test(text.slice(Math.max(0, found.start - 30), found.start))) continue;
    const rank = PUBLISHED_WORD.test(marks) ? 2 : 1;
    if (!best || rank > best.rank) best = { time: found.time, rank };
    if (best.rank === 2) break;
  }
  return best?.time;
}

const LABEL =
  /(?:publi\w+|posted|released|erschienen|veröffentlicht|stand|pubblicato|geplaatst|gepubliceerd|опубликовано|publié|publicado|date|datum|fecha|data)\b[^\d\n]{0,20}$/iu;
const TOP = 6000;

/** A date near the top of the page's text: after a word for publication, or on a line of hardly anything else. */
function labelledDate(document: DomDocument, ctx: DateContext): StatedTime | undefined {
  const lines = topLines(document);
  for (const line of lines) {
    const found = findTime(line, 'page text', ctx, 300);
    if (!found) continue;
    const before = line.slice(0, found.start);
    const alone = line.length - (found.end - found.start) <= 40;
    if (MODIFIED_WORD.test(before)) continue;
    if (alone || LABEL.test(before)) return found.time;
  }
  return undefined;
}

function topLines(document: DomDocument): string[] {
  const lines: string[] = [];
  let length = 0;
  for (const element of document.querySelectorAll(
    'p, div, span, li, td, h2, h3, h4, h5, h6, small, em, i, b, strong, font, center',
  )) {
    if ([...element.childNodes].every((node) => node.nodeType !== 3 || (node.textContent ?? '').trim() === ''))
      continue;
    if (elsewhere(element)) continue;
    const text = fold(textOf(element).slice(0, 400));
    lines.push(text);
    length += text.length;
    if (length > TOP * 4) break;
  }
  return lines;
}

function* take(elements: Iterable<DomElement>): Iterable<DomElement> {
  let count = 0;
  for (const element of elements) {
    if (count++ >= LOOKED_AT) return;
    yield element;
  }
}

/** Whether an element lies in a part of the page that speaks of other things. */
function elsewhere(element: DomElement): boolean {
  let up: DomElement | null = element;
  for (let i = 0; up && i < ANCESTORS; i++, up = up.parentElement) {
    const tag = up.tagName.toLowerCase();
    if (tag === 'body' || tag === 'html') return false;
    if (tag === 'footer' || tag === 'aside' || tag === 'nav') return true;
    if (i < 6 && ELSEWHERE.test(marksOf(up))) return true;
  }
  return false;
}
