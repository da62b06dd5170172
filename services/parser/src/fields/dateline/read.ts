import type { StatedTime } from '@presswatch/events';
import { type DateContext, findTime } from '../../dates/index.ts';
import { fold } from '../../text/fold.ts';
import { isWire, soundsLikeWire } from '../wires.ts';
import { isCity, isPlace, isPlainPlace } from './places.ts';
import { findDayOfYear } from './year.ts';

/** What opens the first paragraph of many releases: `LONDON, June 28, 2024 /PRNewswire/ --`. */
export interface DatelineReading {
  /** As written, with its region where it names one. */
  readonly place?: string;
  readonly date?: StatedTime;
  readonly wire?: string;
  /** Length of the dateline with the mark that ends it. */
  readonly length: number;
}

/** What of a dateline is read besides the place: where it stands in the head. */
interface Span {
  readonly start: number;
  readonly end: number;
}
interface Marks {
  readonly wire?: Span & { readonly name: string };
  readonly date?: Span & { readonly time: StatedTime };
}

const REACH = 220;
/** Nothing that has none of these within its head has a dateline; most paragraphs are told by this alone. */
const MARK = /[–—―/(:]|-[\s(-]|\s-|\.-|\d\.\s/;
const START = /^[\s"“«(【[*/–—-]{0,4}[\p{Lu}\p{Lo}\d]/u;
const DASH = /\s?(?:--+|—|–|―)\s?|\s-\s|\.\s?[-–—]\s?/g;
const SLASHED = /\/\s?([\p{L}\d][\p{L}\p{M}\d.\-&’' ]{1,40}?)\s?\//gu;
const BRACKETED = /[(（]([\p{L}\d][\p{L}\d.\-/ ]{1,40})[)）]/gu;
/** `(Newsfile Corp. - March 12, 2025)` */
const DATED = /[(（]([\p{L}\d][\p{L}\d. ]{1,30}?)(?=\s?[-–—,]\s?\p{L}{0,9}\.?\s?\d)/u;
/** `--News Direct--` */
const DASHED = /^[-–—]{2,3}\s?([\p{L}\d][\p{L}\d.\- ]{2,40}?)\s?[-–—]{2,3}/u;

/**
 * Reads the dateline that a paragraph opens with. It counts as one where a wire's name or a date stands behind a place or
 * by itself and a dash, slash or the like ends it; and where a dash follows a place that needs nothing to be known as one.
 *
 * @param year of publication, where known otherwise: for dates that name none
 */
export function readDateline(text: string, ctx: DateContext, year?: number): DatelineReading | undefined {
  const head = text.slice(0, REACH);
  if (!MARK.test(head) || !START.test(head)) return undefined;
  const wire = wireOf(head);
  const date = dateOf(head, ctx, year);
  const first = Math.min(wire?.start ?? REACH, date?.start ?? REACH);
  if (first === REACH) return placeAlone(head);
  const marks: Marks = { ...(wire ? { wire } : {}), ...(date ? { date } : {}) };
  return readFrom(head, first, marks) ?? placeAlone(head);
}

/** A line that is nothing but a name and a date: a dateline on a line of its own, or a byline. */
export function readNameAndDate(text: string, ctx: DateContext): { name: string; date: StatedTime } | undefined {
  if (text.length > 100 || !/(?:\d|[日일]|г)[\s.:)–—-]{0,4}$/u.test(text)) return undefined;
  const found = findTime(text, 'dateline', ctx, REACH);
  if (!found || text.slice(found.end).replace(/[\s.:)–—-]/g, '') !== '') return undefined;
  const before = text.slice(0, found.start);
  if (!/[,(–—]\s?(?:le |den |the |on |el |il |op )?$/u.test(before)) return undefined;
  const name = cleanPlace(before);
  return isNameLike(name) ? { name, date: found.time } : undefined;
}

/** Words with capitals and what joins them, no sentence, no label. */
const isNameLike = (text: string): boolean =>
  /^[\p{Lu}\p{Lo}]/u.test(text) &&
  !/[!?:;@|]|\d{3}/u.test(text) &&
  text.split(/[\s,]+/u).filter((word) => /^\p{Ll}{4,}/u.test(word)).length === 0;

function wireOf(head: string): Marks['wire'] {
  const dashed = DASHED.exec(head);
  if (dashed?.[1] !== undefined && soundsLikeWire(dashed[1])) {
    return { name: fold(dashed[1]), start: 0, end: dashed[0].length };
  }
  const dated = DATED.exec(head);
  if (dated?.[1] !== undefined && soundsLikeWire(dated[1])) {
    // The bracket holds the date, too, which closes it.
    return { name: fold(dated[1]), start: dated.index, end: dated.index + 1 + dated[1].length };
  }
  for (const regex of [SLASHED, BRACKETED]) {
    regex.lastIndex = 0;
    for (let match = regex.exec(head); match; match = regex.exec(head)) {
      const name = match[1] ?? '';
      if (soundsLikeWire(name)) return { name: fold(name), start: match.index, end: match.index + match[0].length };
      regex.lastIndex = match.index + 1 + name.length;
    }
  }
  return undefined;
}

function dateOf(head: string, ctx: DateContext, year: number | undefined): Marks['date'] {
  const found = findTime(head, 'dateline', ctx, REACH) ?? (year === undefined ? undefined : findDayOfYear(head, year));
  return found && { time: found.time, start: found.start, end: found.end };
}

/** Reads on from the first date or wire: what stands before it is the place, or nothing. */
function readFrom(head: string, first: number, marks: Marks): DatelineReading | undefined {
  const before = cleanPlace(head.slice(0, first));
  const placed = before !== '' && isPlace(before);
  if (before !== '' && !placed && !isIssuerLike(before)) return undefined;
  const { end, taken } = consume(head, first, marks);
  const date = taken.date?.time;
  const wire = taken.wire?.name ?? namedAfterDate(head, taken.date?.end)?.name;
  const close = closing(head, end, taken, placed);
  if (close === undefined) return undefined;
  const behind = before === '' ? placeBehind(head, close) : undefined;
  const place = placed ? before : behind?.place;
  if (place === undefined && wire === undefined && !plainDate(head, first)) return undefined;
  return {
    ...(place === undefined ? {} : { place }),
    ...(date === undefined ? {} : { date }),
    ...(wire === undefined ? {} : { wire }),
    length: behind?.end ?? close,
  };
}

/** Date and wire in either order, with dashes, commas and brackets between them. */
function consume(head: string, first: number, { wire, date }: Marks): { end: number; taken: Marks } {
  let end = first;
  const taken: { -readonly [key in keyof Marks]: Marks[key] } = {};
  for (let round = 0; round < 3; round++) {
    const gap = /^[\s,;()/–—.-]{0,6}/u.exec(head.slice(end, end + 8))?.[0].length ?? 0;
    if (wire && !taken.wire && near(wire, end, gap)) [taken.wire, end] = [wire, wire.end];
    else if (date && !taken.date && near(date, end, gap)) [taken.date, end] = [date, date.end];
    else break;
  }
  return { end, taken };
}

const near = (span: Span, at: number, gap: number): boolean => span.start >= at - 1 && span.start <= at + gap;

/** After ` / Acme / ` or a wire unheard of: the name between slashes right behind the date. */
function namedAfterDate(head: string, at: number | undefined): { name: string; end: number } | undefined {
  if (at === undefined) return undefined;
  const match = /^\s?[,)]?\s?\/\s?([\p{L}\d][^/\n]{1,60}?)\s?\/(?=\s|$|-)/u.exec(head.slice(at, at + 70));
  return match?.[1] === undefined ? undefined : { name: fold(match[1]), end: at + match[0].length };
}

/** Where the dateline ends, with its closing mark; `undefined` where nothing ends it. */
function closing(head: string, at: number, { wire, date }: Marks, placed: boolean): number | undefined {
  const slashed = wire ? undefined : namedAfterDate(head, date?.end);
  const from = slashed?.end ?? at;
  const rest = head.slice(from, from + 16);
  const dash = /^(?:\s?г\.)?[\s)\].,]{0,3}(?:-{1,3}|—|–|―)+(?=\s|["“(«\p{L}\p{N}])\s?/u.exec(rest);
  if (dash && (dash[0].length > 1 || wire || slashed)) return from + dash[0].length;
  const slash = /^\s?\/(?:\s|$)/.exec(rest);
  if (slash) return from + slash[0].length;
  if (slashed || (wire && (isWire(wire.name) || /[/-]/.test(head.charAt(wire.start))))) {
    return from + (/^\s/.test(rest) ? 1 : 0);
  }
  if (!date || !placed) return undefined;
  const end = /^(?:\s?г\.)?\)?(?:\s?[:：]\s|\.\s(?=["“]?\p{Lu}))/u.exec(rest);
  if (end) return from + end[0].length;
  return /^[\s.)]*$/u.test(head.slice(from)) ? head.length : undefined;
}

/** `May 3, 2024 – LONDON – ` */
function placeBehind(head: string, at: number): { place: string; end: number } | undefined {
  const rest = head.slice(at, at + 70);
  DASH.lastIndex = 0;
  const dash = DASH.exec(rest);
  if (!dash) return undefined;
  const place = cleanPlace(rest.slice(0, dash.index));
  return isPlainPlace(place) ? { place, end: at + dash.index + dash[0].length } : undefined;
}

/** A date that opens the text, with at most a word that leads to it. */
const plainDate = (head: string, first: number): boolean =>
  first <= 4 || isIssuerLike(cleanPlace(head.slice(0, first)));

/** `Acme Corp – May 3, 2024 – `: dated, but by a name that is no place. */
const isIssuerLike = (text: string): boolean =>
  text.length <= 50 &&
  /^[\p{Lu}\p{N}]/u.test(text) &&
  /\b(?:inc|corp|ltd|llc|plc|gmbh|ag|group|sa|nv)\.?$/iu.test(text);

function placeAlone(head: string): DatelineReading | undefined {
  const bracket = /^[([]([^()[\]]{3,60})[)\]]\s?(?:--?|–|—)\s?(?=\S)/u.exec(head);
  if (bracket?.[1] !== undefined) {
    const place = fold(bracket[1]);
    return isPlainPlace(place) ? { place, length: bracket[0].length } : undefined;
  }
  DASH.lastIndex = 0;
  const dash = DASH.exec(head);
  if (!dash || dash.index < 3 || dash.index > 60) return undefined;
  const place = cleanPlace(head.slice(0, dash.index));
  const next = head.slice(dash.index + dash[0].length);
  if (!isPlainPlace(place) || !/^["“«'(]?[\p{Lu}\p{Lo}\d]/u.test(next)) return undefined;
  if (place === head.slice(0, 60) || (!isCity(place) && /^[\p{Lu}\s,.]{12,}$/u.test(next.slice(0, 40))))
    return undefined;
  return { place, length: dash.index + dash[0].length };
}

const LEAD = /^(?:["“«(【[*/\s–—-]|DATELINE:?\s)+/u;
const TAIL =
  /(?:[\s,;()[\]/–—.-]|(?<=[\s,])(?:le|den|on|el|il|op|dated|am|a|em|al|dnia|dne|vom|du|del|этот)(?=[\s,(]*$))+$/u;

/** The place without what leads from it to the date: `Paris, le `, `BERLIN (`. An abbreviation keeps its full stop. */
function cleanPlace(text: string): string {
  const bare = text.replace(LEAD, '').trimEnd();
  const place = bare.replace(TAIL, '');
  const stop = bare.charAt(place.length) === '.' && /\.\p{L}$|,\s?\p{L}{1,5}$/u.test(place) ? '.' : '';
  return fold(place + stop).replace(/^the\s/i, '');
}
