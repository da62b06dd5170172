import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedItem } from './model.ts';
import { parseFeed } from './parse-feed.ts';
import { sliceDocument } from './slice-document.ts';

const URL_OF_FEED = 'https://feeds.example/f';
const withoutSlice = ({ slice: _, ...item }: FeedItem) => item;

/** Every item of the text, cut out and read again, is the same item. */
function expectRoundTrip(text: string): number {
  const feed = parseFeed(text, { url: URL_OF_FEED });
  if (feed.kind !== 'feed') throw new Error(feed.message);
  for (const item of feed.items) {
    const again = parseFeed(sliceDocument(text, feed, item), { url: URL_OF_FEED });
    expect(again).toMatchObject({ kind: 'feed', mediaType: feed.mediaType });
    expect(again.kind === 'feed' && again.items.map(withoutSlice)).toEqual([withoutSlice(item)]);
  }
  return feed.items.length;
}

describe('sliceDocument', () => {
  it.each([
    ['rss/testdata/ministry.xml', 2],
    ['atom/testdata/agency.xml', 2],
    ['rdf/testdata/observatory.xml', 1],
    ['json-feed/testdata/council.json', 2],
  ])('%s', (file, items) => {
    expect(expectRoundTrip(readFileSync(new URL(file, import.meta.url), 'utf8'))).toBe(items);
  });

  it('keeps the item’s markup letter for letter and what its root declares', () => {
    const text =
      '<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel xml:lang="fr"><title>F</title><item><d:creator>A</d:creator></item></channel></rss>';
    const feed = parseFeed(text);
    const item = feed.kind === 'feed' ? feed.items[0] : undefined;
    if (feed.kind !== 'feed' || !item) throw new Error('no item');
    expect(sliceDocument(text, feed, item)).toBe(
      '<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel xml:lang="fr"><item><d:creator>A</d:creator></item></channel></rss>',
    );
  });

  it('does not repeat a start tag of megabytes for every item', () => {
    const text = `<rss x="${'y'.repeat(1_000_000)}"><channel><item><title>A</title></item></channel></rss>`;
    const feed = parseFeed(text);
    const item = feed.kind === 'feed' ? feed.items[0] : undefined;
    if (feed.kind !== 'feed' || !item) throw new Error('no item');
    expect(sliceDocument(text, feed, item)).toBe('<rss><channel><item><title>A</title></item></channel></rss>');
  });

  it('round-trips feeds cut off anywhere', () => {
    const text = readFileSync(new URL('rss/testdata/ministry.xml', import.meta.url), 'utf8');
    fc.assert(
      fc.property(fc.integer({ min: text.indexOf('<channel>') + 9, max: text.length }), (end) => {
        expectRoundTrip(text.slice(0, end));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('round-trips items of any mangled markup', () => {
    const piece = fc.constantFrom(
      ...['<title>', '</title>', '<description>', '</description>', '<b>', '</b>', '<br/>', '&amp;lt;', '&', '<', '>'],
      ...[
        '"',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<a b="',
        'words ',
        '<link>',
        '</link>',
        '<guid>',
        '<dc:date>',
        '2024',
      ],
    );
    const items = fc.array(fc.array(piece, { maxLength: 12 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(items, (parts) => {
        expectRoundTrip(`<rss><channel>${parts.map((p) => `<item>${p.join('')}</item>`).join('')}</channel></rss>`);
      }),
      { seed: 13, numRuns: 1_000 },
    );
  });
});
