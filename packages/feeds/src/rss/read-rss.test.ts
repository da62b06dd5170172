import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../parse-feed.ts';

const read = (xml: string, url?: string) => {
  const feed = parseFeed(xml, url === undefined ? {} : { url });
  if (feed.kind !== 'feed') throw new Error(feed.message);
  return feed;
};
const item = (inner: string, root = 'version="2.0"') =>
  read(`<rss ${root}><channel><item>${inner}</item></channel></rss>`).items[0];

describe('RSS', () => {
  it('reads a whole feed', () => {
    const feed = read(
      readFileSync(new URL('./testdata/ministry.xml', import.meta.url), 'utf8'),
      'https://cdn.example/f',
    );
    expect(feed).toMatchObject({
      format: 'rss',
      title: 'Ministry of Harbours & Tides',
      link: 'https://harbour.example/',
      language: 'en-GB',
      warnings: [],
    });
    expect(feed.items[0]).toMatchObject({
      id: 'harbour-17',
      title: 'Minister opens North Quay & lock',
      link: 'https://harbour.example/news/2024/north-quay',
      author: 'Press Office',
      summary: { value: 'The quay’s gates opened on Friday &mdash; two weeks early.', type: 'html' },
      content: { value: '<p>The quay’s gates <a href="plan.pdf">opened</a>.</p>', type: 'html' },
      published: { iso: '2024-06-28T09:27+01:00', stated: 'Fri, 28 Jun 2024 09:27 BST' },
      categories: ['Ports', 'Infrastructure'],
      enclosures: [{ url: 'https://harbour.example/plan.pdf', type: 'application/pdf', length: 1200 }],
      base: 'https://harbour.example/news/',
    });
    expect(feed.items[1]).toMatchObject({
      title: 'Tide tables for 2025: <CEO> & crew',
      link: 'https://harbour.example/news/tide-tables',
      author: 'Tide Desk',
      summary: { value: '<p>Inline <b>markup</b> &amp; more<br/></p>', type: 'html' },
      published: { stated: '31 February 2024' },
    });
  });

  it.each([
    [
      'a link beats a permanent GUID',
      '<link>https://a.example/1</link><guid>https://a.example/g</guid>',
      { link: 'https://a.example/1' },
    ],
    [
      'a GUID that is no permanent link is none',
      '<guid isPermaLink="false">https://a.example/g</guid>',
      { id: 'https://a.example/g' },
    ],
    [
      'FeedBurner’s original link',
      '<link>https://proxy.example/x</link><feedburner:origLink>https://a.example/1</feedburner:origLink>',
      { link: 'https://a.example/1' },
    ],
    ['a link in an attribute', '<link href="https://a.example/1"/>', { link: 'https://a.example/1' }],
    [
      'the last of several links, but none to the feed itself',
      '<link>https://a.example/1</link><link href="https://a.example/2"/><link/><link rel="self" href="https://a.example/f"/>',
      { link: 'https://a.example/2' },
    ],
    [
      'a title with its markup',
      '<title>CO&lt;sub&gt;2&lt;/sub&gt; at A&amp;amp;B</title>',
      { title: 'CO2 at A&B', titleMarkup: 'CO<sub>2</sub> at A&amp;B' },
    ],
    [
      'an author with an address',
      '<author>press@a.example (Press Office)</author>',
      { author: 'Press Office', byline: 'press@a.example (Press Office)' },
    ],
    ['a summary by that name', '<summary>Short</summary>', { summary: { value: 'Short', type: 'text' } }],
    [
      'what a media group says',
      '<media:group><media:description>Film</media:description></media:group>',
      { summary: { value: 'Film', type: 'text' } },
    ],
    [
      'fields whose end tags were forgotten',
      '<title>A<link>https://a.example/1<guid>7<description>Text',
      { title: 'A', link: 'https://a.example/1', id: '7', summary: { value: 'Text', type: 'text' } },
    ],
    ['an undeclared usual prefix', '<dc:creator>A. B.</dc:creator>', { author: 'A. B.' }],
    ['an Atom author', '<atom:author><atom:name>A. B.</atom:name></atom:author>', { author: 'A. B.' }],
    ['named references of HTML', '<title>Caf&eacute; &nbsp;at AT&amp;T</title>', { title: 'Café at AT&T' }],
    ['bare ampersands', '<title>R&D at 5 < 6 & more</title>', { title: 'R&D at 5 < 6 & more' }],
    [
      'names in any case',
      '<TITLE>Loud</TITLE><PubDate>2024-06-28</PubDate>',
      { title: 'Loud', published: { iso: '2024-06-28', stated: '2024-06-28' } },
    ],
    [
      'an XHTML body',
      '<body xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></body>',
      { content: { value: '<p>Hi</p>', type: 'html' } },
    ],
    ['an image’s title is not the item’s', '<image><title>Logo</title></image><title>Real</title>', { title: 'Real' }],
    [
      'another vocabulary’s title is not the item’s',
      '<z:title xmlns:z="https://z.example/">Other</z:title><title>Real</title>',
      { title: 'Real' },
    ],
    [
      'iTunes and Media RSS',
      '<itunes:summary>Talk</itunes:summary><media:group><media:content url="https://a.example/v.mp4" fileSize="5"/></media:group>',
      { summary: { value: 'Talk', type: 'text' }, enclosures: [{ url: 'https://a.example/v.mp4', length: 5 }] },
    ],
  ])('%s', (_, inner, expected) => {
    expect(item(inner)).toMatchObject(expected);
  });

  it('reads CDF, of which RSS was made', () => {
    const feed = read(
      '<CHANNEL HREF="https://a.example/"><TITLE>F</TITLE><ITEM HREF="https://a.example/1"><TITLE>T</TITLE><ABSTRACT>S</ABSTRACT></ITEM></CHANNEL>',
    );
    expect(feed).toMatchObject({ title: 'F', link: 'https://a.example/' });
    expect(feed.items[0]).toMatchObject({ title: 'T', link: 'https://a.example/1', summary: { value: 'S' } });
  });

  it('takes the root’s own namespace, whatever it is, for RSS', () => {
    expect(item('<title>T</title>', 'xmlns="https://nobody.example/ns"')?.title).toBe('T');
    expect(
      read(
        '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>T</r:title></r:item></r:channel></r:rss>',
      ).items[0]?.title,
    ).toBe('T');
  });

  it('finds items beside the channel, and items whose end tags were forgotten', () => {
    expect(read('<rss><channel><title>F</title></channel><item><title>A</title></item></rss>').items).toHaveLength(1);
    const feed = read('<rss><channel><item><title>A</title><item><title>B</title></item></channel></rss>');
    expect(feed.items.map((i) => i.title)).toEqual(['A', 'B']);
  });

  it('keeps what is there of a feed that was cut off, and says so', () => {
    const feed = read('<rss><channel><item><title>A</title></item><item><title>B</title><descr');
    expect(feed.items.map((i) => i.title)).toEqual(['A', 'B']);
    expect(feed.warnings).toEqual(['document-cut']);
  });
});
