import type { z } from 'zod';
import { GazetteerError } from './gazetteer-error.ts';
import { type CountriesList, countryEntrySchema, type NamesList, nameEntrySchema } from './list-schema.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cuts CSV (RFC 4180, comma, double quotes) into rows with their line numbers. */
function rows(file: string, source: string): Row[] {
  const found: Row[] = [];
  for (const [index, line] of source.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    found.push({ line: index + 1, cells: cellsOf(file, index + 1, line) });
  }
  return found;
}

function cellsOf(file: string, lineNumber: number, line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let cell = '';
      let close = line.indexOf('"', at + 1);
      let from = at + 1;
      while (close !== -1 && line[close + 1] === '"') {
        cell += `${line.slice(from, close)}"`;
        from = close + 2;
        close = line.indexOf('"', from);
      }
      if (close === -1) throw new GazetteerError(file, lineNumber, 'a quoted cell does not end on its line: add a "');
      cells.push(cell + line.slice(from, close));
      at = close + 2;
    } else {
      const comma = line.indexOf(',', at);
      const end = comma === -1 ? line.length : comma;
      cells.push(line.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}

const SPLIT = new Set(['aliases', 'titles', 'demonyms']);

function entryOf(header: readonly string[], row: Row): Record<string, unknown> {
  const entry: Record<string, unknown> = {};
  for (const [i, column] of header.entries()) {
    const cell = row.cells[i]?.trim() ?? '';
    if (cell === '') continue;
    entry[column] = SPLIT.has(column) ? cell.split('|').map((part) => part.trim()) : cell;
  }
  return entry;
}

/**
 * Reads a list from CSV: a header of column names, in any order, then one name a line; several aliases in a cell are
 * parted by `|`. Lines that begin with # are comments. A column `demonyms` makes it a list of countries
 * (`iso2,name,aliases,demonyms`); else it is one of names (`type,name,aliases,case,iso2,wikidata,source,surname,titles,silent,context`).
 * @throws GazetteerError naming file and line
 */
export function readCsvList(file: string, source: string): NamesList | CountriesList {
  const [head, ...rest] = rows(file, source);
  if (head === undefined) throw new GazetteerError(file, 1, 'the file is empty: give a header and one name a line');
  const header = head.cells.map((cell) => cell.trim());
  return header.includes('demonyms')
    ? { list: 'countries', countries: entriesOf(file, header, rest, countryEntrySchema) }
    : { list: 'names', entries: entriesOf(file, header, rest, nameEntrySchema) };
}

function entriesOf<S extends z.ZodType>(file: string, header: readonly string[], body: readonly Row[], schema: S) {
  const entries: z.infer<S>[] = [];
  for (const row of body) {
    if (row.cells.length > header.length) {
      throw new GazetteerError(
        file,
        row.line,
        `${row.cells.length} cells under ${header.length} columns: quote commas`,
      );
    }
    const parsed = schema.safeParse(entryOf(header, row));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new GazetteerError(file, row.line, `${issue?.path.join('.') || 'row'}: ${issue?.message}`);
    }
    entries.push(parsed.data);
  }
  return entries;
}
