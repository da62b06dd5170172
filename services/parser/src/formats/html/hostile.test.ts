import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf, parsed } from '../../../test/raw-of.ts';

const WORDS = 'Words, words, and more words of a release that says something about a company';
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...'<div>|</div>|<p>|</p>|<div class="related">|<div class="paywall" hidden>|<form>|</form>|<article>|</article>|<h1>|</h1>|<h2>News</h2>|<ul><li>|</li></ul>|<table><tr><td>|</td></tr></table>|<figure>|<figcaption>|</figure>|<a href="/x">|</a>|<br>|<br><br>|<pre>|</pre>|<blockquote>|<aside>|</aside>|<main>|</main>|<body>|</body>|<html lang="de">|<head>|</head>|<title>|</title>|<script>let a = "<p>";</script>|<style>p {}</style>|<template>|</template>|<svg><p>|</svg>|<!-- no -->|<img src="a.jpg">|&amp;|&#x41;|&nbsp;|<font>|<p class="byline">|<div itemprop="articleBody">|<select><option>|<nav>|</nav>|About Wheels|Contact: a@b.example|28 June 2024'.split(
        '|',
      ),
    ),
    fc.nat(99).map((i) => `${WORDS} ${i}. `),
    fc.nat(99).map((i) => `<p>${WORDS} ${i}.</p>`),
  ),
  { maxLength: 60 },
);

const words = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];

function read(html: string) {
  const release = parsed(`<!doctype html><title>News of wheels</title>${html}`, { mediaType: 'text/html' });
  return { release, outline: JSON.stringify(outlineOf(release)) };
}

describe('any page', () => {
  it('is read without text that it does not have, and always alike', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const html = parts.join('');
        const { release, outline } = read(html);
        expect(read(html).outline).toBe(outline);
        const source = words(`${html.replaceAll('&#x41;', 'A').replaceAll('&amp;', '')} News of wheels`).join('');
        for (const { text } of release.body) for (const word of words(text)) expect(source).toContain(word);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('says no longer paragraph twice', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const own = parts.map((part, i) => part.replace(WORDS, `${WORDS} no ${i}`)).join('');
        const { release } = read(`<div><p>${WORDS} first.</p><p>${WORDS} second.</p>${own}</div>`);
        const texts = release.body.map(({ text }) => text).filter((text) => text.length > 60);
        expect(new Set(texts).size).toBe(texts.length);
      }),
      { seed: 32, numRuns: 200 },
    );
  });
});

describe('a page that is made to be slow', () => {
  const many = 20_000;
  it.each([
    ['marked parts', '<div class="share">x</div>'.repeat(many)],
    ['breaks', 'Words.<br><br>'.repeat(many)],
    ['captions', `<figure><table></table>${'<figcaption>x</figcaption>'.repeat(many)}</figure>`],
    ['articles within articles', '<article><p>Words, and more.</p>'.repeat(150)],
    ['lists within lists', `${'<ul><li>'.repeat(80)}Words.${'</ul>'.repeat(80)}`.repeat(many / 160)],
    ['tables within tables', '<table><tr><td>'.repeat(600)],
    ['headings that say the title', '<h1>News of wheels</h1>'.repeat(many)],
    ['hidden parts', '<div style="display:none">x</div>'.repeat(many)],
    ['links', '<a href="https://press.example/x">Words of a link</a> '.repeat(many)],
    ['attributes', `<p ${Array.from({ length: many }, (_, i) => `a${i}=1`).join(' ')}>`],
    ['open forms', '<form><input>'.repeat(many)],
  ])('is read to its end: %s', (_, part) => {
    const { release } = read(`<h1>News of wheels</h1><div>${part}</div><main><p>${WORDS}.</p></main>`);
    expect(release.title).toBe('News of wheels');
    expect(release.body.length).toBeGreaterThan(0);
  });
});
