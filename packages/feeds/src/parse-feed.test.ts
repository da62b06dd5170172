import { describe, expect, it } from 'vitest';
import { parseFeed } from './parse-feed.ts';

const rss = (items: string) => `<rss version="2.0"><channel><title>F</title>${items}</channel></rss>`;

describe('what is no feed', () => {
  it.each([
    ['empty', ' \n\t '],
    ['empty', ''],
    ['binary', '\u0000\u0001PNG'],
    ['html-page', '<!DOCTYPE html><html><head><title>x</title></head></html>'],
    ['html-page', '<html><body><rss></rss></body></html>'],
    ['json-no-feed', '{"items": []}'],
    ['json-no-feed', '[1, 2]'],
    ['malformed-json', '{"items": ['],
    ['xml-no-feed', '<?xml version="1.0"?><urlset><url/></urlset>'],
    ['plain-text', 'Service unavailable'],
    ['entities-refused', '<!DOCTYPE rss [ <!ENTITY a "b"> ]><rss><channel/></rss>'],
    ['entities-refused', '<!DOCTYPE rss SYSTEM "x>y" [ <!-- \' --> <!entity % a SYSTEM "file:///etc/passwd"> ]><rss/>'],
    ['entities-refused', '<rss><channel><!ENTITY a "b"></channel></rss>'],
  ])('%s: %s', (code, text) => {
    expect(parseFeed(text)).toMatchObject({ kind: 'not-a-feed', code, message: expect.stringMatching(/\. .+|\.$/) });
  });
});

describe('what still is one', () => {
  it('with a document type, words about entities in text, a byte order mark, warnings before the root', () => {
    const doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">';
    for (const text of [
      doctype + rss(''),
      rss('<item><title><![CDATA[<!ENTITY x>]]></title></item>'),
      `\uFEFF\n${rss('')}`,
      `<br />\n<b>Warning</b>: something\n${rss('')}`,
    ]) {
      expect(parseFeed(text)).toMatchObject({ kind: 'feed', title: 'F' });
    }
  });

  it('never expands references to undeclared entities', () => {
    expect(parseFeed(rss('<item><title>&xxe; &amp;</title></item>'))).toMatchObject({ items: [{ title: '&xxe; &' }] });
  });
});

describe('hostile feeds', () => {
  it('holds the limit of items', () => {
    const feed = parseFeed(rss('<item><title>x</title></item>'.repeat(12)), { limits: { items: 10 } });
    expect(feed).toMatchObject({ warnings: ['items-cut'] });
    expect(feed.kind === 'feed' && feed.items).toHaveLength(10);
  });

  // Each takes minutes or overflows the stack where the work is not linear and iterative.
  const many = 300_000;
  it.each([
    ['nested elements', rss(`<item><title>T</title>${'<a>'.repeat(many)}</item>`)],
    ['nested and closed', rss(`<item><title>T</title>${'<a>'.repeat(many)}${'</a>'.repeat(many)}</item>`)],
    ['stray end tags', rss(`<item><title>T</title>${'<a>'.repeat(many)}${'</b>'.repeat(many)}</item>`)],
    ['open quotes', rss(`<item><title>T</title>${'<a b="'.repeat(many)}</item>`)],
    ['open quotes of two kinds', rss(`<item><title>T</title>${`<a b="<c d='`.repeat(many)}</item>`)],
    ['bare opening brackets', rss(`<item><title>T</title>${'<'.repeat(many)}</item>`)],
    ['namespaces', rss(`<item><title>T</title>${'<a xmlns:b="c">'.repeat(many)}</item>`)],
    ['attributes', rss(`<item><title>T</title><enclosure ${'a="b" '.repeat(many)}/></item>`)],
    ['a long name', rss(`<item><title>T</title><${'a'.repeat(many)}></item>`)],
  ])('%s', (_, text) => {
    expect(parseFeed(text)).toMatchObject({ kind: 'feed', title: 'F', items: [{ title: 'T' }] });
  });

  it('reads JSON nested deep', () => {
    const deep = `${'['.repeat(many)}${']'.repeat(many)}`;
    const feed = parseFeed(`{"version":"https://jsonfeed.org/version/1","x":${deep},"items":[{"id":"1"}]}`);
    expect(feed).toMatchObject({ kind: 'feed', items: [{ id: '1' }] });
  });
});
