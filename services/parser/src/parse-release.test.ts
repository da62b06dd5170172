import { readFileSync } from 'node:fs';
import { contentHash } from '@presswatch/identity';
import { describe, expect, it } from 'vitest';
import { NOW, parsed, rawOf, refusal } from '../test/raw-of.ts';
import { parseRelease } from './parse-release.ts';
import type { TraceLine } from './trace.ts';

const seed = readFileSync(new URL('../../../seeds/releases/000_201ff5ad7eabcb6d.txt', import.meta.url));

describe('the seed release', () => {
  const release = parsed(seed);
  it('gives its fields, with no zone and no clock time that it does not state', () => {
    expect(release).toMatchObject({
      format: 'distributor-stamp',
      kind: 'press-release',
      issuer: { name: 'Foreign, Commonwealth & Development Office', from: 'stamp' },
      published: { value: '2024-06-28', precision: 'day', zone: null },
      distributor: { name: 'Public', at: { value: '2024-06-28T09:27', precision: 'minute', zone: null } },
      language: 'en',
    });
    expect(release.title).toMatch(/^The UK will work to identify, .* at the UN Security Council$/);
    expect(release.body.map((block) => block.kind)).toEqual(Array(7).fill('paragraph'));
  });

  it('hashes title and body', () => {
    expect(release.contentHash).toBe(
      contentHash(
        release.title,
        release.body.map((block) => block.text),
      ),
    );
  });
});

describe('rejections', () => {
  it.each<[string, Parameters<typeof refusal>]>([
    ['empty', ['']],
    ['empty', [' \n\t ']],
    ['binary', [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d)]],
    ['unsupported-media-type', ['body { color: red }', { mediaType: 'text/css' }]],
    ['unsupported-media-type', ['<svg xmlns="http://www.w3.org/2000/svg"></svg>', { mediaType: 'image/svg+xml' }]],
    ['undecodable', [Uint8Array.from([0xff, 0xfe, ...Array(64).fill(0xdc)])]],
    ['no-text', ['<html><body><img src="a.png"></body></html>', { mediaType: 'text/html' }]],
    ['too-large', ['the first 64 KiB', { truncated: true, size: 50_000_000 }]],
  ])('%s', (code, [bytes, more]) => {
    expect(refusal(bytes, more)).toBe(code);
  });

  it('says what to do', () => {
    const outcome = parseRelease(rawOf('x', { truncated: true, size: 52_428_800 }), { now: NOW });
    expect(outcome).toMatchObject({
      reason: { message: expect.stringMatching(/50\.0 MiB.*bring it in again in parts/) },
    });
  });
});

describe('what source and feed say', () => {
  it('fills in where the release says nothing', () => {
    const release = parsed('Only a paragraph that goes on and on, with no title of its own above it at all.', {
      hints: {
        title: 'A title',
        published: 'Fri, 28 Jun 2024 09:27:00 GMT',
        author: 'admin',
        feedTitle: 'Norby City Council',
      },
      source: { id: 's', kind: 'feed', language: 'en-GB' },
    });
    expect(release).toMatchObject({
      issuer: { name: 'Norby City Council', from: 'feed title' },
      published: { value: '2024-06-28T09:27:00', zone: 'Z', from: 'feed' },
      language: 'en-GB',
    });
  });

  it('reads ambiguous numeric dates by the language of the source', () => {
    const dated = (language: string) =>
      parsed('Date: 03/04/2024\n\nA title\n\nA paragraph.', { source: { id: 's', kind: 'folder', language } }).published
        ?.value;
    expect([dated('en-US'), dated('en-GB'), dated('en')]).toEqual(['2024-03-04', '2024-04-03', undefined]);
  });

  it('believes the source about its issuer before anything but a stamp', () => {
    const source = { id: 's', kind: 'folder', issuer: 'The Source' };
    expect(parsed('A title\n\nA paragraph.\n\nSOURCE Somebody Else', { source }).issuer?.name).toBe('The Source');
    expect(parsed(seed, { source }).issuer?.from).toBe('stamp');
  });
});

describe('formats', () => {
  it('are told by content where the label is wrong', () => {
    const page = '<!doctype html><html><title>A page</title><body><p>Some text on a page.</p></body></html>';
    expect(parsed(page).format).toBe('html');
    expect(parsed(page, { mediaType: 'application/pdf' }).format).toBe('html');
    expect(parsed('# A title\n\nA paragraph.').format).toBe('markdown');
    expect(parsed('A title\n\nA paragraph.', { mediaType: 'text/html' }).format).toBe('plain-text');
  });
});

describe('the trace', () => {
  it('tells where each field was found, and changes nothing', () => {
    const lines: TraceLine[] = [];
    const outcome = parseRelease(rawOf(seed), { now: NOW, explain: (line) => lines.push(line) });
    expect(outcome).toEqual(parseRelease(rawOf(seed), { now: NOW }));
    expect(lines).toContainEqual({
      field: 'issuer',
      value: 'Foreign, Commonwealth & Development Office',
      from: 'stamp',
    });
    expect(lines.map((line) => line.field)).toEqual(
      expect.arrayContaining(['charset', 'format', 'title', 'published', 'language']),
    );
  });
});
