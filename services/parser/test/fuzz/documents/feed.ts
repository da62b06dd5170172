import { utf8, type Writer } from '../document.ts';
import { day, headline, isoTime, mailDay, paragraph, person, sentence, word } from '../prose.ts';
import type { Random } from '../random.ts';
import { articleMarkup, escapeMarkup } from './markup.ts';

/** One entry of a feed as the fetcher cuts it out: RSS, RDF, Atom 0.3 and 1.0, JSON Feed. */
export const writeFeedEntry: Writer = (random) => random.pick([writeRss, writeRdf, writeAtom, writeJsonFeed])(random);

const content = (random: Random): string => {
  const markup = articleMarkup(random);
  return random.oneIn(2) ? escapeMarkup(markup) : `<![CDATA[${markup}]]>`;
};

const writeRss: Writer = (random) => {
  const fields = [
    `<title>${escapeMarkup(headline(random))}</title>`,
    `<link>https://a.example/n/${random.below(99)}</link>`,
    `<guid isPermaLink="false">${escapeMarkup(word(random))}-${random.below(99)}</guid>`,
    `<pubDate>${mailDay(day(random))}</pubDate>`,
    `<dc:creator>${escapeMarkup(person(random))}</dc:creator>`,
    `<category>${escapeMarkup(word(random))}</category>`,
    `<description>${content(random)}</description>`,
    ...(random.oneIn(2) ? [`<content:encoded>${content(random)}</content:encoded>`] : []),
    ...(random.oneIn(4) ? ['<enclosure url="https://a.example/a.pdf" length="10" type="application/pdf"/>'] : []),
  ];
  const root =
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">';
  const text = `${root}<channel><item>${fields.filter(() => !random.oneIn(6)).join('')}</item></channel></rss>`;
  return { mediaType: random.pick(['application/rss+xml', 'text/xml']), bytes: utf8(text) };
};

const writeRdf: Writer = (random) => {
  const root =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">';
  const item = `<title>${escapeMarkup(headline(random))}</title><description>${content(random)}</description><dc:date>${isoTime(random, day(random))}</dc:date>`;
  return {
    mediaType: 'application/rss+xml',
    bytes: utf8(`${root}<item rdf:about="https://a.example/${random.below(9)}">${item}</item></rdf:RDF>`),
  };
};

const writeAtom: Writer = (random) => {
  const xhtml = `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${escapeMarkup(paragraph(random))}<br/></p></div></content>`;
  const fields = [
    `<id>tag:a.example,2024:${random.below(99)}</id>`,
    `<title type="${random.pick(['text', 'html'])}">${escapeMarkup(headline(random))}</title>`,
    `<link rel="alternate" href="/n/${random.below(99)}"/>`,
    `<updated>${isoTime(random, day(random))}</updated><published>${isoTime(random, day(random))}</published>`,
    `<author><name>${escapeMarkup(person(random))}</name><email>a@a.example</email></author>`,
    `<summary>${escapeMarkup(sentence(random))}</summary>`,
    random.pick([xhtml, `<content type="html">${content(random)}</content>`]),
  ];
  const root = random.pick(['<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/">', '<feed>']);
  const text = `${root}<entry>${fields.filter(() => !random.oneIn(6)).join('')}</entry></feed>`;
  return { mediaType: 'application/atom+xml', bytes: utf8(text) };
};

const writeJsonFeed: Writer = (random) => {
  const item = {
    id: `${random.below(99)}`,
    url: 'https://a.example/n/1',
    title: headline(random),
    ...(random.oneIn(2) ? { content_html: articleMarkup(random) } : { content_text: paragraph(random) }),
    date_published: isoTime(random, day(random)),
    authors: [{ name: person(random) }],
    tags: random.several(0, 3, () => word(random)),
  };
  const feed = { version: 'https://jsonfeed.org/version/1.1', items: [item] };
  return { mediaType: 'application/feed+json', bytes: utf8(JSON.stringify(feed, null, random.below(3))) };
};
