import { linesAt, makePdf } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { parsedLater, refusalLater } from '../../../test/raw-of.ts';
import { hasLostIndex } from './lost-index.ts';

const type = { mediaType: 'application/pdf' };

it('is seen in a long file that was cut short, which is refused without looking for its objects', async () => {
  const pages = Array.from({ length: 120 }, (_, page) =>
    linesAt(
      72,
      800,
      Array.from({ length: 40 }, (_line, at) => `Line ${at} of page ${page}, which says little but goes on.`),
    ),
  );
  const whole = makePdf(pages);
  expect(hasLostIndex(whole)).toBe(false);
  const cut = whole.subarray(0, whole.length * 0.9);
  expect(cut.length).toBeGreaterThan(200_000);
  expect(hasLostIndex(cut)).toBe(true);
  expect(await refusalLater(cut, type)).toBe('damaged');
});

it('does not keep the library from what it can mend in a short file', async () => {
  const whole = Buffer.from(
    makePdf([linesAt(72, 720, ['Harbour opens', 'The harbour opens on Monday, says the board.'])]),
  );
  const cut = whole.subarray(0, whole.indexOf('startxref'));
  expect(hasLostIndex(cut)).toBe(false);
  const { body, title } = await parsedLater(cut, type);
  expect([title, ...body.map(({ text }) => text)].join(' ')).toContain('opens on Monday');
});
