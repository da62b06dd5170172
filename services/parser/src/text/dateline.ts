import type { StatedTime } from '@presswatch/events';
import { type DateContext, findTime } from '../dates/index.ts';
import { fold } from './fold.ts';

/** What opens the first paragraph of many releases: `LONDON, June 28, 2024 /PRNewswire/ --`. */
export interface Dateline {
  readonly published?: StatedTime;
  readonly distributor?: string;
  /** Length of the dateline with the dash that ends it. */
  readonly length: number;
}

const REACH = 220;
const DASH = /\s?(?:--+|—|–)\s?|\s-\s/g;
/** `/PRNewswire/`, `(BUSINESS WIRE)`, ` / ACCESSWIRE / ` */
const SLASHED = /\/\s?([\p{L}\d][\p{L}\d.\- ]{2,40}?)\s?\//u;
const BRACKETED = /\(([\p{L}\d][\p{L}\d.\- ]{2,40})\)/u;
const WIRE_WORD = /wire|news|press|presse|prensa|prnet|newswire|\bpr\b|pr$/i;

/**
 * Reads a dateline. It counts as one where its end is marked by a dash or by the wire's slash, it begins with a capital
 * or an uncased letter, and it names a date or a wire.
 */
export function readDateline(text: string, ctx: DateContext): Dateline | undefined {
  const head = text.slice(0, REACH);
  if (!/^["“(]?[\p{Lu}\p{Lo}\d]/u.test(head)) return undefined;
  const wire = wireOf(head);
  for (const end of endsOf(head, wire?.end ?? 0)) {
    const line = head.slice(0, end);
    const found = findTime(line, 'dateline', ctx, REACH);
    if (!wire && !(found && opensWithPlace(line, found.start, found.end))) continue;
    return {
      ...(found ? { published: found.time } : {}),
      ...(wire ? { distributor: fold(wire.name) } : {}),
      length: end,
    };
  }
  return undefined;
}

function wireOf(head: string): { name: string; end: number } | undefined {
  for (const regex of [SLASHED, BRACKETED]) {
    const match = regex.exec(head);
    const name = match?.[1];
    if (match && name !== undefined && WIRE_WORD.test(name)) return { name, end: match.index + match[0].length };
  }
  return undefined;
}

/** Where dashes stand that may end the dateline; after ` / WIRE / date / ` the last slash does. */
function endsOf(head: string, from: number): number[] {
  const rest = head.slice(from);
  const slash = from > 0 ? /^[^/]{4,40}\/\s/.exec(rest) : null;
  const dashes = [...rest.matchAll(DASH)].slice(0, 3);
  const ends = dashes.map((dash) => from + dash.index + dash[0].length);
  if (slash && (dashes[0]?.index ?? REACH) >= slash[0].length) ends.unshift(from + slash[0].length);
  return from > 0 ? ends.slice(0, 1) : ends;
}

const PLACE_MOST = 80;

/** Without a wire's name, only `Place, date –` is a dateline: a short place before the date, hardly anything after it. */
function opensWithPlace(line: string, start: number, end: number): boolean {
  const place = line.slice(0, start);
  if (place.length > PLACE_MOST || /[.!?]\s/.test(place.replace(/\b\p{L}{1,2}\./gu, ''))) return false;
  const words = place.split(/[\s,(]+/).filter((word) => word.length > 2);
  const capital = words.filter((word) => /^[\p{Lu}\p{Lo}]/u.test(word)).length;
  return words.length > 0 && capital >= words.length / 2 && line.slice(end).replace(/[\s)–—,-]/g, '').length <= 3;
}
