import { utf8, type Writer } from '../document.ts';
import { company, day, headline, isoTime, paragraph, wordedDay } from '../prose.ts';
import type { Random } from '../random.ts';
import { articleMarkup, escapeMarkup } from './markup.ts';

/** A page: head with what pages state of themselves, navigation, article, footer. */
export const writeHtml: Writer = (random) => {
  const title = headline(random);
  const name = company(random);
  const head = [
    `<title>${escapeMarkup(title)} | ${escapeMarkup(name)}</title>`,
    ...random.several(0, 5, () => statement(random, title, name)),
  ];
  const article = `<h1>${escapeMarkup(title)}</h1><time datetime="${isoTime(random, day(random))}">${wordedDay(day(random))}</time>${articleMarkup(random)}`;
  const nav = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>';
  const footer = `<footer><p>About ${escapeMarkup(name)}</p><p>${escapeMarkup(paragraph(random))}</p></footer>`;
  const main = random.pick([
    `<main><article>${article}</article></main>`,
    `<div class="content">${article}</div>`,
    article,
  ]);
  const page = `<!doctype html><html lang="en"><head>${head.join('\n')}</head><body>${nav}${main}${footer}</body></html>`;
  return { mediaType: 'text/html', bytes: utf8(random.oneIn(8) ? articleMarkup(random) : page) };
};

function statement(random: Random, title: string, name: string): string {
  const time = isoTime(random, day(random));
  const news = {
    '@context': 'https://schema.org',
    '@type': random.pick(['NewsArticle', 'Report', 'Organization']),
    headline: title,
    datePublished: time,
    dateModified: isoTime(random, day(random)),
    publisher: { '@type': 'Organization', name },
    author: [{ name }],
  };
  return random.pick([
    `<meta charset="utf-8">`,
    `<meta property="og:title" content="${escapeMarkup(title)}">`,
    `<meta property="article:published_time" content="${time}">`,
    `<meta name="DC.date" content="${time.slice(0, 10)}"><meta name="DC.publisher" content="${escapeMarkup(name)}">`,
    `<link rel="canonical" href="https://a.example/n/${random.below(9)}">`,
    `<script type="application/ld+json">${JSON.stringify(random.oneIn(2) ? news : { '@graph': [news] })}</script>`,
    `<style>p { color: red }</style><script>var x = "</p>";</script>`,
  ]);
}
