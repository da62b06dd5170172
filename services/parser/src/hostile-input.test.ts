import { describe, expect, it } from 'vitest';
import { NOW, parsedLater, rawOf } from '../test/raw-of.ts';
import { parseRelease } from './parse-release.ts';

describe('hostile input', () => {
  const nested = (tag: string, depth: number) => `<html><body>${`<${tag}>`.repeat(depth)}<p>The text below.</p>`;
  it.each([
    ['HTML nested 100,000 deep', nested('div', 100_000), 'text/html'],
    ['inline tags nested 100,000 deep', nested('b', 100_000), 'text/html'],
    ['a list nested 50,000 deep', nested('ul><li', 50_000), 'text/html'],
    ['end tags without start tags', `<html>${'</x></div>'.repeat(100_000)}<p>The text below.</p>`, 'text/html'],
    ['200,000 elements', `<html><body>${'<i>a</i>'.repeat(200_000)}<p>The text below.</p>`, 'text/html'],
    ['a million stray brackets', `<html>${'<'.repeat(1_000_000)}><p>The text below.</p>`, 'text/html'],
    [
      '15,000 paragraphs 150 deep',
      `<html><body>${'<div class="related">'.repeat(150)}${'<p>Words, words.'.repeat(15_000)}<p>The text below.</p>`,
      'text/html',
    ],
    [
      'a page all of whose parts are named boilerplate',
      '<html><body><p class="share">Oh.</p><p class="share">The text below.</p><p class="share">Ah.</p><p class="share">Eh.</p>',
      'text/html',
    ],
    ['one long attribute', `<html><body><p class="${'a '.repeat(500_000)}">The text below.</p>`, 'text/html'],
    ['Markdown quotes nested deep', `${'> '.repeat(50_000)}The text below.`, 'text/markdown'],
    ['Markdown brackets', `${'[a]('.repeat(60_000)} The text below.`, 'text/markdown'],
    ['Markdown stars', `${'*a **b '.repeat(30_000)} The text below.`, 'text/markdown'],
    ['a line of 4 MB', `${'word '.repeat(800_000)}The text below.`, 'text/plain'],
    ['a million short lines', `${'a\n'.repeat(1_000_000)}The text below.`, 'text/plain'],
    ['dashes and slashes', `${'/ -- '.repeat(400_000)}The text below.`, 'text/plain'],
    [
      'a feed entry nested 50,000 deep',
      `<rss><channel><item><title>The text below.</title><description>${'&lt;div&gt;'.repeat(50_000)}</description></item></channel></rss>`,
      'application/rss+xml',
    ],
    [
      '100,000 documents filed together',
      `<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\nThe text below.\n</TEXT>\n</DOCUMENT>\n${'<DOCUMENT>\n<TYPE>EX-99.2\n'.repeat(100_000)}`,
      'text/plain',
    ],
    [
      'a message of 50,000 parts',
      `Subject: The text below.\r\nFrom: a@a.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords.\r\n${'--b\r\n\r\nw\r\n'.repeat(50_000)}`,
      'message/rfc822',
    ],
    [
      'JSON-LD nested deep',
      `<html><script type="application/ld+json">${'['.repeat(100_000)}</script><p>The text below.</p>`,
      'text/html',
    ],
  ])('%s is read with what can be had', async (_, text, mediaType) => {
    const release = await parsedLater(text, { mediaType });
    expect(release.body.map((block) => block.text).join(' ') + release.title).toContain('The text below.');
  });

  it.each([
    [
      'a message with a header of 2 MB',
      `Subject: The text below.\r\nFrom: a@a.example\r\nX-Long: ${'a '.repeat(1_000_000)}\r\nMIME-Version: 1.0\r\n\r\nWords.\r\n`,
    ],
    [
      'a message of parts nested 5,000 deep',
      `Subject: The text below.\r\nFrom: a@a.example\r\nMIME-Version: 1.0\r\n${Array.from({ length: 5_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('')}\r\nWords.\r\n`,
    ],
  ])('%s is refused', async (_, text) => {
    const outcome = await parseRelease(rawOf(text, { mediaType: 'message/rfc822' }), { now: NOW });
    expect(outcome).toMatchObject({ kind: 'reject', reason: { code: 'damaged' } });
  });
});
