import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../parse-feed.ts';
import { locateElements } from './locate-items.ts';

describe('JSON Feed', () => {
  it('reads a whole feed', () => {
    const text = readFileSync(new URL('./testdata/council.json', import.meta.url), 'utf8');
    const feed = parseFeed(text, { url: 'https://council.example/feed.json' });
    expect(feed).toMatchObject({
      kind: 'feed',
      format: 'json-feed',
      title: 'Town Council',
      link: 'https://council.example/',
      items: [
        {
          id: '1',
          link: 'https://council.example/n/1',
          title: 'Bridge "closed" ]}',
          author: 'Clerk',
          content: { value: '<p>Shut, {for} now</p>', type: 'html' },
          published: { iso: '2024-06-28T09:27:00+01:00' },
          categories: ['Roads'],
          enclosures: [{ url: 'https://council.example/n/1.pdf', type: 'application/pdf', length: 10 }],
        },
        { id: '2', link: 'https://elsewhere.example/2', content: { value: 'Reopened', type: 'text' } },
      ],
    });
  });

  it('locates the elements of any JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constantFrom(0, 2), (items, other, indent) => {
        const text = JSON.stringify({ other, nested: { items: [1] }, items, last: 1 }, null, indent);
        const parts = locateElements(text, 'items').map(({ start, end }) => JSON.parse(text.slice(start, end)));
        expect(parts).toEqual(JSON.parse(JSON.stringify(items)));
      }),
      { seed: 7 },
    );
  });
});
