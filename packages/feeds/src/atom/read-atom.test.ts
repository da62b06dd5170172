import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../parse-feed.ts';

const read = (xml: string) => {
  const feed = parseFeed(xml);
  if (feed.kind !== 'feed') throw new Error(feed.message);
  return feed;
};

describe('Atom', () => {
  it('reads a whole feed', () => {
    const feed = read(readFileSync(new URL('./testdata/agency.xml', import.meta.url), 'utf8'));
    expect(feed).toMatchObject({
      format: 'atom',
      mediaType: 'application/atom+xml',
      title: 'Agentur für Wind',
      link: 'https://agentur.example/',
      language: 'de',
    });
    expect(feed.items[0]).toMatchObject({
      id: 'tag:agentur.example,2024:7',
      title: 'New turbine rules',
      link: 'https://agentur.example/aktuell/7.html',
      author: 'A. Föhn, B. Bora',
      language: 'en',
      published: { iso: '2024-06-28' },
      updated: { iso: '2024-06-28T10:00:00+02:00' },
      summary: { value: '1 < 2 turbines', type: 'text' },
      content: { value: '<p>First &amp; last</p><br/><i></i>', type: 'html' },
      categories: ['Energy'],
      enclosures: [{ url: 'https://agentur.example/aktuell/7.pdf', type: 'application/pdf', length: 99 }],
    });
    expect(feed.items[1]).toMatchObject({
      title: 'Literal <b>',
      language: 'de',
      link: 'https://other.example/8',
      content: { value: '<p>Escaped</p>', type: 'html' },
    });
  });

  it.each([
    ['', 'a &lt;b&gt;', { value: 'a <b>', type: 'text' }],
    ['type="html"', '&lt;b&gt;a&lt;/b&gt;', { value: '<b>a</b>', type: 'html' }],
    ['type="html"', '<div>&lt;b&gt;a&lt;/b&gt;</div>', { value: '<div><b>a</b></div>', type: 'html' }],
    [
      'type="xhtml"',
      '<div xmlns="http://www.w3.org/1999/xhtml">a &lt;b&gt;</div>',
      { value: 'a &lt;b&gt;', type: 'html' },
    ],
    ['type="text/html" mode="escaped"', '&lt;i&gt;a&lt;/i&gt;', { value: '<i>a</i>', type: 'html' }],
    ['type="text/plain" mode="base64"', 'SGFyYm91cg==', { value: 'Harbour', type: 'text' }],
    [
      'type="multipart/alternative"',
      '<content>Plain</content><content type="text/html" mode="escaped">&lt;p&gt;Rich&lt;/p&gt;</content>',
      { value: '<p>Rich</p>', type: 'html' },
    ],
    ['type="image/png"', 'AAECAwQF', undefined],
    ['type="application/pdf" src="https://a.example/1.pdf"', '', undefined],
  ])('content %s %s', (attributes, inner, expected) => {
    const feed = read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content ${attributes}>${inner}</content></entry></feed>`,
    );
    expect(feed.items[0]?.content).toEqual(expected);
  });

  it('reads Atom 0.3, feeds without namespace and single entries', () => {
    const old = read(
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><tagline>T</tagline><entry><issued>2004-01-01T10:00:00Z</issued><modified>2004-01-02</modified></entry></feed>',
    );
    expect(old).toMatchObject({
      description: 'T',
      items: [{ published: { iso: '2004-01-01T10:00:00Z' }, updated: { iso: '2004-01-02' } }],
    });
    expect(read('<feed><title>F</title><entry><id>1</id></entry></feed>')).toMatchObject({
      title: 'F',
      items: [{ id: '1' }],
    });
    expect(read('<entry xmlns="http://www.w3.org/2005/Atom"><id>1</id></entry>').items).toHaveLength(1);
  });

  it.each([
    [
      'an author with an address',
      '<author><name>A. B.</name><email>ab@a.example</email></author>',
      { author: 'A. B.', byline: 'A. B. (ab@a.example)' },
    ],
    [
      'the page among several forms',
      '<link type="application/json" href="/1.json"/><link type="text/html" href="/1"/>',
      { link: 'https://a.example/1' },
    ],
    [
      'the markup of a title',
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>b</em> &lt;c&gt;</div></title>',
      { title: 'A b <c>', titleMarkup: 'A <em>b</em> &lt;c&gt;' },
    ],
    [
      'a plain title with angle brackets',
      '<title type="text">The &lt;blink&gt; tag</title>',
      { title: 'The <blink> tag' },
    ],
    [
      'a base that is no address of the web',
      '<link xml:base="javascript:x" href="/1"/>',
      { link: 'https://a.example/1' },
    ],
  ])('%s', (_, inner, expected) => {
    const root = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/">';
    expect(read(`${root}<entry>${inner}</entry></feed>`).items[0]).toMatchObject(expected);
  });
});
