import { expect, it } from 'vitest';
import { faultTable } from './fault-table.ts';

const row = { rounds: 1, releases: 20, violations: 0, seconds: 3.4, seen: 'a | b' };

it('orders rows by letter and keeps cells apart', () => {
  expect(
    faultTable([
      { ...row, row: 'b: second' },
      { ...row, row: 'a: first' },
    ]).split('\n'),
  ).toEqual([
    '| fault | rounds | releases | broken promises | seconds | seen |',
    '| --- | --- | --- | --- | --- | --- |',
    '| a: first | 1 | 20 | 0 | 3 | a \\| b |',
    '| b: second | 1 | 20 | 0 | 3 | a \\| b |',
  ]);
});
