import { fold } from '../../text/fold.ts';
import type { DomElement } from '../html/dom.ts';

/** A longer cell is prose: its table only lays out the page. */
const WORDY = 240;
const ROWS_MOST = 5000;

const BLOCKS = 'table, p + p, div + div, h1, h2, h3';

/** Whether a table holds data: rows of several short cells. In EDGAR's HTML tables also indent paragraphs and lists. */
export function isDataTable(table: DomElement): boolean {
  if (table.querySelector('table')) return false;
  const cells = [...table.querySelectorAll('td, th')];
  if (cells.some((cell) => (cell.textContent ?? '').trim().length > WORDY || cell.querySelector(BLOCKS))) return false;
  const rows = tableRows(table);
  const wide = rows.filter((row) => row.length > 1).length;
  return rows.length >= 2 && wide >= rows.length / 2;
}

/**
 * The rows of a data table. Empty cells only make room and go; marks of money, brackets and per cents that stand in
 * cells of their own join the number beside them.
 */
export function tableRows(table: DomElement): string[][] {
  const rows: string[][] = [];
  for (const row of table.querySelectorAll('tr')) {
    if (rows.length >= ROWS_MOST) break;
    const cells = joined([...row.querySelectorAll('td, th')].map((cell) => fold(cell.textContent ?? '')));
    if (cells.length > 0) rows.push(cells);
  }
  return rows;
}

const BEFORE = /^\(?[$€£¥]?\s?\(?$/;
const AFTER = /^(?:\)?\s?%?|\)?\s?x|pp|bps)$/i;

function joined(cells: readonly string[]): string[] {
  const out: string[] = [];
  let before = '';
  for (const cell of cells.filter((text) => text !== '')) {
    const last = out.length - 1;
    if (AFTER.test(cell) && last >= 0 && /\d$|\)$/.test(out[last] ?? '')) out[last] += cell;
    else if (BEFORE.test(cell)) before += cell;
    else {
      out.push(before + cell);
      before = '';
    }
  }
  if (before !== '') out.push(before);
  return out;
}
