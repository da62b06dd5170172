import type { StatedTime } from '@presswatch/events';
import { type DateContext, findTime, readTime } from '../../../dates/index.ts';
import { fold } from '../../../text/fold.ts';
import { type DomDocument, type DomElement, marksOf, TEXT, textOf } from '../dom.ts';
import { elsewhere, type Strictness } from './elsewhere.ts';

const PUBLISHED_WORD =
  /publi|posted|created|entry-?date|post-?date|release|pub-?date|article-?date|story-?date|date-?line|timestamp|datum|fecha|date/i;
const MODIFIED_WORD = /modif|updat|revis|änderung|aktualisier|stand:|actualis|actualiz|aggiornat|bijgewerkt|обновл/i;
const LOOKED_AT = 400;

/**
 * The day of publication out of what a page shows: elements marked as its date, `time` elements, its address, then a
 * date that stands on its own. Dates of comments, teasers and widgets are passed over, at a second look only those of
 * comments and related pages; so are dates marked as a modification.
 */
export function shownDate(document: DomDocument, url: string | undefined, ctx: DateContext): StatedTime | undefined {
  const look = (strictness: Strictness) =>
    itempropDate(document, ctx, strictness) ?? timeElement(document, ctx, strictness);
  const text = (strictness: Strictness) =>
    markedElement(document, ctx, strictness) ?? labelledDate(document, ctx, strictness);
  return look('strict') ?? urlDate(url, ctx) ?? text('strict') ?? look('lenient') ?? text('lenient');
}

const ITEMPROP = '[itemprop~="datePublished"], [property~="datePublished"], [itemprop~="dateCreated"]';

function itempropDate(document: DomDocument, ctx: DateContext, strictness: Strictness): StatedTime | undefined {
  for (const element of take(document.querySelectorAll(ITEMPROP))) {
    if (elsewhere(element, strictness)) continue;
    const time = elementTime(element, 'itemprop', ctx);
    if (time) return time;
  }
  return undefined;
}

const STATING = ['datetime', 'content', 'title', 'data-datetime', 'data-date', 'data-timestamp', 'data-time'];

function elementTime(element: DomElement, from: string, ctx: DateContext): StatedTime | undefined {
  for (const attribute of STATING) {
    const value = element.getAttribute(attribute);
    const time = value === null ? undefined : readTime(value, from, ctx);
    if (time && time.precision !== 'year') return time;
  }
  return findTime(fold(textOf(element).slice(0, 600)), from, ctx, 300)?.time;
}

/** The likeliest `time` element: marked as publication, below the page's heading, first of its like. */
function timeElement(document: DomDocument, ctx: DateContext, strictness: Strictness): StatedTime | undefined {
  let best: { time: StatedTime; rank: number } | undefined;
  let belowHeading = 0;
  for (const element of take(document.querySelectorAll('h1, time, abbr.published, abbr.date'))) {
    if (element.tagName === 'H1') {
      belowHeading = 1;
      continue;
    }
    if (elsewhere(element, strictness)) continue;
    const marks = `${marksOf(element)} ${element.parentElement ? marksOf(element.parentElement) : ''}`;
    if (MODIFIED_WORD.test(marks) && !/publi|posted|entry-date/.test(marks)) continue;
    const rank = belowHeading + (element.getAttribute('pubdate') !== null ? 4 : PUBLISHED_WORD.test(marks) ? 2 : 0);
    if (best && rank <= best.rank) continue;
    const time = elementTime(element, 'time element', ctx);
    if (time) best = { time, rank };
  }
  return best?.time;
}

const URL_DATE = /(?<!\d)((?:19|20)\d{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/;
const URL_DAY_FIRST = /(?<![\d])(\d{2})([._-])(\d{2})\2((?:19|20)\d{2})(?!\d)/;

/** A date in the address of a page is the day it was put there. */
export function urlDate(url: string | undefined, ctx: DateContext): StatedTime | undefined {
  const path = (url ?? '').slice(0, 2000);
  const iso = URL_DATE.exec(path);
  if (iso) return readTime(`${iso[1]}-${iso[3]}-${iso[4]}`, 'url', ctx);
  const other = URL_DAY_FIRST.exec(path);
  return other ? readTime(`${other[1]}/${other[3]}/${other[4]}`, 'url', ctx) : undefined;
}

const MARKED = ['date', 'Date', 'time', 'publi', 'posted', 'datum', 'fecha', 'meta', 'byline', 'info']
  .flatMap((word) => [`[class*="${word}"]`, `[id*="${word}"]`])
  .join(',');

function markedElement(document: DomDocument, ctx: DateContext, strictness: Strictness): StatedTime | undefined {
  let fallback: StatedTime | undefined;
  for (const element of take(document.querySelectorAll(MARKED))) {
    const marks = marksOf(element);
    if (MODIFIED_WORD.test(marks) || elsewhere(element, strictness)) continue;
    const text = fold(textOf(element).slice(0, 1200));
    const time = text.length <= 300 ? publicationIn(text, 'marked element', ctx) : undefined;
    if (time && PUBLISHED_WORD.test(marks)) return time;
    fallback ??= time;
  }
  return fallback;
}

const LABEL =
  /(?:publi\p{L}+|posted|released|erschienen|veröffentlich\p{L}*|pubblicat\p{L}*|geplaatst|gepubliceerd|опубликован\p{L}*|date|datum|fecha|data)(?:\s(?:am|on|le|el|il|op|vom|:))?\s{0,2}:?/giu;

/** The date after a word for publication, else the first that no word for a modification leads to. */
function publicationIn(text: string, from: string, ctx: DateContext): StatedTime | undefined {
  for (const label of text.matchAll(LABEL)) {
    const rest = text.slice(label.index + label[0].length);
    const found = findTime(rest, from, ctx, 60);
    if (found && found.start <= 16 && !MODIFIED_WORD.test(rest.slice(0, found.start))) return found.time;
  }
  const found = findTime(text, from, ctx, 300);
  if (!found || MODIFIED_WORD.test(text.slice(Math.max(0, found.start - 30), found.start))) return undefined;
  return found.time;
}

const TEXTUAL = 'p, div, span, li, dd, td, h2, h3, h4, h5, h6, small, em, i, b, strong, font, center';
const TOP = 24_000;

/** A date on a line of hardly anything else, one that opens a paragraph in brackets, or one that a label leads to. */
function labelledDate(document: DomDocument, ctx: DateContext, strictness: Strictness): StatedTime | undefined {
  let length = 0;
  for (const element of document.querySelectorAll(TEXTUAL)) {
    if (!hasOwnText(element)) continue;
    const line = fold(textOf(element).slice(0, 400));
    length += line.length;
    if (length > TOP) return undefined;
    const found = findTime(line, 'page text', ctx, 300);
    if (!found || elsewhere(element, strictness)) continue;
    const alone = line.length - (found.end - found.start) <= 40;
    const opens = found.start <= 30 && line[found.start - 1] === '(' && line[found.end] === ')';
    const time = alone || !opens ? publicationIn(line, 'page text', ctx) : found.time;
    if (time && (alone || opens || LABELLED.test(line.slice(0, found.start)))) return time;
  }
  return undefined;
}

const LABELLED = new RegExp(`${LABEL.source}$`, 'iu');

function hasOwnText(element: DomElement): boolean {
  for (const node of element.childNodes) {
    if (node.nodeType === TEXT && (node.textContent ?? '').trim() !== '') return true;
  }
  return false;
}

function* take(elements: Iterable<DomElement>): Iterable<DomElement> {
  let count = 0;
  for (const element of elements) {
    if (count++ >= LOOKED_AT) return;
    yield element;
  }
}
