import { foldWord } from '../fold-word.ts';
import type { NameType } from '../list-schema.ts';
import { tokenize } from '../tokenize.ts';

/** A thing of the open reference lists, as `generated/reference-names.tsv` holds it, one a line. */
export interface ReferenceRow {
  readonly type: NameType;
  /** The list it comes from: `brands`, `geonames`, `areas`. */
  readonly list: string;
  /** The name to show. */
  readonly name: string;
  readonly iso2?: string;
  readonly wikidata?: string;
  /** Names that mean it wherever they stand. */
  readonly sure: readonly string[];
  /** Names that are also words, people, places or other things: they need company. */
  readonly doubtful: readonly string[];
  /** 0 for the best known of its name, then 1, 2, … */
  readonly rank: number;
}

/** Stands for the name to show among the names. */
const SAME = '=';
const DOUBTFUL = '~';

/** The word that a name is looked up by first; undefined for a name without a word. */
export const firstKey = (name: string): string | undefined => tokenize(name)[0]?.key;

const keysOf = (names: readonly string[], mark: string): string[] =>
  [...new Set(names.map(firstKey))].filter((key) => key !== undefined).map((key) => mark + key);

/**
 * One line, without its end: keys (first words of names, folded; those of doubtful names with a ~), type, list, country,
 * rank, Wikidata item, name to show, names, doubtful names. Several values of a cell are parted by `|`.
 */
export function writeRow(row: ReferenceRow): string {
  const names = (all: readonly string[]) => all.map((name) => (name === row.name ? SAME : name)).join('|');
  const cells = [
    [...keysOf(row.sure, ''), ...keysOf(row.doubtful, DOUBTFUL)].join('|'),
    row.type,
    row.list,
    row.iso2 ?? '',
    row.rank === 0 ? '' : String(row.rank),
    row.wikidata ?? '',
    row.name,
    names(row.sure),
    names(row.doubtful),
  ];
  return cells.join('\t').replace(/\t+$/, '');
}

/** Reads a line that writeRow wrote. */
export function readRow(line: string): ReferenceRow {
  const cells = line.split('\t');
  const [, type, list = '', iso2 = '', rank = '', wikidata = '', name = '', sure = '', doubtful = ''] = cells;
  const names = (cell: string) => (cell === '' ? [] : cell.split('|').map((one) => (one === SAME ? name : one)));
  return {
    type: type as NameType,
    list,
    name,
    ...(iso2 === '' ? {} : { iso2 }),
    ...(wikidata === '' ? {} : { wikidata }),
    sure: names(sure),
    doubtful: names(doubtful),
    rank: Number(rank),
  };
}

/** Whether a name can stand in a line and be found again. */
export const fitsRow = (name: string): boolean =>
  name !== SAME && !/[\t\n\r|]/.test(name) && foldWord(name).length > 0 && firstKey(name) !== undefined;

export { DOUBTFUL };
