import { describe, expect, it } from 'vitest';
import { parseDocument } from '../dom.ts';
import { shownDate } from './page-date.ts';

const ctx = { now: Date.UTC(2025, 0, 15), order: 'dmy' as const };
const date = (body: string, url?: string) => {
  const document = parseDocument(`<html><body>${body}</body></html>`);
  return document && shownDate(document, url, ctx)?.value;
};

describe('shownDate', () => {
  it.each<[string, string, string | undefined]>([
    ['an itemprop', '<span itemprop="datePublished" content="2024-06-28">yesterday</span>', '2024-06-28'],
    [
      'a time element below the heading before one above',
      '<time datetime="2024-01-01">x</time><h1>T</h1><time datetime="2024-06-28">x</time>',
      '2024-06-28',
    ],
    [
      'a marked time before others',
      '<h1>T</h1><time datetime="2024-01-01"></time><time class="entry-date" datetime="2024-06-28"></time>',
      '2024-06-28',
    ],
    ['no modification', '<time class="updated" datetime="2024-06-29">29 June</time>', undefined],
    ['no comment', '<div class="comments"><time datetime="2024-06-29">29 June</time></div>', undefined],
    [
      'a footer’s, at second look',
      '<div class="footer"><time itemprop="datePublished" datetime="2024-06-28"></time></div>',
      '2024-06-28',
    ],
    [
      'the label for publication',
      '<p class="info">Letzte Änderung: 29.06.2024, erschienen am: 28.06.2024</p>',
      '2024-06-28',
    ],
    ['a line alone', '<h1>T</h1><p>June 28, 2024</p><p>Text.</p>', '2024-06-28'],
    [
      'a paragraph’s opening',
      '<p>Karlsruhe, (28.06.2024). Today the council said many things about many other things.</p>',
      '2024-06-28',
    ],
    [
      'no date in passing',
      '<p>The bridge was closed on June 28, 2024 by the council, and stays so for a while yet.</p>',
      undefined,
    ],
  ])('%s', (_, body, expected) => {
    expect(date(body)).toBe(expected);
  });

  it.each([
    ['https://a.example/2024/06/28/title', '2024-06-28'],
    ['https://a.example/news/28-06-2024-title', '2024-06-28'],
    ['https://a.example/20240628-title', '2024-06-28'],
    ['https://a.example/2024/02/31/title', undefined],
    ['https://a.example/123456789', undefined],
  ])('%s', (url, expected) => {
    expect(date('<p>Nothing.</p>', url)).toBe(expected);
  });
});
