import { linesAt, makePdf } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { leavesStringsOpen } from './open-strings.ts';

const many = (text: string) => Buffer.from(`%PDF-1.4\n${text.repeat(2000)}`);

it('knows strings that are left open, and no others', () => {
  expect(leavesStringsOpen(many('7 0 obj << /Title (Mill >> endobj\n'))).toBe(true);
  expect(leavesStringsOpen(many('7 0 obj << /Title (Mill \\) >> endobj\n'))).toBe(true);
  expect(leavesStringsOpen(many('7 0 obj << /Title (Mill (by) \\( the river) >> endobj\n'))).toBe(false);
  expect(leavesStringsOpen(many('7 0 obj << >> stream\n((( endstream endobj\n'))).toBe(false);
  expect(leavesStringsOpen(many('(Mill endstream endobj\n'))).toBe(true);
  expect(leavesStringsOpen(makePdf([linesAt(72, 700, ['(a', 'b)', '\\'])], { deflated: true }))).toBe(false);
});
