import type { FaultRow } from '../../services/standalone/test/faults/report.ts';

/** The rows as a table in Markdown, in the order of their letters. */
export function faultTable(rows: readonly FaultRow[]): string {
  const lines = rows
    .toSorted((a, b) => (a.row < b.row ? -1 : 1))
    .map(({ row, rounds, releases, seen, violations, seconds }) =>
      [row, rounds, releases, violations, Math.round(seconds), seen].map((cell) => String(cell).replaceAll('|', '\\|')),
    );
  const head = ['fault', 'rounds', 'releases', 'broken promises', 'seconds', 'seen'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
