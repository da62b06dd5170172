import { type Facts, wordedDate } from './facts.ts';
import type { Writer } from './written.ts';

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML or XML text or attribute value. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);

export const paragraphsAsHtml = (paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');

/** What stands around the release of a page: dates, headlines and sentences that are none of it. */
const TEASERS = [
  ['Harbour closed for a week', '2023-02-11'],
  ['Five questions about the new timetable, answered by those who made it', '2025-11-30'],
  ['Council to meet again in spring after a long debate about trees', '2022-07-04'],
  ['Photographs of the opening', '2021-09-19'],
] as const;

const teaserList = (): string =>
  `<ul>${TEASERS.map(([title, date]) => `<li><a href="/t/${date}"><h3>${title}</h3></a><time datetime="${date}">${date}</time><p>A few words that lead to another release and end in an ellipsis…</p></li>`).join('')}</ul>`;

const nav = (words: readonly string[]): string =>
  `<nav><ul>${words.map((word) => `<li><a href="/${word}">${word}</a></li>`).join('')}</ul></nav>`;
const NAV = nav(['Home', 'News', 'About us', 'Careers', 'Investors', 'Contact']);
const COOKIES =
  '<div id="cookie-banner" role="dialog"><p>We use cookies to make this site work and to learn how it is used. You can change your mind at any time.</p><button>Accept</button></div>';
const FOOTER = `<footer>${nav(['Imprint', 'Privacy', 'Terms'])}<p>© 2026 All rights reserved. Registered office as above.</p></footer>`;

interface Page {
  readonly head: string;
  readonly body: string;
}

/** A page around a release: what its metadata state and how its parts lie is up to each template. */
const page =
  (template: (facts: Facts) => Page): Writer =>
  (facts) => {
    const { head, body } = template(facts);
    const text = `<!doctype html><html lang="${facts.language}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
    const url = `https://newsroom.example/releases/${facts.number}`;
    return { text, contentType: 'text/html; charset=utf-8', url, body: facts.paragraphs };
  };

const json = (value: object): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** JSON-LD in a graph; a sidebar with newer releases; comments below. */
const weblog = page(({ title, issuer, date, paragraphs }) => {
  const graph = [
    { '@type': 'Organization', '@id': '#o', name: issuer },
    { '@type': 'WebSite', '@id': '#w', name: `${issuer} News`, publisher: { '@id': '#o' } },
    {
      '@type': 'NewsArticle',
      headline: title,
      datePublished: `${date}T08:00:00+02:00`,
      dateModified: '2026-01-02T08:00:00+01:00',
      publisher: { '@id': '#o' },
      isPartOf: { '@id': '#w' },
    },
  ];
  return {
    head: `<title>${escaped(title)} – ${escaped(issuer)} News</title><script type="application/ld+json">${json({ '@context': 'https://schema.org', '@graph': graph })}</script>`,
    body: `${COOKIES}<div id="page" class="site"><header class="site-header">${NAV}</header><div id="content"><main id="primary"><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">${escaped(title)}</h1></header><div class="entry-content">${paragraphsAsHtml(paragraphs)}</div><footer class="entry-footer"><span class="tags-links">Tagged <a href="/t">ports</a></span></footer></article><div id="comments" class="comments-area"><ol><li class="comment"><p>Thank you for this, I had been waiting for such news for years and years.</p><time datetime="2026-01-03">3 January 2026</time></li></ol></div></main><aside id="secondary" class="widget-area"><section class="widget widget_recent_entries">${teaserList()}</section></aside></div>${FOOTER}</div>`,
  };
});

/** Dublin Core only; a list of metadata above the text; feedback below. */
const government = page(({ title, issuer, date, language, paragraphs }) => ({
  head: `<title>${escaped(title)} - Portal</title><meta name="DC.title" content="${escaped(title)}"><meta name="DCTERMS.issued" content="${date}"><meta name="DCTERMS.modified" content="2026-01-02"><meta name="DC.publisher" content="${escaped(issuer)}">`,
  body: `<div class="banner">${NAV}</div><div class="breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ol></div><main><div class="grid"><span class="context">Press release</span><h1>${escaped(title)}</h1><dl class="metadata"><dt>From:</dt><dd><a href="/o">${escaped(issuer)}</a></dd><dt>Published</dt><dd>${wordedDate(date, language)}</dd></dl><div class="body govspeak">${paragraphsAsHtml(paragraphs)}</div></div><div class="related-content"><h2>Related content</h2>${teaserList()}</div><div class="feedback"><p>Is this page useful?</p><button>Yes</button><button>No</button></div></main>${FOOTER}`,
}));

/** Microdata; share bars above and below; the release among hashed class names. */
const application = page(({ title, issuer, date, paragraphs }) => ({
  head: `<title>${escaped(title)} | ${escaped(issuer)}</title><meta property="og:site_name" content="${escaped(issuer)}"><meta property="og:title" content="${escaped(title)} | ${escaped(issuer)}">`,
  body: `<div id="root"><div class="sc-1x9"><div class="sc-a8k">${NAV}</div><div class="sc-k2p" itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="${date}T10:00:00Z"><h1 itemprop="headline" class="sc-h1x">${escaped(title)}</h1><div class="sc-sh"><a href="#s1">Share</a><a href="#s2">Mail</a><a href="#s3">Print</a></div>${paragraphs.map((text) => `<div class="sc-p7"><p>${escaped(text)}</p></div>`).join('')}<div class="sc-sh"><a href="#s1">Share</a><a href="#s2">Mail</a></div></div><div class="sc-rl"><h2>More news</h2>${teaserList()}</div></div></div>${FOOTER}`,
}));

/** No metadata at all: the date stands under the headline, in words, in the page's language. */
const plainPage = page(({ title, date, language, paragraphs }) => ({
  head: `<title>${escaped(title)}</title>`,
  body: `<div class="header">${NAV}</div><div class="content"><h1>${escaped(title)}</h1><p class="date">${wordedDate(date, language)}</p>${paragraphsAsHtml(paragraphs)}</div><div class="sidebar"><h4>Latest</h4>${teaserList()}</div>${FOOTER}`,
}));

/** Tables within tables, as old sites and exported newsletters have them; paragraphs parted by breaks. */
const tables = page(({ title, date, paragraphs }) => ({
  head: `<title>${escaped(title)}</title><meta name="date" content="${date}">`,
  body: `<table width="100%"><tr><td colspan="2">${NAV}</td></tr><tr><td width="20%" valign="top"><table><tr><td><a href="/a">Archive</a></td></tr><tr><td><a href="/b">Board</a></td></tr></table></td><td><table><tr><td><font size="5"><b>${escaped(title)}</b></font></td></tr><tr><td>${paragraphs.map(escaped).join('<br><br>\n')}</td></tr></table></td></tr><tr><td colspan="2">© 2026 The firm</td></tr></table>`,
}));

/** OpenGraph only; a newsletter box and a teaser in the middle of the text. */
const interrupted = page(({ title, date, paragraphs }) => {
  const half = Math.ceil(paragraphs.length / 2);
  return {
    head: `<title>${escaped(title)}</title><meta property="og:type" content="article"><meta property="og:title" content="${escaped(title)}"><meta property="article:published_time" content="${date}T06:00:00Z"><meta property="article:modified_time" content="2026-01-02T06:00:00Z">`,
    body: `${NAV}<article><h1>${escaped(title)}</h1>${paragraphsAsHtml(paragraphs.slice(0, half))}<aside class="newsletter-signup"><h3>Our letter</h3><p>Get the news of the week in your mailbox every Friday, free of charge.</p><form><input type="email"><button>Subscribe</button></form></aside><figure><img src="/i.jpg" alt=""></figure>${paragraphsAsHtml(paragraphs.slice(half))}</article><section class="related">${teaserList()}</section>${FOOTER}`,
  };
});

export const PAGES: Readonly<Record<string, Writer>> = {
  weblog,
  government,
  application,
  plainPage,
  tables,
  interrupted,
};
