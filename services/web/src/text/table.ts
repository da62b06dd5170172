import type { Mark } from './segments.ts';

/** A cell of a table, with the marks that stand in it, counted from its own beginning. */
export interface Cell<T> {
  readonly text: string;
  readonly marks: readonly Mark<T>[];
}

/** Beyond these a text is quicker read as it is. */
const MOST = { columns: 40, rows: 2000 };

/**
 * The rows of a table whose text still says where its cells end: lines are rows, tabs part cells. Undefined where it does
 * not, or where so few lines have cells that it is no table.
 */
export function rowsOf<T>(text: string, marks: readonly Mark<T>[]): Cell<T>[][] | undefined {
  const lines = text.split('\n');
  const wide = lines.filter((line) => line.includes('\t')).length;
  if (wide * 2 < lines.length || wide === 0 || lines.length > MOST.rows) return undefined;
  const sorted = marks.toSorted((a, b) => a.start - b.start);
  let next = 0;
  let from = 0;
  const rows = lines.map((line) =>
    line.split('\t').map((cell) => {
      const end = from + cell.length;
      const own: Mark<T>[] = [];
      while ((sorted[next]?.start ?? end) < from) next++;
      for (let mark = sorted[next]; mark !== undefined && mark.start < end; mark = sorted[++next]) {
        if (mark.end <= end) own.push({ ...mark, start: mark.start - from, end: mark.end - from });
      }
      from = end + 1;
      return { text: cell, marks: own };
    }),
  );
  return rows.some((row) => row.length > MOST.columns) ? undefined : rows;
}

/** Whether a cell holds a figure, which is read from its end. */
export const isFigure = (text: string): boolean => text.length <= 24 && /\d/.test(text) && !/\p{L}{2}/u.test(text);
