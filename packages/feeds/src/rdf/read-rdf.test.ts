import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../parse-feed.ts';

describe('RDF', () => {
  it('reads items beside the channel', () => {
    const feed = parseFeed(readFileSync(new URL('./testdata/observatory.xml', import.meta.url), 'utf8'));
    expect(feed).toMatchObject({
      kind: 'feed',
      format: 'rdf',
      mediaType: 'application/rss+xml',
      title: 'Observatory notices',
      items: [
        {
          id: 'https://observatory.example/n1',
          link: 'https://observatory.example/n1',
          title: 'Comet seen',
          language: 'fr',
          published: { iso: '2024-06-28T21:05Z' },
        },
      ],
    });
  });

  it('links an item by its rdf:about, and reads RSS under a prefix', () => {
    const feed = parseFeed(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://my.netscape.com/rdf/simple/0.9/"><r:item rdf:about="https://o.example/2"><r:title>T</r:title></r:item></rdf:RDF>',
    );
    expect(feed).toMatchObject({ items: [{ link: 'https://o.example/2', title: 'T' }] });
  });
});
