import { generateReleases } from '@presswatch/testkit';

/** What an input has to come to: a dead letter with this reason, or a release with this title. */
export type Fate = { readonly reason: string } | { readonly title: string };

export interface BadInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fate: Fate;
}

const text = (content: string): Uint8Array => Buffer.from(content);
const page = (head: string, body: string): string =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

const BODY = 'The harbour board has said today that the north quay stays closed until the dredging is done.';

function utf16(content: string, cut: number): Uint8Array {
  const bytes = Buffer.from(`\ufeff${content}`, 'utf16le');
  return bytes.subarray(0, bytes.length - cut);
}

/** Every kind of bad input that a drop folder may get. */
export function badInputs(): BadInput[] {
  const dead = (name: string, bytes: Uint8Array, reason: string): BadInput => ({ name, bytes, fate: { reason } });
  const read = (name: string, bytes: Uint8Array, title: string): BadInput => ({ name, bytes, fate: { title } });
  const noise = Uint8Array.from({ length: 4096 }, (_, n) => (n * 167 + (n >> 3)) % 256);
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const deep = `${'<div>'.repeat(100_000)}<p>${BODY}</p>${'</div>'.repeat(100_000)}`;
  const stamped = (title: string, published: string, sent: string) =>
    text(
      `Board of Harbours\n\n${published} | Press release | Distributed by Relaywire on ${sent}\n\n${title}\n\n${BODY}\n`,
    );
  return [
    dead('empty.txt', text(''), 'empty'),
    dead('blank.txt', text(' \n\t\r\n '), 'empty'),
    dead('no-words.html', text(page('<title></title>', '<img src="quay.png">')), 'no-text'),
    dead('noise.bin', noise, 'binary'),
    dead('noise.txt', noise, 'binary'),
    dead('picture.html', png, 'binary'),
    dead('huge.txt', Buffer.alloc(50 * 1024 * 1024, `${BODY}\n`), 'too-large'),
    read('utf16-cut.txt', utf16(`Notice in wide letters\n\n${BODY}\n`, 1), 'Notice in wide letters'),
    read(
      'wrong-label.html',
      Buffer.from(page('<meta charset="utf-8"><title>Überfällige Größen</title>', `<p>${BODY}</p>`), 'latin1'),
      'Überfällige Größen',
    ),
    read(
      'no-such-label.html',
      text(page('<meta charset="x-klingon"><title>Façade of the quay</title>', `<p>${BODY}</p>`)),
      'Façade of the quay',
    ),
    read('february.txt', stamped('A day that never was', '02/31/2024', '02/30/2024 25:61'), 'A day that never was'),
    read('year.txt', stamped('A year far away', '06/28/20240', '06/28/20240 09:27'), 'A year far away'),
    read('deep.html', text(page('<title>Deep below the quay</title>', deep)), 'Deep below the quay'),
    read(
      'unclosed.html',
      text(page('<title>Never closed</title>', `<p>${BODY}${'<b><i>'.repeat(50_000)}`)),
      'Never closed',
    ),
    read('brackets.md', text(`# Brackets without end\n\n${BODY}\n\n${'['.repeat(500_000)}\n`), 'Brackets without end'),
  ];
}

/** Releases that have nothing wrong with them, to be put between the others. */
export const goodNeighbours = (count: number) => [
  ...generateReleases({ seed: 20_240_628, count, forms: ['markdown', 'text', 'html'], size: 900 }),
];
