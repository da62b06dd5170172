import { table } from '../table.ts';

const VALUE_MOST = 60;
const NOTE_MOST = 80;

/** An explanation for people: a row a line that a stage gave, those of one field together, in the order of its lines. */
export function explainTable(lines: readonly unknown[]): string[] {
  if (lines.length === 0) return [];
  const rows = lines.map((line) => {
    const { field, value, from, note } = line as Readonly<Record<string, unknown>>;
    return [text(field), short(text(value), VALUE_MOST), text(from), short(text(note), NOTE_MOST)];
  });
  const order = new Map(rows.map(([field = '']) => [field, 0]));
  for (const [at, field] of [...order.keys()].entries()) order.set(field, at);
  const sorted = rows.toSorted(([a = ''], [b = '']) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return table(['field', 'value', 'from', 'note'], sorted);
}

const text = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const short = (value: string, most: number): string => (value.length <= most ? value : `${value.slice(0, most - 1)}…`);
