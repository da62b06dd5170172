import { readdirSync, readFileSync } from 'node:fs';
import { parsedReleaseSchema } from '@presswatch/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, parsed } from '../test/raw-of.ts';
import { decode } from './charset/index.ts';

const TYPES = [
  'text/plain',
  'text/markdown',
  'text/html',
  'application/rss+xml',
  'application/feed+json',
  'application/octet-stream',
];
const FOLDERS = ['distributor-stamp', 'plain-text', 'markdown', 'feed-entry', 'html'];
const fixtures = FOLDERS.flatMap((format) => {
  const folder = new URL(`./formats/${format}/testdata/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => !file.endsWith('.expected.json'))
    .map((file) => readFileSync(new URL(file, folder)));
});

const words = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];

/** Takes anything without throwing; what it emits fits the schema. */
function take(bytes: Uint8Array, mediaType: string): void {
  const outcome = outcomeOf(bytes, { mediaType });
  if (outcome.kind === 'emit') expect(parsedReleaseSchema.safeParse(outcome.events[0]).error).toBeUndefined();
  else expect(outcome.kind).toBe('reject');
}

const type = fc.constantFrom(...TYPES);
const mutated = fc
  .tuple(
    fc.constantFrom(...fixtures),
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12 })), { minLength: 1, maxLength: 8 }),
  )
  .map(([bytes, edits]) =>
    edits.reduce((now, [at, drop, put]) => splice(now, at % (now.length + 1), drop, put), Uint8Array.from(bytes)),
  );

function splice(bytes: Uint8Array<ArrayBuffer>, at: number, drop: number, put: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + drop)]);
}

const snippet = fc.constantFrom(
  ...'<p>|</p>|<div>|</div>|<br>|<li>|<table><tr><td>|<script>|<!--|-->|# |- |> |```|\n\n|\n|  |28 June 2024|06/28/2024 | Press release|Distributed by X on |---|title: |word |Ünï |文字|[a](http://x.example) |&amp;|"|{|}|<![CDATA['.split(
    '|',
  ),
);

describe('the parser', () => {
  it('takes random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), type, take), { seed: 11, numRuns: 300 });
  });

  it('takes random markup', () => {
    const text = fc.array(snippet, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join('')));
    fc.assert(fc.property(text, type, take), { seed: 12, numRuns: 300 });
  });

  it('takes damaged releases of every format', () => {
    fc.assert(fc.property(mutated, type, take), { seed: 13, numRuns: 250 });
  });

  it('invents no text: every word of title and body occurs in the input', () => {
    const said = (bytes: Uint8Array) => {
      const decoded = decode(bytes);
      const outcome = outcomeOf(bytes);
      const release = outcome.kind === 'emit' ? outcome.events[0] : undefined;
      if (release?.state !== 'present' || 'refused' in decoded) return;
      // Marks may stand within a word, as tags may in HTML: neighbours count as one.
      const source = words(decoded.text).join('');
      for (const text of [release.title, ...release.body.map((block) => block.text)]) {
        for (const word of words(text)) expect(source).toContain(word);
      }
    };
    const plain = fc.array(
      snippet.filter((part) => !part.startsWith('<') && !part.startsWith('&')),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(plain, (parts) => said(new TextEncoder().encode(parts.join('')))),
      { seed: 14, numRuns: 300 },
    );
    for (const bytes of fixtures) said(bytes);
  });
});

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
      'JSON-LD nested deep',
      `<html><script type="application/ld+json">${'['.repeat(100_000)}</script><p>The text below.</p>`,
      'text/html',
    ],
  ])('%s is read with what can be had', (_, text, mediaType) => {
    const release = parsed(text, { mediaType });
    expect(release.body.map((block) => block.text).join(' ') + release.title).toContain('The text below.');
  });
});
