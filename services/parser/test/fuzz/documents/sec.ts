import { utf8, type Writer } from '../document.ts';
import { closing, company, dateline, headline, paragraph, word } from '../prose.ts';
import type { Random } from '../random.ts';
import { escapeMarkup } from './markup.ts';

/** Exhibit 99.1 as filed with the SEC: by itself, in its envelope, or in a whole submission. */
export const writeSecExhibit: Writer = (random) => {
  const exhibit = random.oneIn(4) ? plain(random) : page(random);
  const enveloped = `<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex99.htm\n<DESCRIPTION>${headline(random)}\n<TEXT>\n${exhibit}\n</TEXT>\n</DOCUMENT>\n`;
  const header = `<SEC-DOCUMENT>0000000000-24-000001.txt : 20240718\n<SEC-HEADER>\nACCESSION NUMBER: 0000000000-24-000001\nCONFORMED SUBMISSION TYPE: 8-K\nFILED AS OF DATE: 20240718\nFILER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME: ${company(random)}\n</SEC-HEADER>\n`;
  const first = `<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\n<html><body><p>${escapeMarkup(paragraph(random))}</p></body></html>\n</TEXT>\n</DOCUMENT>\n`;
  const text = random.pick([exhibit, enveloped, `${header}${first}${enveloped}</SEC-DOCUMENT>\n`]);
  return { mediaType: random.pick(['text/html', 'text/plain']), bytes: utf8(text) };
};

const plain = (random: Random): string =>
  `Exhibit 99.1\n\n${[headline(random), dateline(random) + paragraph(random), ...random.several(1, 5, () => paragraph(random)), ...closing(random)].join('\n\n')}\n`;

function page(random: Random): string {
  const parts = [
    '<p align="right"><b>Exhibit 99.1</b></p>',
    `<p align="center"><b>${escapeMarkup(headline(random))}</b></p>`,
    `<p>${escapeMarkup(dateline(random) + paragraph(random))}</p>`,
    ...random.several(1, 6, () => block(random)),
    ...closing(random).map((part) => `<p>${escapeMarkup(part)}</p>`),
  ];
  return `<html><head><title>ex99-1.htm</title></head><body>${parts.join('\n')}</body></html>`;
}

function block(random: Random): string {
  switch (random.below(4)) {
    case 0:
      return `<table><tr><td>&nbsp;</td><td>2024</td></tr><tr><td>${escapeMarkup(word(random))}</td><td>$</td><td>(${random.below(99)}.5</td><td>)</td></tr></table>`;
    case 1:
      return '<p style="text-align:center">- 2 -</p><hr style="page-break-after:always"><p><a href="#toc">Table of Contents</a></p>';
    case 2:
      return `<table><tr><td>&#149;</td><td>${escapeMarkup(paragraph(random))}</td></tr></table>`;
    default:
      return `<p style="text-indent:36pt">${escapeMarkup(paragraph(random))}</p>`;
  }
}
