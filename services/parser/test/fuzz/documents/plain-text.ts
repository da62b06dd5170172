import { utf8, type Writer } from '../document.ts';
import { closing, company, dateline, day, headline, paragraph, sentence, wordedDay } from '../prose.ts';
import type { Random } from '../random.ts';

/** Text as wires send it: preamble, title, dateline, paragraphs wrapped or not, lists, the parts at the end. */
export const writePlainText: Writer = (random) => {
  const preamble = random.pick([
    '',
    'FOR IMMEDIATE RELEASE',
    `Issuer: ${company(random)}\nDate: ${wordedDay(day(random))}`,
  ]);
  const body = [`${dateline(random)}${paragraph(random)}`, ...random.several(0, 8, () => block(random))];
  const parts = [preamble, headline(random), ...body, ...closing(random)].filter((part) => part !== '');
  const text = parts.map((part) => (random.oneIn(2) ? wrap(part) : part)).join('\n\n');
  return { mediaType: random.pick(['text/plain', 'application/octet-stream']), bytes: encoded(random, text) };
};

const block = (random: Random): string =>
  random.oneIn(4)
    ? random.several(1, 5, () => `${random.pick(['-', '•', '*', '1.'])} ${sentence(random)}`).join('\n')
    : paragraph(random);

const wrap = (text: string): string => text.replace(/(.{60}\S*) /g, '$1\n');

const encoded = (random: Random, text: string): Uint8Array =>
  random.oneIn(8) ? Buffer.from(`\uFEFF${text}`, 'utf16le') : utf8(text);
