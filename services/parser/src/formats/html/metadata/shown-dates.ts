import type { StatedTime } from '@presswatch/events';
import { type DateContext, type FoundTime, findTime, labelAfter, labelBefore, readTime } from '../../../dates/index.ts';
import { fold } from '../../../text/fold.ts';
import type { DomElement } from '../dom.ts';
import { dayOf, type Evidence } from './evidence.ts';
import { foreignness } from './sections.ts';
import { shortText } from './short-text.ts';
import type { DatePlace, Heading } from './surveyed.ts';

/** Dates that a page shows, told apart by what is said of them. */
export interface Shown {
  readonly published: Evidence[];
  readonly modified: Evidence[];
}

export interface ShownContext {
  readonly dates: DateContext;
  /** The page's own heading. */
  readonly heading: Heading | undefined;
  /** Whether an address is the page's own. */
  readonly own: (href: string) => boolean;
  /** Days on which the page may have been looked at; a date above its heading is then the page's clock. */
  readonly clocks: ReadonlySet<string>;
}

const STATING = ['datetime', 'content', 'data-datetime', 'data-date', 'data-timestamp', 'data-time', 'title'];
const LINE = 300;

/** What the places of a page that may state a date come to. */
export function shownDates(places: readonly DatePlace[], ctx: ShownContext): Shown {
  const read = places.flatMap((place) => {
    const one = place.by === 'time' ? timeElement(place, ctx.dates) : shownLine(place, ctx.dates);
    return one && one.label !== 'other' ? [{ place, ...one }] : [];
  });
  const days = new Map<string, Set<string>>();
  for (const { place, time } of read) {
    const key = likeness(place);
    const known = days.get(key) ?? new Set();
    days.set(key, known.add(dayOf(time)));
  }
  const shown: Shown = { published: [], modified: [] };
  for (const one of read) {
    const { place, time, label } = one;
    const modified = label === 'modified' || (label !== 'published' && (place.marks.modified || place.around.modified));
    const listed = (days.get(likeness(place))?.size ?? 0) >= LISTED;
    const trust = Math.max(0, trustOf(place, one, ctx) - (listed ? 2 : 0));
    (modified ? shown.modified : shown.published).push({ time, kind: place.by, trust });
  }
  return shown;
}

/** So many days in places alike are a list. */
const LISTED = 3;

interface Read {
  readonly time: StatedTime;
  readonly label: ReturnType<typeof labelBefore>;
  /** Hardly anything else stands on its line. */
  readonly alone: boolean;
}

function timeElement({ element, before }: DatePlace, ctx: DateContext): Read | undefined {
  const text = fold(shortText(element, LINE));
  const parent = element.parentElement;
  const line = parent ? fold(shortText(parent, LINE)) : text;
  const at = text === '' ? line.length : Math.max(0, line.indexOf(text));
  const own = findTime(text, 'time element', ctx, LINE);
  const label =
    labelBefore(own ? text.slice(0, own.start) : '') ??
    labelBefore(line.slice(0, at)) ??
    labelAfter(line.slice(at + text.length)) ??
    (at === 0 ? labelOfLine(before) : undefined);
  const time = agreed(attributeTime(element, ctx), own?.time);
  return time && { time, label, alone: line.length - text.length <= 40 };
}

/** What a line that is hardly more than a label says of the next, as in a list of terms. */
function labelOfLine(line: string): Read['label'] {
  const label = line.length <= LABEL_MOST ? labelBefore(line) : undefined;
  return label === 'other' ? undefined : label;
}

const LABEL_MOST = 30;

/** Where the machine's word and what people read are days apart, people are believed: the stamp is often the page's. */
function agreed(machine: StatedTime | undefined, shown: StatedTime | undefined): StatedTime | undefined {
  if (!machine || !shown) return machine ?? shown;
  return Math.abs(Date.parse(dayOf(machine)) - Date.parse(dayOf(shown))) > DAY_MS ? shown : machine;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function attributeTime(element: DomElement, ctx: DateContext): StatedTime | undefined {
  for (const attribute of STATING) {
    const value = element.getAttribute(attribute);
    const time = value === null || value === '' ? undefined : readTime(value, 'time element', ctx);
    if (time && time.precision !== 'year') return time;
  }
  return undefined;
}

/** The date of a short line: the one that a word for publication leads to, else the first that no other word does. */
function shownLine(place: DatePlace, ctx: DateContext): Read | undefined {
  const from = place.by === 'marked' ? 'marked element' : 'page text';
  const whole = place.line ?? fold(shortText(place.element, LINE * 2));
  if (place.by === 'marked' && whole.length > LINE) return undefined;
  const line = whole.slice(0, LINE);
  let first: Read | undefined;
  let start = 0;
  for (let i = 0; i < 4; i++) {
    const found = findTime(line.slice(start), from, ctx, LINE);
    if (!found) break;
    const read = readOf(whole, start, found, i === 0 ? place.before : '');
    if (read.label === 'published' && read.alone) return read;
    if (!first || (first.label !== undefined && read.label === undefined)) first = read;
    start += found.end;
  }
  return place.by === 'text' && first && !first.alone ? undefined : first;
}

const OPENING = 30;
const ALONE = 40;
const LED = 60;

/**
 * A date stands for itself where hardly anything else is on its line, marks set it off from what is, it opens a
 * paragraph in brackets or before a dash, or a word leads to it; a date within a sentence does not.
 */
function readOf(line: string, start: number, found: FoundTime, lineBefore: string): Read {
  const [from, to] = [start + found.start, start + found.end];
  const [before, after] = [line.slice(start, from), line.slice(to)];
  const rest = line.length - (to - from);
  const label =
    labelBefore(before) ?? labelAfter(after) ?? (from === 0 && rest <= ALONE ? labelOfLine(lineBefore) : undefined);
  const bracketed = from <= OPENING && before.endsWith('(') && after.startsWith(')');
  const opens = bracketed || (from === 0 && /^\s?[–—-]\s/u.test(after));
  const setOff = line.length <= LINE - 100 && /(?:^|[|•·–—\]:]\s?)$/u.test(before) && /^\s?(?:$|[|•·–—[])/u.test(after);
  const led = label !== undefined && before.length <= LED && line.length <= LINE;
  return { time: found.time, label, alone: rest <= ALONE || opens || setOff || led };
}

/** Places alike in mark-up: those of a list of teasers or comments. */
const likeness = ({ element, by }: DatePlace): string =>
  `${by} ${element.tagName} ${element.getAttribute('class') ?? ''} ${element.parentElement?.getAttribute('class') ?? ''}`.slice(
    0,
    300,
  );

const BASE = { time: 5, marked: 4, text: 3 } as const;
const NEAR_AFTER = 1500;
const NEAR_BEFORE = 500;

function trustOf(place: DatePlace, read: Read, ctx: ShownContext): number {
  const label = read.label === 'published' ? 2 : 0;
  return BASE[place.by] + label + (read.alone ? 0.5 : 0) + markTrust(place) + placeTrust(place, read, ctx);
}

/** What the mark-up of the place says for it. */
function markTrust({ element, marks, around }: DatePlace): number {
  if (element.getAttribute('pubdate') !== null) return 2;
  return marks.published ? 1.5 : around.published ? 0.75 : 0;
}

/** What is to be said for or against the place: how near the heading it is, whether it speaks of other things. */
function placeTrust(place: DatePlace, { time, label }: Read, { heading, own, clocks }: ShownContext): number {
  const distance = place.at - (heading?.at ?? place.at);
  let trust = heading ? nearness(distance) : 0;
  const foreign = foreignness(place.section, place.depth);
  if (foreign === 1) trust -= label === 'published' ? 1 : 3;
  if (foreign === 2) trust -= 6;
  if (time.value < FIRST_PAGES) trust -= 3;
  if (distance < 0 && label === undefined && clocks.has(dayOf(time))) trust -= 3;
  if (place.link !== undefined && !own(place.link)) trust -= 1.5;
  return trust;
}

/** No page of the web is older; what shows an older date shows it of something else, mostly. */
const FIRST_PAGES = '1991';

/** @param distance characters of text from the heading to the place */
function nearness(distance: number): number {
  if (distance < 0) return -distance < NEAR_BEFORE ? 0.5 : -1;
  return distance < NEAR_AFTER ? 1.5 : -1;
}
