import { deflateSync } from 'node:zlib';
import { parsedReleaseSchema } from '@presswatch/events';
import { linesAt, makePdf, type Put, pdfStream } from '@presswatch/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW, parsedLater, rawOf, refusalLater } from '../../../test/raw-of.ts';
import { parseRelease } from '../../parse-release.ts';

const PDF = { mediaType: 'application/pdf' };
const read = (pages: readonly (readonly Put[])[], options = {}) => parsedLater(makePdf(pages, options), PDF);
const shown = (release: Awaited<ReturnType<typeof read>>) =>
  release.body.map(({ kind, level, text }) => `${kind}${level ?? ''}: ${text}`);

const LEAD = [
  'DAYTON, Ohio – July 18, 2024 – Acme Lamps Inc. has opened a second mill for lamps on the',
  'river, which is to make nine thousand lamps a year and to give work to forty peo-',
  'ple of the town.',
];
const letterhead: Put[] = [
  { text: 'Acme Lamps Inc.', x: 72, y: 800, size: 9 },
  { text: 'PRESS RELEASE', x: 72, y: 770, size: 20 },
  { text: 'Acme opens a second mill', x: 72, y: 730, size: 18 },
  { text: 'on the river', x: 72, y: 708, size: 18 },
];

describe('pdf', () => {
  it('reads title, dateline, paragraphs, divided words, bullets and headings', async () => {
    const release = await read([
      [
        ...letterhead,
        ...linesAt(72, 670, LEAD),
        ...linesAt(72, 610, [
          '“Our lamps stay on,” said Dora Klein, chief executive of the company, at the',
          'opening of the mill, which had stood empty for many years.',
        ]),
        ...linesAt(90, 570, [
          '• nine thousand lamps',
          '• forty people, all of whom live in the town or in the villages',
          '  around it',
        ]),
        { text: 'Outlook', x: 72, y: 520, size: 14 },
        ...linesAt(72, 500, ['The company expects to sell all of the lamps.']),
      ],
    ]);
    expect(release.title).toBe('Acme opens a second mill on the river');
    expect(release.format).toBe('pdf');
    expect(release.published).toMatchObject({ value: '2024-07-18', precision: 'day' });
    expect(shown(release)).toEqual([
      'paragraph: Acme Lamps Inc.',
      'paragraph: DAYTON, Ohio – July 18, 2024 – Acme Lamps Inc. has opened a second mill for lamps on the river, which is to make nine thousand lamps a year and to give work to forty people of the town.',
      'paragraph: “Our lamps stay on,” said Dora Klein, chief executive of the company, at the opening of the mill, which had stood empty for many years.',
      'list-item: nine thousand lamps',
      'list-item: forty people, all of whom live in the town or in the villages around it',
      'heading3: Outlook',
      'paragraph: The company expects to sell all of the lamps.',
    ]);
  });

  it('reads columns one after another, below a headline that spans them', async () => {
    const left = [
      'The first column tells of the mill',
      'and of the river, and it goes on for',
      'some lines before it comes to its',
      'end, which is here and nowhere',
      'else in the whole column.',
    ];
    const right = [
      'The second column tells of lamps',
      'that are made in the mill, and it is',
      'as long as the first one, so that',
      'nobody can take it for a table of',
      'any kind.',
    ];
    const release = await read([
      [
        { text: 'Mill and lamps: what the town has of both', x: 72, y: 760, size: 20 },
        ...linesAt(72, 700, left),
        ...linesAt(320, 700, right),
      ],
    ]);
    expect(shown(release)).toEqual([`paragraph: ${left.join(' ')}`, `paragraph: ${right.join(' ')}`]);
  });

  it('reads rows of short cells as a table', async () => {
    const rows = [
      ['', '2024', '2023'],
      ['Revenue', '41.5', '37.1'],
      ['Net loss', '(1.2)', '(3.4)'],
    ];
    const cells = rows.flatMap((row, i) => row.map((text, j) => ({ text, x: 72 + j * 150, y: 600 - i * 14 })));
    const release = await read([
      [...letterhead, ...linesAt(72, 670, LEAD), ...cells.filter((cell) => cell.text !== '')],
    ]);
    expect(shown(release).at(-1)).toBe('table: 2024\t2023\nRevenue\t41.5\t37.1\nNet loss\t(1.2)\t(3.4)');
  });

  it('drops what runs over the pages, and joins the paragraph that a page’s end parts', async () => {
    const page = (n: number, lines: readonly string[]): Put[] => [
      { text: `Acme Lamps – page ${n}`, x: 72, y: 815, size: 8 },
      { text: 'acmelamps.example', x: 72, y: 40, size: 8 },
      { text: String(n), x: 300, y: 25, size: 8 },
      ...linesAt(72, 700, lines),
    ];
    const release = await read([
      [
        ...page(1, [
          'The mill grinds day and night, as it has been doing ever since it was built by the',
          'river, and',
        ]),
        { text: 'A mill that never stops', x: 72, y: 740, size: 20 },
      ],
      page(2, ['nobody has ever heard it stop.', 'That may change.']),
      page(3, ['The end.']),
    ]);
    expect(release.title).toBe('A mill that never stops');
    expect(release.body[0]?.text).toBe(
      'The mill grinds day and night, as it has been doing ever since it was built by the river, and nobody has ever heard it stop.',
    );
    expect(release.body.slice(1).map((block) => block.text)).toEqual(['That may change.', 'The end.']);
  });

  it('reads letters by the font’s own map, deflated or not', async () => {
    const pages: Put[][] = [[...letterhead, { text: 'ABC LAMPS', x: 72, y: 600, font: 'F2' }]];
    for (const deflated of [false, true]) {
      expect((await read(pages, { deflated })).body.at(-1)?.text).toBe('BCD MBNQT');
    }
  });

  it('takes links, and the file’s title where all text is of one size; never its dates', async () => {
    const info = { Title: 'A mill opens again', CreationDate: 'D:20240101120000Z', ModDate: 'D:20240102120000Z' };
    const lines = [
      'The mill by the river grinds again after nine years, the company said in a letter to',
      'its friends, of which there are many.',
    ];
    const release = await read([linesAt(72, 700, lines)], { info, links: ['https://acmelamps.example/mill'] });
    expect(release.title).toBe('A mill opens again');
    expect(release.published).toBeUndefined();
    expect(release.modified).toBeUndefined();
    expect(release.links).toEqual([{ url: 'https://acmelamps.example/mill' }]);
    const named = await read([linesAt(72, 700, ['A mill opens again', '', ...lines])], {
      info: { Title: 'Microsoft Word - mill.docx' },
    });
    expect(named.title).toBe('A mill opens again');
  });

  it('says what is wrong with a PDF that it cannot read', async () => {
    const whole = makePdf([letterhead]);
    expect(await refusalLater(makePdf([[]]), PDF)).toBe('no-text');
    expect(await refusalLater(whole.subarray(0, 40), PDF)).toBe('damaged');
    const id =
      '/Encrypt << /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >> /ID [<00> <00>]';
    expect(await refusalLater(makePdf([letterhead], { trailer: id }), PDF)).toBe('encrypted');
  });

  it('takes damaged PDFs', async () => {
    const pages = [[...letterhead, ...linesAt(72, 670, LEAD)], linesAt(72, 700, LEAD)];
    const whole = makePdf(pages, { links: ['https://acmelamps.example/'] });
    const edit = fc.tuple(fc.nat(whole.length), fc.nat(30), fc.uint8Array({ maxLength: 12 }));
    const property = fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      let bytes: Buffer = whole;
      for (const [at, drop, put] of edits)
        bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]);
      const outcome = await parseRelease(rawOf(bytes, PDF), { now: NOW });
      if (outcome.kind === 'emit') expect(parsedReleaseSchema.safeParse(outcome.events[0]).error).toBeUndefined();
      else expect(outcome.kind).toBe('reject');
    });
    await fc.assert(property, { seed: 24, numRuns: 150 });
  });

  it('invents no text: every word that it reads was put on a page', async () => {
    const word = fc.constantFrom('mill', 'Lamp', 'river', 'and', '12', 'town.', 'wheel-', 'Über');
    const put = fc.record({
      text: fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
      x: fc.nat(400),
      y: fc.nat(800),
      size: fc.constantFrom(8, 11, 20),
    });
    const property = fc.asyncProperty(
      fc.array(fc.array(put, { maxLength: 12 }), { minLength: 1, maxLength: 3 }),
      async (pages) => {
        const outcome = await parseRelease(rawOf(makePdf(pages), PDF), { now: NOW });
        const release = outcome.kind === 'emit' ? outcome.events[0] : undefined;
        if (release?.state !== 'present') return;
        const said = pages
          .flat()
          .flatMap((one) => one.text.split(' '))
          .join(' ')
          .replaceAll('-', '');
        for (const { text } of [{ text: release.title }, ...release.body]) {
          for (const part of text.match(/mill|lamp|river|and|12|town|wheel|über|[\p{L}\p{N}]+/giu) ?? [])
            expect(said).toContain(part);
        }
      },
    );
    await fc.assert(property, { seed: 25, numRuns: 60 });
  });

  const bomb = (filter: string, bytes: Buffer) => makeHostile(`/Filter ${filter}`, bytes);
  it.each([
    ['a stream that unfolds to 400 MB', bomb('/FlateDecode', deflateSync(Buffer.alloc(400_000_000, ' '))), 'too-large'],
    [
      'many small streams that do',
      Buffer.concat([makePdf([]), ...Array(700).fill(pdfStream(Buffer.alloc(400_000, ' '), true))]),
      'too-large',
    ],
    ['runs of a compressor that is not counted', bomb('/LZWDecode', Buffer.alloc(600_000, 1)), 'too-large'],
    [
      'a page tree that holds itself',
      Buffer.from(makePdf([[]]).toString('latin1').replace('/Kids [6 0 R]', '/Kids [2 0 R]'), 'latin1'),
      'no-text',
    ],
    [
      'a form that draws itself',
      makeHostile(
        '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 3 0 R >> >>',
        Buffer.from('/X Do'),
      ),
      'no-text',
    ],
    [
      '200,000 brackets',
      Buffer.from(`%PDF-1.4\n1 0 obj\n${'['.repeat(200_000)}\nendobj\ntrailer << /Root 1 0 R >>`),
      'damaged',
    ],
    ['200,000 objects of nothing', Buffer.from(`%PDF-1.4\n${'1 0 obj\nendobj\n'.repeat(200_000)}`), 'damaged'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await refusalLater(bytes, PDF)).toBe(code);
  });

  it('reads 60,000 words on one page, and the first 200 of 300 pages', async () => {
    const words = Array.from({ length: 60_000 }, (_, i) => ({
      text: `w${i}`,
      x: 20 + (i % 20) * 27,
      y: 600 - Math.floor(i / 20) * 0.2,
      size: 9,
    }));
    expect((await read([[...letterhead, ...words]])).title).toBe('Acme opens a second mill on the river');
    const pages = Array.from({ length: 300 }, (_, i) =>
      linesAt(72, 700, [`Page ${'I'.repeat(i % 7)} tells of lamp ${i} and of nothing else at all.`]),
    );
    const text = (await read(pages)).body.map((block) => block.text).join(' ');
    expect(text).toContain('lamp 199');
    expect(text).not.toContain('lamp 200');
  });
});

/** A page whose content is one given stream, which may draw itself as `X`. */
function makeHostile(dictionary: string, bytes: Buffer): Buffer {
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Count 1 /Kids [4 0 R] >>'),
    pdfStream(bytes, false, `${dictionary} `),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << /XObject << /X 3 0 R >> >> >>',
    ),
  ];
  const parts = objects.flatMap((body, i) => [Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, Buffer.from('trailer << /Root 1 0 R >>\n')]);
}
