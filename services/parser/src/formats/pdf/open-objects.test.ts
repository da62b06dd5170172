import { linesAt, makePdf } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { leavesObjectsOpen } from './open-objects.ts';

const many = (text: string) => Buffer.from(`%PDF-1.4\n${text.repeat(6000)}`);

it('knows objects that are left open, and no others', () => {
  expect(leavesObjectsOpen(many('7 0 obj << /Type /Page /Paren BT (Mill) Tj ET endobj\n'))).toBe(true);
  expect(leavesObjectsOpen(many('7 0 obj [ 1 2 3 endobj     \n'))).toBe(true);
  expect(leavesObjectsOpen(many('7 0 obj << /Kids [ 8 0 R << endobj\n'))).toBe(true);
  expect(leavesObjectsOpen(many('7 0 obj << /Title (a << [ b) /ID [<48><49>] >> endobj\n'))).toBe(false);
  expect(leavesObjectsOpen(many('7 0 obj <</A<</B<48>>>>>\nstream\n<< [ ( endstream endobj\n'))).toBe(false);
  expect(leavesObjectsOpen(makePdf([linesAt(72, 700, ['<<', '['])], { deflated: true }))).toBe(false);
});

it('looks at long runs of digits once', () => {
  expect(leavesObjectsOpen(Buffer.alloc(8_000_000, '1'))).toBe(false);
  expect(leavesObjectsOpen(many('7 0 obj ('.padEnd(99, '\\')))).toBe(false);
});
