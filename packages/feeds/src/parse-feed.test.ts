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

  it.each([
    '<!DOCTYPE rss [ <!ENTITY own "expanded"> ]>',
    '<!DOCTYPE rss [ <!ENTITY a "]>"><!ENTITY own "expanded &a; &a;" > <!-- \' > --> ]>',
    '<!DOCTYPE rss SYSTEM "x>y" [ <!-- \' --> <!entity % own SYSTEM "file:///etc/passwd"> %own; ]>',
    '<!ENTITY own "expanded">',
  ])('after declarations of entities, which are never expanded: %s', (declaration) => {
    const feed = parseFeed(declaration + rss('<item><title>&own;, &amp;</title><guid>&own;:1</guid></item>'));
    expect(feed).toMatchObject({ warnings: ['entities-left'], items: [{ title: '&own;, &', id: '&own;:1' }] });
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

  const huge = 'x'.repeat(3_000_000);
  it.each([
    ['GUID', `<guid>${huge}</guid>`, { id: expect.stringMatching(/^urn:sha256:[0-9a-f]{64}$/), title: 'T' }],
    ['link', `<guid>1</guid><link>https://a.example/${huge}</link>`, { id: '1', title: 'T' }],
    ['author', `<author>${huge}</author>`, { author: 'x'.repeat(1_000), title: 'T' }],
    ['category', `<category>${huge}</category>`, { categories: ['x'.repeat(500)], title: 'T' }],
    ['enclosure', `<enclosure url="https://a.example/${huge}"/>`, { enclosures: [], title: 'T' }],
  ])('holds an item with a %s of megabytes within bounds', (_, field, expected) => {
    const feed = parseFeed(rss(`<item><title>T</title>${field}</item><item><title>Next</title></item>`));
    expect(feed).toMatchObject({ items: [expected, { title: 'Next' }] });
    if (feed.kind !== 'feed') throw new Error(feed.message);
    expect(feed.items[0]?.link).toBeUndefined();
    for (const item of feed.items) expect(JSON.stringify(item).length).toBeLessThan(2_000);
  });

  it('cuts a title of megabytes, and tells GUIDs of megabytes apart', () => {
    const item = (end: string) => `<item><title>${huge}</title><guid>${huge}${end}</guid></item>`;
    const feed = parseFeed(rss(item('1') + item('2')));
    const items = feed.kind === 'feed' ? feed.items : [];
    expect(items.map((one) => one.title?.length)).toEqual([4_000, 4_000]);
    expect(new Set(items.map((one) => one.id)).size).toBe(2);
  });

  it('goes on behind an article with more elements than a feed may have', () => {
    const article = `<div xmlns="http://www.w3.org/1999/xhtml">${'<p>a<br/></p>'.repeat(1_000)}</div>`;
    const item = `<item><title>T</title>${article}</item>`;
    expect(parseFeed(rss(item.repeat(3)), { limits: { elements: 100 } })).toMatchObject({
      warnings: [],
      items: [{ title: 'T' }, { title: 'T' }, { title: 'T' }],
    });
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
