import type { Block, StatedTime } from '@presswatch/events';
import { type DateContext, findTime } from '../../dates/index.ts';
import { isKnownPlace, isPlace } from './places.ts';
import { type DatelineReading, readDateline, readNameAndDate } from './read.ts';

/** A dateline with where it stands. */
export interface FoundDateline {
  readonly block: number;
  /** Where the news begins within its block; the block's length where the dateline has a line of its own. */
  readonly end: number;
  readonly reading: DatelineReading;
}

/** A line of nothing but who wrote it and when: `**Harbour Board**, 2024-05-03`. */
export interface Byline {
  readonly block: number;
  readonly name: string;
  readonly date: StatedTime;
}

const BLOCKS = 60;
/** Beyond these a place alone counts only where it opens a longer paragraph: a page's own words may stand before the release. */
const SURE = 8;
const LINE_MOST = 120;
const PROSE = 140;
/** A summary may stand before the paragraph that the dateline opens, seldom two. */
const PROSE_MOST = 3;

/** The dateline among a release's first paragraphs, or its byline or a line of a day where it has one instead. */
export function findDateline(
  blocks: readonly Block[],
  ctx: DateContext,
  year: number | undefined,
): { dateline?: FoundDateline; byline?: Byline; dated?: StatedTime } {
  let byline: Byline | undefined;
  let dated: StatedTime | undefined;
  let prose = 0;
  let told = false;
  for (const [i, block] of blocks.slice(0, BLOCKS).entries()) {
    if (block.kind !== 'paragraph' && block.kind !== 'heading') continue;
    const dateline = openingOf(block, i, ctx, year);
    if (dateline) return { dateline };
    const day = told ? undefined : dateLine(block.text, ctx);
    dated ??= day;
    const line = day ? undefined : lineOf(block, i, ctx);
    if (line && 'end' in line) return { dateline: line };
    byline ??= line;
    told ||= block.text.length > LINE_MOST || /[.!?]$/.test(block.text);
    if (block.text.length > PROSE && ++prose >= PROSE_MOST) break;
  }
  return { ...(byline ? { byline } : {}), ...(dated ? { dated } : {}) };
}

const DATE_LINE_MOST = 60;
const PUBLISHED =
  /^(?:published|posted|released|issued|dated?|datum|fecha|data|publié|veröffentlicht|publicado)?(?: on| le| am| el)?(?: ?(?:mon|tues|wednes|thurs|fri|satur|sun)day)?$/iu;

/** A line above the text that is nothing but a day, with at most a word that says it is of publication. */
function dateLine(text: string, ctx: DateContext): StatedTime | undefined {
  if (text.length > DATE_LINE_MOST || !/\d/.test(text)) return undefined;
  const found = findTime(text, 'date line', ctx, DATE_LINE_MOST);
  if (!found || /[\p{L}\p{N}]/u.test(text.slice(found.end))) return undefined;
  const before = text.slice(0, found.start).replace(/[^\p{L} ]/gu, '');
  return PUBLISHED.test(before.trim()) ? found.time : undefined;
}

/** A heading counts where it is a dateline as a whole: plain text makes headings of short lines. */
function openingOf(block: Block, i: number, ctx: DateContext, year: number | undefined): FoundDateline | undefined {
  if (block.kind === 'heading' && block.text.length > LINE_MOST) return undefined;
  const reading = readDateline(block.text, ctx, year);
  if (!reading) return undefined;
  const sure = reading.date !== undefined || reading.wire !== undefined;
  const whole = reading.length >= block.text.length - 1;
  if (block.kind === 'heading' ? !(sure && whole) : !(sure || i < SURE || block.text.length > PROSE)) return undefined;
  return { block: i, end: reading.length, reading };
}

function lineOf(block: Block, i: number, ctx: DateContext): FoundDateline | Byline | undefined {
  const read = readNameAndDate(block.text, ctx);
  if (!read) return undefined;
  const { name, date } = read;
  const length = block.text.length;
  if (isPlace(name) && isPlaceLine(name, date.stated)) {
    return { block: i, end: length, reading: { place: name, date, length } };
  }
  return NO_NAME.test(name) ? undefined : { block: i, name, date: { ...date, from: 'byline' } };
}

/** What leads to a date and names nobody. */
const NO_NAME =
  /^(?:published|posted|updated|released|issued|dated?|on|last modified|created|stand|datum|fecha|data|publié|mis à jour|veröffentlicht|publicado)\b/iu;

/** Whether the name in `Name, date` is a place's: known as one, in capitals, or one word with a date as people write it. */
const isPlaceLine = (name: string, date: string): boolean =>
  isKnownPlace(name) || (!/^\d{4}-/.test(date) && (name === name.toUpperCase() || !/\s/.test(name)));
