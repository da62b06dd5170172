import { deflateSync } from 'node:zlib';

/** A piece of text at a place: points from the left and from the bottom of a page of 595 by 842. */
export interface Put {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** `F1` is Helvetica in WinAnsi, `F2` a font whose codes only its ToUnicode map explains. */
  readonly font?: 'F1' | 'F2';
}

export interface PdfOptions {
  readonly info?: Readonly<Record<string, string>>;
  /** Pages' contents go deflated. */
  readonly deflated?: boolean;
  /** Web addresses that the first page links to. */
  readonly links?: readonly string[];
  /** Objects that stand before the pages, as written: for odd documents. */
  readonly trailer?: string;
}

/** A small PDF, written by hand: one content stream a page. */
export function makePdf(pages: readonly (readonly Put[])[], options: PdfOptions = {}): Buffer {
  const objects: (string | Buffer)[] = [];
  const add = (body: string | Buffer): number => objects.push(body);
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add(''); // the page tree, once its pages are known
  const plain = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const map = add(pdfStream(Buffer.from(TO_UNICODE)));
  const coded = add(
    `<< /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 65 /LastChar 90 /Widths [${'600 '.repeat(26)}] /ToUnicode ${map} 0 R >>`,
  );
  const fonts = `<< /F1 ${plain} 0 R /F2 ${coded} 0 R >>`;
  const kids = pages.map((page, i) => {
    const content = add(pdfStream(Buffer.from(page.map(shown).join('\n'), 'latin1'), options.deflated));
    const notes =
      i > 0
        ? []
        : (options.links ?? []).map((url) =>
            add(`<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (${url}) >> >>`),
          );
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font ${fonts} >> /Annots [${notes.map((n) => `${n} 0 R`).join(' ')}] >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const info = add(
    `<< ${Object.entries(options.info ?? {})
      .map(([key, value]) => `/${key} (${escaped(value)})`)
      .join(' ')} >>`,
  );
  return assemble(objects, `/Root ${catalog} 0 R /Info ${info} 0 R ${options.trailer ?? ''}`);
}

/** A stream object around some bytes. */
export function pdfStream(bytes: Buffer, deflated = false, dictionary = ''): Buffer {
  const body = deflated ? deflateSync(bytes) : bytes;
  const filter = deflated ? '/Filter /FlateDecode ' : '';
  return Buffer.concat([
    Buffer.from(`<< ${filter}${dictionary}/Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
}

function assemble(objects: readonly (string | Buffer)[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [i, body] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}

const shown = ({ text, x, y, size = 11, font = 'F1' }: Put): string =>
  `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`;

/** WinAnsi has its own places for some characters. */
const WIN_ANSI: Readonly<Record<string, string>> = {
  '–': '\x96',
  '—': '\x97',
  '’': '\x92',
  '“': '\x93',
  '”': '\x94',
  '•': '\x95',
  '€': '\x80',
};

const escaped = (text: string): string =>
  text.replace(/[()\\]/g, '\\$&').replace(/[–—’“”•€]/g, (mark) => WIN_ANSI[mark] ?? mark);

/** Each letter A to Z stands for the next one, so that text read by its codes is wrong. */
const TO_UNICODE = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Next def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <41> <59> <0042> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end`;

/** Lines of text below one another. */
export const linesAt = (x: number, top: number, lines: readonly string[], size = 11, pitch = 14): Put[] =>
  lines.map((text, i) => ({ text, x, y: top - i * pitch, size }));
