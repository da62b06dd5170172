import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';
import { outcomeOf, parsed, refusal } from '../../../test/raw-of.ts';

const folder = new URL('./testdata/', import.meta.url);
const ADDRESS = 'https://www.sec.gov/Archives/edgar/data/1/000000000124000001/acme-ex991_6.htm';
const HTML = { mediaType: 'text/html' };
const page = (body: string) => `<html><body><p>Exhibit 99.1</p>${body}</body></html>`;
const texts = (html: string) => parsed(page(html), HTML).body.map(({ kind, text }) => `${kind}: ${text}`);

describe('sec-exhibit fixtures', () => testFixtures(folder));

describe('sec-exhibit', () => {
  it('knows an exhibit by its address, its first words or its wrapping, and leaves other pages alone', () => {
    const bare = '<html><body><p><b>Acme opens a mill</b></p><p>Acme has opened a mill.</p></body></html>';
    expect(parsed(bare, { ...HTML, url: ADDRESS }).format).toBe('sec-exhibit');
    expect(parsed(bare, HTML).format).toBe('html');
    expect(parsed(bare, { ...HTML, url: ADDRESS.replace('acme-ex991_6', 'form8-k') }).format).toBe('html');
    expect(parsed(page('<p>Acme has opened a mill.</p>'), HTML).format).toBe('sec-exhibit');
    expect(parsed(`<html><body><p>As Exhibit 99.1 shows, Acme is well.</p></body></html>`, HTML).format).toBe('html');
  });

  it('refuses a filing without exhibit 99, and says what it holds', () => {
    const filing =
      '<SEC-DOCUMENT>\nCONFORMED SUBMISSION TYPE: 10-Q\n<DOCUMENT>\n<TYPE>10-Q\n<TEXT>\n<p>x</p></TEXT></DOCUMENT>';
    expect(outcomeOf(filing)).toMatchObject({
      reason: { code: 'not-a-release', message: expect.stringMatching(/form 10-Q.*holds 10-Q/) },
    });
  });

  it('reads 99.1 where no description tells, and passes over encoded files', () => {
    const one = (type: string, text: string) => `<DOCUMENT>\n<TYPE>${type}\n<TEXT>\n${text}\n</TEXT>\n</DOCUMENT>\n`;
    const filing =
      one('EX-99.2', '<p>Two.</p>') + one('EX-99.1', '<PDF>\nbegin 644 x.pdf\nM$%P') + one('EX-99.1', '<p>One.</p>');
    expect(parsed(filing).body).toEqual([{ kind: 'paragraph', text: 'One.' }]);
  });

  it.each([
    ['page numbers at page ends', '<p>One.</p><p>12</p><hr><p>Two.</p>', ['One.', 'Two.']],
    ['numbers that stand elsewhere', '<p>One.</p><p>12</p><p>Two.</p>', ['One.', '12', 'Two.']],
    [
      'headers that run',
      '<p>One.</p><hr><p>Acme, page 2</p><p>Two.</p><hr><p>Acme, page 3</p><p>Three.</p>',
      ['One.', 'Two.', 'Three.'],
    ],
    ['headings after page ends', '<p>One.</p><hr><p>Outlook</p><p>Two.</p>', ['One.', 'Outlook', 'Two.']],
    ['what is hidden', '<p>One.</p><div style="display: none"><p>Hidden</p></div><p>Two.</p>', ['One.', 'Two.']],
  ])('keeps and drops: %s', (_, html, expected) => {
    const body = `<p>${'A long first paragraph. '.repeat(20)}</p>${html}`;
    expect(
      parsed(page(body), HTML)
        .body.slice(1)
        .map((block) => block.text),
    ).toEqual(expected);
  });

  it('makes lists of tables that only indent, and keeps address lines apart', () => {
    expect(texts('<table><tr><td>•</td><td>One</td></tr><tr><td>•</td><td>Two</td></tr></table>')).toEqual([
      'list-item: One',
      'list-item: Two',
    ]);
    expect(texts('<p>Words of a text.</p><p>Contact:<br>Ada Shore<br>555 010 0123</p>').slice(-3)).toEqual([
      'paragraph: Contact:',
      'paragraph: Ada Shore',
      'paragraph: 555 010 0123',
    ]);
  });

  it.each([
    '<p>NEWS RELEASE</p><p>ACME CORPORATION</p><p>123 Main Street</p><p align=center><b>Acme Opens a Mill in Ohio</b></p>',
    '<p>FOR IMMEDIATE RELEASE</p><p><b>Contact: Ada Shore, 555-010-0123</b></p><p><b>July 18, 2024</b></p><h1>Acme Opens a Mill in Ohio</h1>',
    '<p style="text-align:center;font-weight:bold">Acme Opens a Mill</p><p style="text-align:center;font-weight:bold">in Ohio</p><p><i>A second line</i></p>',
  ])('finds the headline in %s', (head) => {
    const html = page(`${head}<p>DAYTON, Ohio – July 18, 2024 – Acme has opened a mill.</p>`);
    expect(parsed(html, HTML).title).toBe('Acme Opens a Mill in Ohio');
  });

  it('takes damaged exhibits, and invents no words', () => {
    const fixture = readFileSync(new URL('earnings.exhibit', folder), 'utf8').split(/(?=<)/);
    const edit = fc.tuple(
      fc.nat(fixture.length),
      fc.nat(8),
      fc.constantFrom('', '<hr>', '</table>', '<table>', '<DOCUMENT><TYPE>', '</p>', 'Ω word '),
    );
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const text = edits.reduce((now, [at, drop, put]) => now.toSpliced(at, drop, put), fixture).join('');
      const outcome = outcomeOf(text, { ...HTML, url: ADDRESS });
      const release = outcome.kind === 'emit' ? outcome.events[0] : undefined;
      if (release?.state !== 'present') {
        expect(outcome.kind).toBe('reject');
        return;
      }
      const source = `${plain(text)} ${plain(text.replace(/<[^<>]*>|&#?\w+;/g, ''))}`;
      for (const block of release.body) {
        for (const word of block.text.split(/[^a-z0-9Ω]+/i)) expect(source).toContain(word);
      }
    });
    fc.assert(property, { seed: 22, numRuns: 150 });
  });

  it.each([
    [
      '200,000 document tags',
      `<DOCUMENT><TYPE>EX-99.1<TEXT>The text below.</TEXT>${'<DOCUMENT><TYPE>'.repeat(200_000)}`,
    ],
    ['tables nested 5,000 deep', page(`${'<table><tr><td>'.repeat(5000)}The text below.`)],
    ['100,000 page breaks', page(`<p>The text below.</p>${'<p>Head</p><hr>'.repeat(100_000)}`)],
    ['10,000 rows', page(`<p>The text below.</p><table>${'<tr><td>a<td>b'.repeat(10_000)}</table>`)],
    ['a long style', page(`<p style="${'font:'.repeat(200_000)}">The text below.</p>`)],
  ])('reads %s with what can be had', (_, text) => {
    const release = parsed(text, HTML);
    expect(release.title + release.body.map((block) => block.text).join()).toContain('The text below.');
  });

  it('refuses an exhibit without text', () => {
    expect(refusal('<DOCUMENT><TYPE>EX-99.1<TEXT></TEXT>')).toBe('no-text');
  });
});

/** Letters and digits alone: tags and entities part words, and join them. */
const plain = (text: string): string => text.replace(/[^a-z0-9Ω]/gi, '');
