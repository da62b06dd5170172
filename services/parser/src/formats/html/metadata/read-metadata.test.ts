import { describe, expect, it } from 'vitest';
import { rawOf } from '../../../../test/raw-of.ts';
import { emptyDraft, type FormatInput } from '../../../draft.ts';
import { parseDocument } from '../parse-document.ts';
import { takeMetadata } from './read-metadata.ts';

const now = Date.UTC(2025, 0, 15);
function read(html: string, url = 'https://press.example/releases/1') {
  const raw = rawOf(html, { url, mediaType: 'text/html' });
  const input: FormatInput = {
    bytes: Buffer.from(html),
    text: html,
    mediaType: 'text/html',
    raw,
    hints: {},
    now,
    trace: undefined,
  };
  const draft = emptyDraft();
  const document = parseDocument(html);
  if (document) takeMetadata(document, url, input, draft);
  return draft;
}
const page = (head: string, body = '') =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const ld = (value: unknown) =>
  `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;
const published = (html: string, url?: string) => {
  const time = read(html, url).published;
  return time && `${time.value} ${time.zone} ${time.from}`;
};

describe('publication', () => {
  it.each<[string, string, string | undefined]>([
    [
      'JSON-LD in a graph',
      page(
        ld({
          '@graph': [{ '@type': 'WebSite' }, { '@type': 'NewsArticle', datePublished: '2024-06-28T09:27:00+02:00' }],
        }),
      ),
      '2024-06-28T09:27:00 +02:00 json-ld datePublished',
    ],
    [
      'broken JSON-LD',
      page(ld('{"@type":"NewsArticle", // ours\n"headline":"One\ntwo", "datePublished":"2024-06-28",}')),
      '2024-06-28 null json-ld datePublished',
    ],
    [
      'microdata',
      page(
        '',
        '<div itemscope itemtype="https://schema.org/Article"><time itemprop="datePublished" datetime="2024-06-28">x</time></div>',
      ),
      '2024-06-28 null microdata datePublished',
    ],
    [
      'RDFa',
      page(
        '',
        '<div vocab="https://schema.org/" typeof="Article"><span property="schema:datePublished" content="2024-06-28">x</span></div>',
      ),
      '2024-06-28 null rdfa datePublished',
    ],
    [
      'OpenGraph',
      page('<meta property="article:published_time" content="2024-06-28T09:27Z">'),
      '2024-06-28T09:27 Z meta article:published_time',
    ],
    [
      'Dublin Core',
      page('<meta name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="2024-06-28">'),
      '2024-06-28 null meta dcterms.issued',
    ],
    [
      'citations',
      page('<meta name="citation_publication_date" content="2024/06/28">'),
      '2024-06-28 null meta citation_publication_date',
    ],
    ['no header of the answer', page('<meta http-equiv="date" content="2024-06-28">'), undefined],
    ['no modification', page('<meta property="article:modified_time" content="2024-06-28">'), undefined],
    ['a year that cannot be', page('<meta name="date" content="0024-06-28">'), undefined],
    [
      'a time below the heading before one above',
      page(
        '',
        '<time datetime="2024-01-01">1 January 2024</time><h1>The title here</h1><time datetime="2024-06-28">28 June 2024</time>',
      ),
      '2024-06-28 null time element',
    ],
    [
      'the clock time that the metadata state for the day shown',
      page(
        '<meta property="article:published_time" content="2024-06-28T09:27:00+02:00">',
        '<h1>The title here</h1><p class="published">Published 28 June 2024</p>',
      ),
      '2024-06-28T09:27:00 +02:00 meta article:published_time',
    ],
    [
      'no midnight that stands for a mere day',
      page(
        '<meta property="article:published_time" content="2024-06-28T00:00:00Z">',
        '<h1>The title here</h1><p class="published">Published 28 June 2024</p>',
      ),
      '2024-06-28 null marked element',
    ],
    ['no updated time', page('', '<time class="updated" datetime="2024-06-29">29 June</time>'), undefined],
    [
      'no comment’s',
      page(
        '',
        '<h1>T</h1><div class="comments"><time datetime="2024-06-29">29 June</time><time datetime="2024-06-30">30 June</time></div>',
      ),
      undefined,
    ],
    [
      'what people read where the stamp is days off',
      page('', '<h1>T</h1><time datetime="2024-08-01">Publié le 28 juin 2024</time>'),
      '2024-06-28 null time element',
    ],
    [
      'the label for publication',
      page('', '<p class="info">Letzte Änderung: 29.06.2024, erschienen am: 28.06.2024</p>'),
      '2024-06-28 null marked element',
    ],
    [
      'a label on the line before',
      page('', '<h1>T</h1><dl><dt>Datum</dt><dd>28.06.2024</dd></dl>'),
      '2024-06-28 null page text',
    ],
    ['a line alone', page('', '<h1>T</h1><p>June 28, 2024</p><p>Text.</p>'), '2024-06-28 null page text'],
    [
      'a line after a break',
      page('', '<h1>T</h1><p>Ann Example, our own reporter at the river<br>28.06.2024, 09:27 Uhr</p>'),
      '2024-06-28T09:27 null page text',
    ],
    [
      'no date in passing',
      page('', '<p>The bridge was closed on June 28, 2024 by the council, and stays so for a while yet.</p>'),
      undefined,
    ],
    ['no calendar', page('', [1, 2, 3, 4, 5, 6].map((day) => `<p>0${day}.06.2024</p>`).join('')), undefined],
    [
      'the clock of the page',
      page('', '<p>15 January 2025</p><h1>The title</h1><p>28 June 2024</p>'),
      '2024-06-28 null page text',
    ],
    [
      'data for scripts',
      page('<script>window.state = {"publishedAt":"2024-06-28T09:27:00Z"}</script>'),
      '2024-06-28T09:27:00 Z script data',
    ],
    [
      'no data for scripts on many pages',
      page('<script>[{"publishedAt":"2024-06-28"},{"publishedAt":"2024-06-29"}]</script>'),
      undefined,
    ],
  ])('%s', (_, html, expected) => {
    expect(published(html)).toBe(expected);
  });

  it.each([
    ['https://a.example/2024/06/28/title', '2024-06-28'],
    ['https://a.example/2024-06/28/title', '2024-06-28'],
    ['https://a.example/world/2024/jun/28/title', '2024-06-28'],
    ['https://a.example/news/28-06-2024-title', '2024-06-28'],
    ['https://a.example/20240628-title', '2024-06-28'],
    ['https://archive.example/web/20240701120000/http://a.example/2024/06/28/x', '2024-06-28'],
    ['https://archive.example/web/20240701120000/http://a.example/x', undefined],
    ['https://a.example/2024/02/31/title', undefined],
    ['https://a.example/123456789', undefined],
  ])('%s', (url, expected) => {
    expect(read(page('', '<p>Nothing.</p>'), url).published?.value).toBe(expected);
  });

  it('is the local day where a stamp in UTC falls on the day before', () => {
    const head = ld({ '@type': 'NewsArticle', datePublished: '2024-06-27T22:30:00Z' });
    expect(read(page(head), 'https://a.example/2024/06/28/x').published?.value).toBe('2024-06-28');
    expect(read(page(head)).published?.value).toBe('2024-06-27T22:30:00');
  });

  it('is that of the page among articles that it leads to', () => {
    const article = (headline: string, url: string, datePublished: string) => ({
      '@type': 'NewsArticle',
      headline,
      url,
      datePublished,
    });
    const list = [
      article('Another thing', 'https://press.example/releases/2', '2024-06-30'),
      article('The bridge opens', 'https://press.example/releases/1', '2024-06-28'),
    ];
    expect(read(page(ld(list), '<h1>The bridge opens</h1>')).published?.value).toBe('2024-06-28');
  });

  it('is told from the modification', () => {
    const draft = read(page('', '<h1>T</h1><p>Published: 28 June 2024</p><p>Last updated: 30 June 2024</p>'));
    expect([draft.published?.value, draft.modified?.value]).toEqual(['2024-06-28', '2024-06-30']);
  });
});

describe('titles, language, issuers', () => {
  it('takes the site’s name off, and never takes it alone', () => {
    const head =
      '<title>Bridge opens at last | Norland Herald</title><meta property="og:site_name" content="Norland Herald"><meta property="og:title" content="Norland Herald">';
    expect(read(page(head, '<h1>Norland Herald</h1>')).titles).toEqual([
      { text: 'Bridge opens at last', from: 'title' },
    ]);
  });

  it('says where names come from; people come last, as bylines', () => {
    const head =
      ld({ '@type': 'NewsArticle', author: { '@type': 'Person', name: 'Ann Example' }, publisher: { '@id': '#p' } }) +
      ld({ '@id': '#p', '@type': 'Organization', name: 'Norland Water' });
    expect(read(page(head)).issuers).toEqual([
      { text: 'Norland Water', from: 'json-ld publisher' },
      { text: 'Ann Example', from: 'byline json-ld author' },
    ]);
  });

  it('does not take another language’s address for the page’s own', () => {
    const head = '<link rel="alternate" hreflang="de" href="/de/1"><link rel="canonical" href="/en/1">';
    expect(read(page(head)).aliases).toEqual(['https://press.example/en/1']);
  });

  it('reads the headline of microdata', () => {
    const body =
      '<article itemscope itemtype="http://schema.org/NewsArticle"><p itemprop="headline">Bridge opens</p></article>';
    expect(read(page('', body)).titles).toEqual([{ text: 'Bridge opens', from: 'microdata headline' }]);
  });
});

describe('hostile pages', () => {
  it.each([
    ['long attributes', `<p class="${'date '.repeat(100_000)}" id="${'1'.repeat(100_000)}">1</p>`],
    ['long digits', `<p class="date">${'20240628'.repeat(50_000)}</p>`],
    ['many times', '<time datetime="x">28 June 2024</time>'.repeat(5000)],
    ['deep items', '<div itemscope itemprop="a b c">'.repeat(150)],
    ['prototype', '<div itemscope><b itemprop="__proto__ constructor toString">x</b></div>'],
    ['titles', `<title>${' | -'.repeat(50_000)}</title>`],
  ])('%s', (_, body) => {
    expect(() => read(page('', body))).not.toThrow();
  });
});

describe('the heading', () => {
  it('is known by titles that hold the site’s name, too', () => {
    const head = '<title>Mill and port agree on wheels | Acme</title><meta property="og:site_name" content="Acme">';
    const told = '<meta property="og:title" content="Mill and port agree on wheels | Acme">';
    const { titles } = read(page(head + told, '<h1>Mill and port agree on wheels for ten years</h1>'));
    expect(titles[0]).toEqual({ text: 'Mill and port agree on wheels for ten years', from: 'h1' });
  });
});

describe('the kind', () => {
  const kinds = (body: string, head = '') => read(page(head, body)).kinds.map(({ text }) => text);
  const title = '<h1>Mill opens in Sampletown</h1>';

  it.each([
    ['over the headline', `<p>Press release</p>${title}`, ['Press release']],
    ['with a number', `<div>Pressemitteilung Nr. 112/2024</div>${title}`, ['Pressemitteilung']],
    ['with its day', `<p>Pressemitteilung vom 2. Mai 2024</p>${title}`, ['Pressemitteilung']],
    ['with day and place', `${title}<p>Statement | 2 May 2024 | Sampletown</p>`, ['Statement']],
    ['that is a way to a list', `<div><a href="/s">Speeches</a></div>${title}`, []],
    ['of a menu', `<div>Speech</div><div>Press release</div>${title}`, []],
    ['that is a label', `${title}<dl><dt>Statement:</dt><dd>none</dd></dl>`, []],
    ['far from it', `${title}<p>${'Words of the release. '.repeat(30)}</p><p>Speech</p>`, []],
  ])('is what a line says %s', (_, body, expected) => {
    expect(kinds(body)).toEqual(expected);
  });

  it('is none that every page of a newsroom states', () => {
    const head = `${ld({ '@type': ['NewsArticle', 'Report'] })}<meta property="og:type" content="article">`;
    expect(kinds(title, head)).toEqual(['Report']);
  });
});

it('takes a name that the page states twice once, from where it tells most', () => {
  const stated = ld({
    '@type': 'NewsArticle',
    author: { '@type': 'Organization', name: 'Ministry of Wheels' },
    publisher: { '@type': 'Organization', name: 'GOVERNMENT.example' },
  });
  const { issuers } = read(page(`${stated}<meta property="og:site_name" content="Government.Example">`));
  expect(issuers).toEqual([
    { text: 'Ministry of Wheels', from: 'json-ld author' },
    { text: 'GOVERNMENT.example', from: 'json-ld publisher' },
  ]);
});

it('takes the site’s name off titles, whoever else is called so', () => {
  const stated = ld({
    '@type': 'NewsArticle',
    author: { '@type': 'Organization', name: 'Mill' },
    publisher: { name: 'Mill' },
  });
  expect(read(page(`${stated}<title>Mill: wheels | Mill</title>`)).titles[0]?.text).toBe('Mill: wheels');
});

it('takes the name that the title ends with where nothing states an issuer', () => {
  const body = '<h1>Bridge of wheels opens</h1>';
  expect(read(page('<title>Bridge of wheels opens | News | Acme Ltd</title>', body)).issuers).toEqual([
    { text: 'Acme Ltd', from: 'site in title' },
  ]);
  const named = '<title>Bridge of wheels opens | Acme Ltd</title><meta property="og:site_name" content="Acme">';
  expect(read(page(named, body)).issuers).toEqual([{ text: 'Acme', from: 'meta og:site_name' }]);
});
