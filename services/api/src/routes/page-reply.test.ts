import { describe, expect, it } from 'vitest';
import { decodePage, shutIn } from './page-reply.ts';

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

  it('does not believe a page that says in ASCII that it is in UTF-16', () => {
    const page = '<meta charset="utf-16"><p>ä';
    expect(decodePage({ bytes: Buffer.from(page) })).toBe(page);
  });
});

describe('shutIn', () => {
  it.each([
    '<link rel=preconnect href="http://elsewhere.example/">',
    '<META\nhttp-equiv=refresh content="0;url=http://elsewhere.example/">',
    '<base/href="http://elsewhere.example/">',
    `<iframe srcdoc="&lt;link rel=preconnect href='http://elsewhere.example/'>"></iframe>`,
    '<object data="http://elsewhere.example/"></object>',
    '<embed src="http://elsewhere.example/">',
    '<frameset><frame src="http://elsewhere.example/"></frameset>',
  ])('makes an unknown element of %s', (element) => {
    const page = shutIn(`<!doctype html><p>Text</p>${element}`);
    const shown = page.split('</style>')[1];
    expect(shown).toMatch(/^<p>Text<\/p><x-/);
    expect(shown).not.toMatch(/<\/?(?!x-|p>)[a-z]/i);
  });

  it.each([
    '<a href="//elsewhere.example/" target=_self>',
    '<a title="<>"TARGET = "_top" href="//elsewhere.example/">',
    '<svg><a/target=_self href="//elsewhere.example/">',
  ])('lets no link say where it opens: %s', (link) => {
    expect(shutIn(link).split('</style>')[1]).toMatch(/<a target="_blank"[\s/]/);
  });

  it.each([
    ['a page', '<!doctype html>', '<html><head><title>T'],
    ['a page without a head', '<!DOCTYPE html>', '<p>T'],
    ['a page with a comment before it', '<!-- saved --> <!doctype html>', '<html><p>T'],
    ['a page whose head stands in a comment', '', '<body><!-- <head> --><p>T'],
    ['half a comment', '', '<!-- <!doctype html><p>T'],
  ])('puts what keeps links shut before all else: %s', (_name, opening, rest) => {
    const page = shutIn(opening + rest);
    expect(page.startsWith(`${opening}<base target="_blank"><style>`)).toBe(true);
    expect(page.endsWith(`</style>${rest}`)).toBe(true);
  });

  it('takes no longer for what never ends', () => {
    for (const part of [' ', '<!--', '<!---->', '<?', '<head ', '<!doctype ']) {
      const page = part.repeat(200_000);
      expect(shutIn(page).length).toBeGreaterThan(page.length);
    }
  });
});
