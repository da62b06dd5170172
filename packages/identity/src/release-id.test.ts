import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemNames, mintReleaseId, mintReleaseIds, NamelessItemError } from './release-id.ts';

const scope = { sourceId: 'harbour', homes: ['https://harbour.example/', 'https://harbour.example/feed.xml'] };
const ids = (items: readonly ItemNames[], sourceId = scope.sourceId) => mintReleaseIds(items, { ...scope, sourceId });
const id = (item: ItemNames, sourceId = scope.sourceId) => ids([item], sourceId)[0];

describe('the releaseId', () => {
  it('comes of the item’s own link, at whichever source it is seen', () => {
    const item = { link: 'https://harbour.example/a?utm_source=feed', guid: '1' };
    expect(id(item)).toMatch(/^[0-9a-f]{32}$/);
    expect(id(item)).toBe(id({ link: 'http://harbour.example/a/', guid: '2' }, 'another'));
    expect(mintReleaseId(item, scope)).toBe(id(item));
  });

  it('never changes: releases of years ago are found again', () => {
    expect(id({ link: 'https://harbour.example/a' })).toBe('503d7b153fad2f6765191c2e5c275913');
    expect(id({ guid: 'tag:harbour.example,2024:1' })).toBe('104d7d1e62e429c0600376b6bc2ed06f');
    expect(id({ path: '2024/a.txt' })).toBe('86b7351fbd4b89412f2d6e07fbe725e1');
  });

  it('comes of source and GUID where the link is the feed’s home', () => {
    const home = { link: 'http://harbour.example', guid: '1' };
    expect(id(home)).toBe(id({ guid: '1' }));
    expect(id(home)).not.toBe(id({ ...home, guid: '2' }));
    expect(id(home)).not.toBe(id(home, 'another'));
  });

  it('keeps two items of one fetch apart that share a link', () => {
    const link = 'https://harbour.example/notices';
    for (const name of ['guid', 'path', 'title'] as const) {
      const [one, two] = ids([
        { link, [name]: 'a' },
        { link, [name]: 'b' },
      ]);
      expect(one, name).not.toBe(two);
    }
  });

  it('keeps two different notices of one issuer on one day two', () => {
    const [one, two] = ids([
      { link: 'https://harbour.example/2024-06-28/notice-1', guid: 'n1', title: 'Notice' },
      { link: 'https://harbour.example/2024-06-28/notice-2', guid: 'n2', title: 'Notice' },
    ]);
    expect(one).not.toBe(two);
  });

  it('is one for an item that a feed lists twice', () => {
    const item = { link: 'https://harbour.example/a', guid: '1', title: 'A' };
    const [one, two] = ids([item, item]);
    expect(one).toBe(two);
    expect(one).toBe(id(item));
  });

  it('takes a link that is none for no link', () => {
    expect(id({ link: 'about:blank', guid: '1' })).toBe(id({ guid: '1' }));
    expect(id({ link: '', path: 'a.txt' })).toBe(id({ path: 'a.txt' }));
  });

  it('refuses an item without a name, and says so', () => {
    for (const item of [{}, { guid: '' }, { link: 'about:blank' }, { title: 'only a title' }]) {
      expect(() => ids([item])).toThrow(NamelessItemError);
      expect(() => mintReleaseId(item, scope)).toThrow('harbour');
    }
  });

  const text = fc.constantFrom('a', 'b', 'c', 'https://harbour.example/1', 'https://harbour.example/');
  const items = fc.array(
    fc.record(
      {
        link: fc.constantFrom('https://harbour.example/', 'https://harbour.example/1', 'https://harbour.example/2'),
        guid: text,
        path: text,
        title: text,
      },
      { requiredKeys: ['link'] },
    ),
    { minLength: 1, maxLength: 8 },
  );

  it('does not hang on the order of the items', () => {
    const shuffled = items.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, order]) => {
        const straight = ids(list);
        const mixed = ids(order.map((n) => list[n] ?? {}));
        expect(mixed).toEqual(order.map((n) => straight[n]));
      }),
      { seed: 31, numRuns: 500 },
    );
  });

  it('differs between items that differ in GUID', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, selector: (guid) => guid.normalize('NFC') }),
        (guids) => {
          expect(new Set(ids(guids.map((guid) => ({ guid })))).size).toBe(guids.length);
        },
      ),
      { seed: 32 },
    );
  });
});
