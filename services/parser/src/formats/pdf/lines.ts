import { fold } from '../../text/fold.ts';
import type { Page, Run } from './open.ts';

/** A line of a page, or what one column has of it. */
export interface Line {
  readonly text: string;
  /** The same, parted where wide gaps part it. */
  readonly cells: readonly string[];
  readonly page: number;
  readonly left: number;
  readonly right: number;
  /** Baseline, from the bottom of the page. */
  readonly y: number;
  /** The size of most of its letters. */
  readonly size: number;
}

interface Piece {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** The lines of a page in the order in which people read them: columns one after another. */
export function linesOf(page: Page, number: number): Line[] {
  return ordered(piecesOf(page.runs), 0).flatMap((column) => rowsOf(column, number));
}

/** Gaps wider than this, in ems, part a line. */
const WIDE = 1.4;
/** Gaps wider than this part words. */
const SPACE = 0.18;

/** Runs on one baseline put together as far as no wide gap parts them. */
function piecesOf(runs: readonly Run[]): Piece[] {
  const sorted = [...runs].sort((a, b) => b.y - a.y || a.x - b.x);
  const rows: Run[][] = [];
  for (const run of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(first.y - run.y) <= Math.min(first.size, run.size) * 0.35) row.push(run);
    else rows.push([run]);
  }
  return rows.flatMap((row) => piecesOfRow(row.sort((a, b) => a.x - b.x)));
}

function piecesOfRow(row: readonly Run[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { text, x, y, width, size } of row) {
    const last = pieces.at(-1);
    const gap = last ? x - last.right : 0;
    const em = Math.max(size, last?.size ?? 0);
    if (last && gap <= em * WIDE) {
      last.text += gap > em * SPACE && !last.text.endsWith(' ') && !text.startsWith(' ') ? ` ${text}` : text;
      last.right = Math.max(last.right, x + width);
      if (text.length > last.text.length / 2) last.size = size;
    } else pieces.push({ text, left: x, right: x + width, y, size });
  }
  return pieces;
}

const DEEPEST = 4;
const COLUMN_LINES = 4;
/** Cells of tables are shorter than lines of columns. */
const PROSE = 18;
const GUTTER = 6;
const CANDIDATES = 8;

/** The pieces of a page column by column; what spans the columns stands between what is above and below it. */
function ordered(pieces: readonly Piece[], depth: number): Piece[][] {
  const gutter = depth < DEEPEST ? gutterOf(pieces) : undefined;
  if (gutter === undefined) return [[...pieces]];
  const bands: { spans: boolean; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const spans = piece.left < gutter - 1 && piece.right > gutter + 1;
    const band = bands.at(-1);
    if (band && band.spans === spans) band.pieces.push(piece);
    else bands.push({ spans, pieces: [piece] });
  }
  return bands.flatMap((band) => {
    if (band.spans) return [band.pieces];
    const left = band.pieces.filter((piece) => piece.right <= gutter + 1);
    const right = band.pieces.filter((piece) => piece.right > gutter + 1);
    return [...ordered(left, depth + 1), ...ordered(right, depth + 1)].filter((column) => column.length > 0);
  });
}

/** Where a right column begins: several lines of prose start there, beside lines of prose that end before it. */
function gutterOf(pieces: readonly Piece[]): number | undefined {
  const starts = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const at = Math.round(piece.left / 3);
    const there = starts.get(at);
    if (there) there.push(piece);
    else starts.set(at, [piece]);
  }
  const candidates = [...starts.values()].filter((right) => right.length >= COLUMN_LINES && isProse(right));
  const leftmost = least(pieces, 'left');
  for (const right of candidates.sort((a, b) => b.length - a.length).slice(0, CANDIDATES)) {
    const gutter = least(right, 'left') - GUTTER / 2;
    if (gutter < leftmost + 60) continue;
    const [top, bottom] = [(right[0]?.y ?? 0) + 2, (right.at(-1)?.y ?? 0) - 2];
    const left = pieces.filter((piece) => piece.right <= gutter && piece.y <= top && piece.y >= bottom);
    const across = pieces.filter(
      (piece) => piece.left < gutter && piece.right > gutter && piece.y <= top && piece.y >= bottom,
    );
    if (left.length >= COLUMN_LINES && isProse(left) && across.length < left.length / 2) return gutter;
  }
  return undefined;
}

const least = <K extends string>(pieces: readonly { readonly [key in K]: number }[], side: K): number =>
  pieces.reduce((least, piece) => Math.min(least, piece[side]), Number.POSITIVE_INFINITY);

const isProse = (pieces: readonly Piece[]): boolean =>
  pieces.reduce((sum, piece) => sum + piece.text.length, 0) / pieces.length >= PROSE;

/** The pieces of one column on one baseline are a line. */
function rowsOf(column: readonly Piece[], page: number): Line[] {
  const rows: Piece[][] = [];
  for (const piece of column) {
    const row = rows.at(-1);
    if (row?.[0] && Math.abs(row[0].y - piece.y) <= piece.size * 0.35) row.push(piece);
    else rows.push([piece]);
  }
  return rows.flatMap((row) => {
    const cells = row.map((piece) => fold(piece.text)).filter((text) => text !== '');
    const main = row.reduce((most, piece) => (piece.text.length > most.text.length ? piece : most));
    if (cells.length === 0) return [];
    const [left, right] = [
      least(row, 'left'),
      -least(
        row.map((piece) => ({ right: -piece.right })),
        'right',
      ),
    ];
    return [{ text: cells.join(' '), cells, page, left, right, y: main.y, size: Math.round(main.size * 2) / 2 }];
  });
}
