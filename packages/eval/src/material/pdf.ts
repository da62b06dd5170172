import { linesAt, makePdf, type Put } from '@presswatch/testkit';
import { wordedDate } from './facts.ts';
import type { Writer } from './written.ts';

const LINES_A_PAGE = 48;
const LETTERS_A_LINE = 78;
const PITCH = 14;

/** Pages as word processors print them: a large headline, paragraphs apart, a running head and numbers. */
export const pdfDocument: Writer = ({ title, issuer, place, date, paragraphs }) => {
  const [first = '', ...rest] = paragraphs;
  const body = [`${place}, ${wordedDate(date, 'en')} – ${first}`, ...rest];
  const lines = body.flatMap((text) => [...wrapped(text, LETTERS_A_LINE), '']);
  const pages: Put[][] = [];
  for (let at = 0; at < lines.length; at += LINES_A_PAGE) pages.push(page(lines.slice(at, at + LINES_A_PAGE)));
  const headline = linesAt(60, 790, wrapped(title, 44), 18, 22);
  const printed = pages.map((page, i) => [
    ...(i === 0 ? headline : [{ text: `${issuer} press release`, x: 60, y: 810, size: 9 }]),
    ...page,
    { text: `Page ${i + 1} of ${pages.length}`, x: 270, y: 24, size: 9 },
  ]);
  const info = { Title: title, Author: issuer, CreationDate: 'D:20260105100000Z' };
  return { text: makePdf(printed, { info, deflated: true }), contentType: 'application/pdf', body };
};

/** Empty lines part paragraphs. */
const page = (lines: readonly string[]): Put[] => linesAt(60, 730, lines, 11, PITCH).filter(({ text }) => text !== '');

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= most) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
