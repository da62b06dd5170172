import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseUrl } from './url.ts';

describe('normaliseUrl', () => {
  it.each([
    ['scheme', 'https://news.example/a', 'http://news.example/a'],
    ['host in capitals', 'https://NEWS.Example/a', 'https://news.example/a'],
    ['final dot of the host', 'https://news.example./a', 'https://news.example/a'],
    ['default port', 'https://news.example:443/a', 'https://news.example/a'],
    ['fragment', 'https://news.example/a#top', 'https://news.example/a'],
    ['credentials', 'https://me:secret@news.example/a', 'https://news.example/a'],
    ['final slash', 'https://news.example/a/', 'https://news.example/a'],
    ['no path', 'https://news.example', 'https://news.example/'],
    ['tracking', 'https://news.example/a?utm_source=x&fbclid=y', 'https://news.example/a'],
    ['tracking in capitals', 'https://news.example/a?UTM_Source=x', 'https://news.example/a'],
    ['order of parameters', 'https://news.example/a?b=2&a=1', 'https://news.example/a?a=1&b=2'],
    ['needless escapes', 'https://news.example/%61%2D%7e', 'https://news.example/a-~'],
    ['escapes in small letters', 'https://news.example/%c3%a9', 'https://news.example/%C3%A9'],
    ['raw letters', 'https://news.example/é', 'https://news.example/%C3%A9'],
    ['dots in the path', 'https://news.example/x/../a', 'https://news.example/a'],
    ['space around', '  https://news.example/a\n', 'https://news.example/a'],
    ['international host', 'https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
    ['plus for space', 'https://news.example/?q=a+b', 'https://news.example/?q=a%20b'],
  ])('takes as one place: %s', (_name, one, other) => {
    expect(normaliseUrl(one)).toBe(normaliseUrl(other));
    expect(normaliseUrl(one)).toMatch(/^\/\//);
  });

  it.each([
    ['path', 'https://news.example/a', 'https://news.example/b'],
    ['case of the path', 'https://news.example/A', 'https://news.example/a'],
    ['host', 'https://news.example/a', 'https://www.news.example/a'],
    ['other port', 'https://news.example:8080/a', 'https://news.example/a'],
    ['parameter that names the page', 'https://news.example/?id=1', 'https://news.example/?id=2'],
    ['order of the same parameter', 'https://news.example/?a=2&a=1', 'https://news.example/?a=1&a=1'],
    ['reserved escape', 'https://news.example/a%2Fb', 'https://news.example/a/b'],
  ])('keeps apart: %s', (_name, one, other) => {
    expect(normaliseUrl(one)).not.toBe(normaliseUrl(other));
  });

  it.each([
    '',
    'not a link',
    '/relative',
    'ftp://news.example/a',
    'mailto:a@news.example',
    'javascript:alert(1)',
    'http://',
  ])('is undefined for %j', (link) => {
    expect(normaliseUrl(link)).toBeUndefined();
  });

  it('does nothing to what it has normalised', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
        const once = normaliseUrl(link);
        expect(once).toBeDefined();
        expect(normaliseUrl(`https:${once}`)).toBe(once);
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }).map((text) => `http://news.example/${text}`),
        ),
        (text) => {
          expect(['string', 'undefined']).toContain(typeof normaliseUrl(text));
        },
      ),
      { seed: 22, numRuns: 500 },
    );
  });
});
