import { expect, it } from 'vitest';
import type { RecordStore } from '../port.ts';

/** Reads all pages of a kind, with something done between them. */
async function allPages(
  store: RecordStore,
  kind: string,
  page: { readonly prefix?: string; readonly limit: number },
  between: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const last = ids.at(-1);
    const items = await store.scan(kind, last === undefined ? page : { ...page, after: last });
    ids.push(...items.map(({ id }) => id));
    if (items.length < page.limit) return ids;
    await between();
  }
}

const padded = (n: number): string => String(n).padStart(4, '0');

/** Paging. */
export function scanning(storeOf: () => RecordStore): void {
  const fill = (kind: string, ids: readonly string[]) => Promise.all(ids.map((id) => storeOf().create(kind, id, id)));

  it('pages through a kind in the order of ids, 100 at a time unless told', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => padded((n * 37) % 250));
    await fill('search', ids);
    await fill('other', ['0001x']);
    expect(await storeOf().scan('search')).toHaveLength(100);
    expect(await storeOf().scan('search', { limit: 1000 })).toHaveLength(250);
    expect(await allPages(storeOf(), 'search', { limit: 7 })).toEqual(ids.toSorted());
    expect((await storeOf().scan('search', { limit: 1 }))[0]).toMatchObject({ id: '0000', value: '0000' });
  });

  it('keeps to a prefix, whatever characters it has', async () => {
    const ids = [
      'a',
      'a%',
      'a%/1',
      'a%/2',
      'a_/1',
      'ab',
      'b',
      'é/1',
      'é/2',
      'ê',
      '日/1',
      '日本/1',
      '👩/1',
      '\u{10ffff}x',
    ];
    await fill('note', ids);
    for (const prefix of ['', 'a', 'a%', 'a%/', 'a_', 'é', 'é/', '日', '👩', '\u{10ffff}', 'zz']) {
      const found = await allPages(storeOf(), 'note', { prefix, limit: 2 });
      expect(found.toSorted()).toEqual(ids.filter((id) => id.startsWith(prefix)).toSorted());
    }
  });

  it('names the kinds that there are records of', async () => {
    expect(await storeOf().kinds()).toEqual([]);
    await fill('search', ['a', 'b']);
    await fill('note', ['c']);
    expect(await storeOf().kinds()).toEqual(['note', 'search']);
    await storeOf().delete('note', 'c');
    expect(await storeOf().kinds()).toEqual(['search']);
  });

  it('orders ids by code points', async () => {
    await fill('note', ['\u{1f680}', '\u{ffee}', 'z', 'é', 'Z']);
    expect((await storeOf().scan('note')).map(({ id }) => id)).toEqual(['Z', 'z', 'é', '\u{ffee}', '\u{1f680}']);
  });

  it('starts after an id that is not there, and before the prefix', async () => {
    await fill('note', ['a/1', 'a/3', 'b/1']);
    expect((await storeOf().scan('note', { after: 'a/2' })).map(({ id }) => id)).toEqual(['a/3', 'b/1']);
    expect((await storeOf().scan('note', { prefix: 'b/', after: 'a/2' })).map(({ id }) => id)).toEqual(['b/1']);
    expect(await storeOf().scan('note', { prefix: 'a/', after: 'b' })).toEqual([]);
  });

  it('misses and repeats nothing that was there while records come and go', async () => {
    const store = storeOf();
    const ids = Array.from({ length: 60 }, (_, n) => `p/${padded(n * 2)}`);
    await fill('dlq', ids);
    let step = 0;
    const disturb = async () => {
      step++;
      await store.create('dlq', `p/${padded(step * 8 + 1)}`, 'new');
      await store.create('dlq', `q/${step}`, 'elsewhere');
      await store.delete('dlq', `p/${padded(step * 2)}`);
    };
    const found = await allPages(store, 'dlq', { prefix: 'p/', limit: 5 }, disturb);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(found.toSorted());
    const stayed = (await allPages(store, 'dlq', { prefix: 'p/', limit: 1000 })).filter((id) => ids.includes(id));
    expect(found).toEqual(expect.arrayContaining(stayed));
  });

  it('refuses a page of no size or of too many', async () => {
    await expect(storeOf().scan('note', { limit: 0 })).rejects.toThrow(RangeError);
    await expect(storeOf().scan('note', { limit: 1001 })).rejects.toThrow(RangeError);
  });
}
