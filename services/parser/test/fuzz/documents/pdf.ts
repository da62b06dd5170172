import { deflateSync } from 'node:zlib';
import type { Writer } from '../document.ts';
import { closing, company, dateline, day, headline, isoDay, paragraph } from '../prose.ts';
import type { Random } from '../random.ts';

/**
 * A PDF of the simplest kind (ISO 32000-1 §7): a catalogue, pages, two of the standard fonts, a stream of lines a page,
 * compressed or not, an index of objects and the document's information.
 */
export const writePdf: Writer = (random) => {
  const title = latin(headline(random));
  const texts = [
    dateline(random) + paragraph(random),
    ...random.several(0, 10, () => paragraph(random)),
    ...closing(random),
  ];
  const lines = [
    { size: 18, text: title },
    ...texts.flatMap((text) => [...linesOf(latin(text)), { size: 11, text: '' }]),
  ];
  const author = latin(company(random));
  const date = isoDay(day(random)).replaceAll('-', '');
  const pages: Line[][] = [];
  for (let at = 0; at < lines.length; at += 48) pages.push(lines.slice(at, at + 48));
  const info = `<< /Title ${literal(title)} /Author ${literal(author)} /CreationDate (D:${date}092700Z) >>`;
  const bytes = assemble(objectsOf(random, pages), info, random.pick(['1.4', '1.7']));
  return { mediaType: 'application/pdf', bytes, wrote: [title, author, date, ...texts.map(latin)].join('\n') };
};

interface Line {
  readonly size: number;
  readonly text: string;
}

/** The standard fonts have the letters of windows-1252 only; others are left out. */
const latin = (text: string): string =>
  text
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[^\u0020-\u007E\u00A0-\u00FF]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();

const linesOf = (text: string): Line[] =>
  text
    .replace(/(.{70}\S*) /g, '$1\n')
    .split('\n')
    .map((line) => ({ size: 11, text: line }));

const literal = (text: string): string => `(${text.replace(/[\\()]/g, '\\$&')})`;

const CATALOGUE = 1;
const TREE = 2;
const FIRST_PAGE = 5;

function objectsOf(random: Random, pages: readonly (readonly Line[])[]): Uint8Array[] {
  const kids = pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`).join(' ');
  const fonts = '<< /F1 3 0 R /F2 4 0 R >>';
  const objects: Uint8Array[] = [
    `<< /Type /Catalog /Pages ${TREE} 0 R /Lang (en) >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  ].map((object) => Buffer.from(object));
  for (const [i, lines] of pages.entries()) {
    const contents = FIRST_PAGE + 2 * i + 1;
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent ${TREE} 0 R /MediaBox [0 0 612 792] /Resources << /Font ${fonts} >> /Contents ${contents} 0 R >>`,
      ),
      streamOf(random, lines),
    );
  }
  return objects;
}

function streamOf(random: Random, lines: readonly Line[]): Uint8Array {
  const shown = lines.map((line, i) => {
    const font = line.size > 12 ? '/F2' : '/F1';
    return line.text === ''
      ? ''
      : `BT ${font} ${line.size} Tf 1 0 0 1 72 ${740 - 14 * i} Tm ${show(random, line.text)} ET`;
  });
  const content = Buffer.from(shown.join('\n'), 'latin1');
  const packed = random.oneIn(2);
  const data = packed ? deflateSync(content) : content;
  const dictionary = `<< /Length ${data.length}${packed ? ' /Filter /FlateDecode' : ''} >>`;
  return Buffer.concat([Buffer.from(`${dictionary}\nstream\n`), data, Buffer.from('\nendstream')]);
}

/** A line as one string, or in pieces with kerning between them. */
const show = (random: Random, text: string): string =>
  random.oneIn(3)
    ? `[${text
        .split(/(?<=\w{4})(?=\w)/)
        .map(literal)
        .join(' -12 ')}] TJ`
    : `${literal(text)} Tj`;

function assemble(objects: readonly Uint8Array[], info: string, version: string): Buffer {
  const parts: Uint8Array[] = [Buffer.from(`%PDF-${version}\n%\u00E2\u00E3\n`, 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [i, object] of [...objects, Buffer.from(info, 'latin1')].entries()) {
    const written = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(length);
    length += written.length;
    parts.push(written);
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<< /Size ${offsets.length + 1} /Root ${CATALOGUE} 0 R /Info ${offsets.length} 0 R >>`;
  const index = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(index)]);
}
