import type { Case } from '../ndjson.ts';
import { makeFacts } from './facts.ts';
import { escaped, paragraphsAsHtml } from './pages.ts';

interface Item {
  readonly title: string;
  readonly link: string;
  readonly id: string;
  readonly author: string;
  /** ISO 8601 with a zone. */
  readonly published: string;
  readonly summary: string;
  readonly content: string;
}

interface Feed {
  readonly title: string;
  readonly link: string;
  readonly language: string;
  readonly items: readonly Item[];
}

interface Dialect {
  readonly contentType: string;
  readonly write: (feed: Feed) => string;
  /** Fields of an item that the dialect can state. */
  readonly fields: readonly (keyof Item)[];
}

const rfc822 = (iso: string): string => new Date(iso).toUTCString();
const each = (feed: Feed, write: (item: Item) => string): string => feed.items.map(write).join('\n');
const ALL = ['title', 'link', 'id', 'author', 'published', 'summary', 'content'] as const;

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'rss-0.91': {
    contentType: 'text/xml',
    fields: ['title', 'link', 'summary'],
    write: (feed) =>
      `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>${escaped(feed.title)}</title><link>${feed.link}</link><language>${feed.language}</language>${each(feed, (item) => `<item><title>${escaped(item.title)}</title><link>${item.link}</link><description>${escaped(item.summary)}</description></item>`)}</channel></rss>`,
  },
  'rss-2.0': {
    contentType: 'application/rss+xml; charset=utf-8',
    fields: ALL,
    write: (feed) =>
      `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escaped(feed.title)}</title><atom:link href="${feed.link}/feed" rel="self"/><link>${feed.link}</link><language>${feed.language}</language>${each(feed, (item) => `<item><title><![CDATA[${item.title}]]></title><link>${item.link}</link><guid isPermaLink="false">${item.id}</guid><dc:creator>${escaped(item.author)}</dc:creator><pubDate>${rfc822(item.published)}</pubDate><description>${escaped(item.summary)}</description><content:encoded><![CDATA[${item.content}]]></content:encoded></item>`)}</channel></rss>`,
  },
  'rss-1.0': {
    contentType: 'application/rdf+xml',
    fields: ['title', 'link', 'author', 'published', 'summary'],
    write: (feed) =>
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${feed.link}"><title>${escaped(feed.title)}</title><link>${feed.link}</link><dc:language>${feed.language}</dc:language></channel>${each(feed, (item) => `<item rdf:about="${item.link}"><title>${escaped(item.title)}</title><link>${item.link}</link><dc:creator>${escaped(item.author)}</dc:creator><dc:date>${item.published}</dc:date><description>${escaped(item.summary)}</description></item>`)}</rdf:RDF>`,
  },
  'atom-1.0': {
    contentType: 'application/atom+xml',
    fields: ALL,
    write: (feed) =>
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}"><title>${escaped(feed.title)}</title><link rel="self" href="${feed.link}/atom"/><link href="${feed.link}"/><updated>2026-01-01T00:00:00Z</updated>${each(feed, (item) => `<entry><title type="html">${escaped(escaped(item.title))}</title><link rel="enclosure" href="https://news.example/e.mp3"/><link href="${item.link}"/><id>${item.id}</id><author><name>${escaped(item.author)}</name></author><published>${item.published}</published><updated>2026-01-01T00:00:00Z</updated><summary>${escaped(item.summary)}</summary><content type="html">${escaped(item.content)}</content></entry>`)}</feed>`,
  },
  'json-feed': {
    contentType: 'application/feed+json',
    fields: ALL,
    write: (feed) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: feed.title,
        home_page_url: feed.link,
        language: feed.language,
        items: feed.items.map(({ id, link, title, summary, content, published, author }) => ({
          id,
          url: link,
          title,
          summary,
          content_html: content,
          date_published: published,
          authors: [{ name: author }],
        })),
      }),
  },
};

/** Feeds of every dialect with what must be read out of them: for the task `feeds`. */
export function* feedCases(seed: number, perDialect: number): Generator<Case> {
  for (const [name, { contentType, write, fields }] of Object.entries(DIALECTS)) {
    for (let number = 0; number < perDialect; number++) {
      const feed = feedOf(seed + number);
      const items = feed.items.flatMap((item, at) =>
        fields.map((field) => ({ path: `items[${at}].${field}`, equals: item[field] })),
      );
      const own = (['title', 'link', 'language'] as const).map((field) => ({
        path: `feed.${field}`,
        equals: feed[field],
      }));
      yield {
        id: `${name}-${number}`,
        url: `${feed.link}/feed`,
        bytes: Buffer.from(write(feed)).toString('base64'),
        contentType,
        expect: [...own, ...items],
      };
    }
  }
}

function feedOf(seed: number): Feed {
  const items = [...makeFacts(seed, 4, true)].map(({ title, issuer, date, number, paragraphs }): Item => {
    const link = `https://news.example/${seed}/${number}`;
    const summary = paragraphs[0] ?? '';
    const published = `${date}T09:27:00Z`;
    return {
      title,
      link,
      id: `tag:news.example,${seed}:${number}`,
      author: issuer,
      published,
      summary,
      content: paragraphsAsHtml(paragraphs),
    };
  });
  return { title: `News & more ${seed}`, link: 'https://news.example', language: 'en', items };
}
