import { plain } from './output.ts';

/** A table with aligned columns; numbers are set to the right. The last column is never padded. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const all = [heads, ...rows.map((row) => row.map((cell) => plain(String(cell))))];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => displayWidth(String(row[column] ?? '')))));
  const isNumber = heads.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  return all.map((row) =>
    heads
      .map((_, column) => {
        const cell = String(row[column] ?? '');
        const gap = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
        return isNumber[column] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Names and values below each other, the values aligned. Those that are undefined are left out. */
export function facts(entries: readonly (readonly [string, string | number | undefined])[]): string[] {
  const shown = entries.filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${plain(String(value))}`);
}

/** Shortens a text to so many columns. */
export function fit(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let shown = '';
  let used = 0;
  for (const char of text) {
    used += displayWidth(char);
    if (used >= width) break;
    shown += char;
  }
  return `${shown}…`;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\u200b-\u200f]/u;

/** Columns that a text takes in a terminal: East Asian characters take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) if (!NO_WIDTH.test(char)) width += WIDE.test(char) ? 2 : 1;
  return width;
}
