import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const told = (bytes: Uint8Array, label?: string) => {
  const got = decode(bytes, label);
  return 'refused' in got ? got.refused.code : `${got.charset}: ${got.text}`;
};

describe('decode', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ['plain ASCII', utf8('Hello\r\nworld\rend'), undefined, 'utf-8: Hello\nworld\nend'],
    ['a UTF-8 mark', utf8('\uFEFFÜber'), 'latin1', 'utf-8: Über'],
    ['UTF-8 labelled latin1', utf8('Müller – naïve'), 'iso-8859-1', 'utf-8: Müller – naïve'],
    ['windows-1252 labelled latin1', latin('\x93Caf\xe9\x94 \x80 5'), 'iso-8859-1', 'windows-1252: “Café” € 5'],
    [
      'windows-1252 labelled UTF-8',
      latin('Caf\xe9 cr\xe8me, d\xe9j\xe0 vu'),
      'utf-8',
      'windows-1252: Café crème, déjà vu',
    ],
    ['UTF-16LE with a mark', le('\uFEFFHello'), undefined, 'utf-16le: Hello'],
    ['UTF-16BE with a mark', be('\uFEFFHello'), undefined, 'utf-16be: Hello'],
    ['UTF-16LE without a mark', le('Hello there'), undefined, 'utf-16le: Hello there'],
    ['UTF-16BE without a mark', be('Hello there'), 'utf-8', 'utf-16be: Hello there'],
    ['truncated UTF-16', le('\uFEFFHello there').subarray(0, 23), undefined, 'utf-16le: Hello ther'],
    ['UTF-8 cut within a character', utf8('Hello Müü').subarray(0, 10), undefined, 'utf-8: Hello Mü'],
    ['an unknown label', utf8('Hé'), 'no-such-charset', 'utf-8: Hé'],
    ['a stray NUL', utf8(`${'Some words. '.repeat(20)}\0`), undefined, `utf-8: ${'Some words. '.repeat(20)}`],
    ['nothing', utf8(''), undefined, 'empty'],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), undefined, 'binary'],
    ['a PDF', utf8('%PDF-1.7 …'), undefined, 'binary'],
    ['controls', Uint8Array.from({ length: 400 }, (_, i) => i % 7), undefined, 'binary'],
    ['garbage behind a UTF-16 mark', Uint8Array.from([0xff, 0xfe, ...Array(200).fill(0xd8)]), undefined, 'undecodable'],
  ])('reads %s', (_, bytes, label, expected) => {
    expect(told(bytes, label)).toBe(expected);
  });

  it('follows the document’s own declaration where the transport says nothing', () => {
    const russian = Uint8Array.from([...latin('<meta charset="windows-1251"><p>'), 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    expect(told(russian)).toContain('Привет');
    const xml = Uint8Array.from([...latin('<?xml version="1.0" encoding="iso-8859-2"?><p>'), 0xb3, 0xf3, 0x64]);
    expect(told(xml)).toContain('łód');
  });

  it('recognises an undeclared encoding by its content', () => {
    const words = 'Правительство объявило о новых мерах поддержки экономики. Министр рассказал об этом журналистам. ';
    const bytes = Uint8Array.from(words.repeat(3), (char) => {
      const code = char.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    });
    expect(told(bytes)).toBe(`windows-1251: ${words.repeat(3)}`);
  });
});
