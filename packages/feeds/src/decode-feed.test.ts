import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeFeed } from './decode-feed.ts';

const xml = (encoding: string, title: string) =>
  `<?xml version="1.0" encoding="${encoding}"?><rss><title>${title}</title></rss>`;
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeFeed', () => {
  it.each([
    ['the declaration', 'iso-8859-1', undefined, 'Café', 'windows-1252', 'declaration'],
    [
      'the header over the declaration',
      'iso-8859-5',
      'text/xml; charset="windows-1251"',
      'Порт и гавань',
      'windows-1251',
      'header',
    ],
    ['Japanese in escapes', 'iso-2022-jp', undefined, '港湾局', 'iso-2022-jp', 'declaration'],
    ['Chinese', 'gb2312', undefined, '港务局公告', 'gbk', 'declaration'],
    ['a code page that only old tools know', 'cp850', 'application/xml; charset=cp850', 'Fähre', 'cp850', 'header'],
  ] as const)('%s', (_, written, contentType, title, encoding, from) => {
    const label = contentType?.includes('1251') ? 'windows-1251' : written;
    const bytes = label === 'iso-2022-jp' ? JIS : iconv.encode(xml(written, title), label);
    const decoded = decodeFeed(bytes, contentType);
    expect(decoded).toMatchObject({ encoding, from, replaced: false });
    expect(decoded.text).toContain(title);
  });

  it('knows UTF-8 by its bytes, whatever the labels say', () => {
    const decoded = decodeFeed(utf8(xml('iso-8859-1', 'Ærø Færgefart')), 'text/xml; charset=us-ascii');
    expect(decoded).toMatchObject({ encoding: 'utf-8', from: 'content' });
    expect(decoded.text).toContain('Ærø');
  });

  it('obeys byte order marks and knows UTF-16 without one', () => {
    const text = xml('utf-16', 'Ærø');
    const little = new Uint8Array(Buffer.from(text, 'utf16le'));
    expect(decodeFeed(little, 'text/xml; charset=utf-8').text).toBe(text);
    const big = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16());
    expect(decodeFeed(big)).toMatchObject({ text, encoding: 'utf-16be', from: 'bom' });
    expect(decodeFeed(little.subarray(0, little.length - 1))).toMatchObject({ encoding: 'utf-16le', replaced: true });
  });

  it('reads mostly UTF-8 as UTF-8, and anything else as windows-1252', () => {
    const broken = new Uint8Array([...utf8(`${'æøå'.repeat(20)}`), 0xe6]);
    expect(decodeFeed(broken)).toMatchObject({ encoding: 'utf-8', replaced: true });
    expect(decodeFeed(new Uint8Array([0x93, 0x48, 0x69, 0x94]), 'text/xml; charset=nonsense').text).toBe('“Hi”');
    expect(decodeFeed(new Uint8Array())).toMatchObject({ text: '', encoding: 'utf-8' });
  });
});

/** iconv-lite does not write this encoding. */
const JIS = new Uint8Array([
  ...utf8('<?xml version="1.0" encoding="iso-2022-jp"?><rss><title>'),
  ...[0x1b, 0x24, 0x42, 0x39, 0x41, 0x4f, 0x51, 0x36, 0x49, 0x1b, 0x28, 0x42],
  ...utf8('</title></rss>'),
]);
