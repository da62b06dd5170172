import { describe, expect, it } from 'vitest';
import { decodePage } from './page-reply.ts';

const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from('<p>ä', 'utf16le')]);

describe('decodePage', () => {
  it.each([
    ['a byte order mark, whatever the label', { bytes: utf16, charset: 'utf-8' }],
    ['the transport’s label', { bytes: Buffer.from('<p>ä', 'latin1'), charset: 'iso-8859-1' }],
    ['UTF-8', { bytes: Buffer.from('<p>ä') }],
    ['windows-1252 where nothing is said and it is no UTF-8', { bytes: Buffer.from('<p>ä', 'latin1') }],
    ['UTF-8 where the label means nothing', { bytes: Buffer.from('<p>ä'), charset: 'x-none' }],
  ])('goes by %s', (_name, raw) => {
    expect(decodePage(raw)).toBe('<p>ä');
  });

  it('goes by what the page states', () => {
    const page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>';
    const bytes = Buffer.concat([Buffer.from(page), Uint8Array.from([0xb1])]);
    expect(decodePage({ bytes })).toBe(`${page}ą`);
  });
});
