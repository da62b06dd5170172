import type { Block, StatedTime } from '@presswatch/events';
import type { DateContext } from '../../dates/index.ts';
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

/** The dateline among a release's first paragraphs, or its byline where it has one instead. */
export function findDateline(
  blocks: readonly Block[],
  ctx: DateContext,
  year: number | undefined,
): { dateline?: FoundDateline; byline?: Byline } {
  let byline: Byline | undefined;
  let prose = 0;
  for (const [i, block] of blocks.slice(0, BLOCKS).entries()) {
    if (block.kind !== 'paragraph' && block.kind !== 'heading') continue;
    const dateline = openingOf(block, i, ctx, year);
    if (dateline) return { dateline };
    const line = lineOf(block, i, ctx);
    if (line && 'end' in line) return { dateline: line };
    byline ??= line;
    if (block.text.length > PROSE && ++prose >= PROSE_MOST) break;
  }
  return byline ? { byline } : {};
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
