import { expect, it } from 'vitest';
import { explainTable } from './explain-table.ts';

it('shows an explanation as a table, the lines of one field together', () => {
  const lines = [
    { field: 'title', value: 'Lamps', from: 'heading' },
    { field: 'issuer', value: 'Acme', from: 'first sentence' },
    { field: 'title', value: 'x'.repeat(200), from: 'feed', note: 'passed over' },
  ];
  const [head = '', ...rows] = explainTable(lines);
  expect(head.trim().split(/\s+/)).toEqual(['field', 'value', 'from', 'note']);
  expect(rows.map((row) => row.split(/\s{2,}/)[0])).toEqual(['title', 'title', 'issuer']);
  expect(rows[1]).toMatch(/x{59}….*passed over$/);
  expect(explainTable([])).toEqual([]);
});
