import type { DateContext } from '../../dates/read.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import type { Line } from './lines.ts';
import { joinText, wordsOf } from './words.ts';

/** Lines that belong together, still with how they look. */
export interface Paragraph {
  readonly kind: 'paragraph' | 'list-item' | 'table';
  readonly text: string;
  readonly size: number;
  readonly page: number;
  readonly lines: number;
  /** Of its first line: baseline from the bottom of the page. */
  readonly top: number;
}

const BULLET = /^(?:[•●▪◦‣■□➢✓·∙*\uF0B7\uF0A7o–—-])\s+(?=\S)/u;
const BULLET_ALONE = /^[•●▪◦‣■□➢✓·∙\uF0B7\uF0A7]\s*(?=\S)/u;
const TERMINAL = /[.!?:;。！？…]["'”’»)\]]*$/u;

/** Puts lines together to paragraphs, list items and tables. */
export function paragraphsOf(lines: readonly Line[], ctx: DateContext): Paragraph[] {
  const page = measure(lines);
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && goesOn(last, line, group, page, ctx)) group.push(line);
    else groups.push([line]);
  }
  const words = wordsOf(lines);
  return groups.map((group) => paragraphOf(group, words));
}

interface Measure {
  /** The size of most of the text. */
  readonly size: number;
  /** From baseline to baseline, in sizes. */
  readonly pitch: number;
}

/** The commonest size by letters, and the distance of most neighbouring lines. */
export function measure(lines: readonly Line[]): Measure {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  const size = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const pitches = lines.flatMap((line, i) => {
    const before = lines[i - 1];
    const pitch = before && before.page === line.page ? (before.y - line.y) / line.size : 0;
    return pitch > 0.8 && pitch < 3 ? [pitch] : [];
  });
  pitches.sort((a, b) => a - b);
  return { size, pitch: pitches[Math.floor(pitches.length * 0.4)] ?? 1.3 };
}

/** Whether a line goes on with the paragraph of the line before it. */
function goesOn(last: Line, line: Line, group: readonly Line[], { pitch }: Measure, ctx: DateContext): boolean {
  const row = line.cells.length > 1;
  if (row !== last.cells.length > 1) return false;
  if (Math.abs(line.size - last.size) > Math.max(0.6, last.size * 0.08)) return false;
  const gap = (last.y - line.y) / line.size;
  const apart = line.page !== last.page || gap < 0; // the next column or page
  if (row) return !apart && gap < pitch * 2;
  if (BULLET.test(line.text) || BULLET_ALONE.test(line.text)) return false;
  if (startsText(line.text, ctx)) return false;
  if (apart) return !TERMINAL.test(last.text) && (/^\p{Ll}/u.test(line.text) || /[-,\u00AD]$/.test(last.text));
  if (gap > pitch * 1.3) return false;
  return !startsNew(last, line, group);
}

/** A dateline with its date or wire: a place and a dash alone may stand anywhere. */
function startsText(text: string, ctx: DateContext): boolean {
  const dateline = /^\p{Lu}/u.test(text) ? readDateline(text, ctx) : undefined;
  return dateline?.date !== undefined || dateline?.wire !== undefined;
}

/** An indented first line, or a line below one that ended early at the end of a sentence. */
function startsNew(last: Line, line: Line, group: readonly Line[]): boolean {
  const first = group[0] ?? last;
  const indent = line.left - last.left;
  const hangs = group.length === 1 && (BULLET.test(first.text) || BULLET_ALONE.test(first.text));
  if (indent > line.size * 0.9 && !hangs && !isCentred(last, line) && TERMINAL.test(last.text)) return true;
  const widest = Math.max(...group.slice(-20).map((one) => one.right), line.right);
  const room = widest - last.right;
  const word = (line.text.split(' ', 1)[0] ?? '').length * line.size * 0.5;
  return TERMINAL.test(last.text) && room > word + line.size * 2 && !isCentred(last, line);
}

const isCentred = (a: Line, b: Line): boolean =>
  Math.abs(a.left + a.right - (b.left + b.right)) < 8 && Math.abs(a.left - b.left) > 4;

function paragraphOf(group: readonly Line[], words: ReadonlySet<string>): Paragraph {
  const [first] = group;
  const look = { size: first?.size ?? 0, page: first?.page ?? 0, lines: group.length, top: first?.y ?? 0 };
  if (group.length > 1 && group.every((line) => line.cells.length > 1)) {
    return { kind: 'table', text: group.map((line) => line.cells.join('\t')).join('\n'), ...look };
  }
  const text = joinText(
    group.map((line) => line.text),
    words,
  );
  const item = BULLET.test(text) || BULLET_ALONE.test(text);
  const bare = item ? text.replace(BULLET, '').replace(BULLET_ALONE, '') : text;
  return { kind: item ? 'list-item' : 'paragraph', text: bare, ...look };
}
