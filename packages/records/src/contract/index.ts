import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RecordStore, VersionConflictError } from '../port.ts';
import { scanning } from './scanning.ts';

/** One storage of its own, on which a store can be opened again and again. */
export interface RecordStoreHarness {
  open(): Promise<RecordStore>;
  /** Closes what is still open and removes the storage. */
  dispose(): Promise<void>;
}

export interface RecordStoreCapabilities {
  /** ms a test may take. Default 10,000. */
  readonly timeoutMs?: number;
}

/** What every RecordStore does, whatever it stands on. Each test gets a harness of its own. */
export function describeRecordStore(
  name: string,
  makeHarness: () => Promise<RecordStoreHarness>,
  capabilities: RecordStoreCapabilities = {},
): void {
  describe(`RecordStore: ${name}`, { timeout: capabilities.timeoutMs ?? 10_000 }, () => {
    let harness: RecordStoreHarness;
    let store: RecordStore;
    beforeEach(async () => {
      harness = await makeHarness();
      store = await harness.open();
    });
    afterEach(() => harness.dispose());

    describe('one record', () => single(() => ({ harness, store })));
    describe('many records', () => scanning(() => store));
  });
}

const present = <T>(item: T | null): T => item ?? expect.fail('there is no record');

function single(ground: () => { readonly harness: RecordStoreHarness; readonly store: RecordStore }): void {
  it('creates a record once', async () => {
    const { store } = ground();
    const made = await store.create('search', 'a', { q: 'grain' });
    expect(made).toMatchObject({ kind: 'search', id: 'a', value: { q: 'grain' } });
    expect(await store.create('search', 'a', { q: 'other' })).toBeNull();
    expect(await store.get('search', 'a')).toEqual(made);
    expect(await store.get('search', 'b')).toBeNull();
  });

  it('lets one of many creators win, over all openers', async () => {
    const { store, harness } = ground();
    const other = await harness.open();
    const tries = Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).create('note', 'x', n));
    const won = (await Promise.all(tries)).filter((item) => item !== null);
    expect(won).toHaveLength(1);
    expect(await other.get('note', 'x')).toEqual(won[0]);
    expect(await store.get('note', 'x')).toEqual(won[0]);
  });

  it('replaces a record only under its version, which changes with every write', async () => {
    const { store, harness } = ground();
    const other = await harness.open();
    const first = present(await store.create('note', 'x', 1));
    const second = await other.put('note', 'x', 2, first.version);
    const same = await store.put('note', 'x', 2, second.version);
    expect(new Set([first.version, second.version, same.version]).size).toBe(3);
    await expect(store.put('note', 'x', 3, first.version)).rejects.toThrow(VersionConflictError);
    await expect(store.put('note', 'none', 3, first.version)).rejects.toThrow(VersionConflictError);
    expect(await other.get('note', 'x')).toEqual(same);
  });

  it('loses no update of writers that race and read again on a conflict', async () => {
    const { store, harness } = ground();
    const other = await harness.open();
    await store.create('counter', 'c', 0);
    const increment = async (through: RecordStore): Promise<void> => {
      const { value, version } = present(await through.get('counter', 'c'));
      try {
        await through.put('counter', 'c', Number(value) + 1, version);
      } catch (error) {
        if (!(error instanceof VersionConflictError)) throw error;
        await increment(through);
      }
    };
    await Promise.all(Array.from({ length: 30 }, (_, n) => increment(n % 2 ? store : other)));
    expect(present(await store.get('counter', 'c')).value).toBe(30);
  });

  it('deletes, under a version where one is given', async () => {
    const { store } = ground();
    const first = present(await store.create('note', 'x', 1));
    const second = await store.put('note', 'x', 2, first.version);
    await expect(store.delete('note', 'x', first.version)).rejects.toThrow(VersionConflictError);
    expect(await store.delete('note', 'x', second.version)).toBe(true);
    expect(await store.get('note', 'x')).toBeNull();
    expect(await store.delete('note', 'x')).toBe(false);
    expect(await store.delete('note', 'x', second.version)).toBe(false);
    await store.create('note', 'y', 1);
    expect(await store.delete('note', 'y')).toBe(true);
  });

  it('does not take a record made again for the one deleted', async () => {
    const { store } = ground();
    const first = present(await store.create('note', 'x', 1));
    await store.delete('note', 'x');
    await store.create('note', 'x', 1);
    await expect(store.put('note', 'x', 2, first.version)).rejects.toThrow(VersionConflictError);
  });

  it('keeps every JSON value as it is', async () => {
    const { store } = ground();
    const values = [
      null,
      false,
      0,
      -1.5e300,
      '',
      'Ünïcode “日本語” 👩‍🚀 \u0000 \n',
      [],
      {},
      { deep: { list: [1, [2, { x: null }]], '': 'empty name', 'a.b': 1 } },
      'x'.repeat(200_000),
    ];
    for (const [n, value] of values.entries()) {
      const made = present(await store.create('value', `v${n}`, value));
      expect(made.value).toEqual(value);
      expect(present(await store.get('value', `v${n}`)).value).toEqual(value);
    }
    await expect(store.create('value', 'none', undefined)).rejects.toThrow(TypeError);
  });

  it('gives values that are the reader’s own', async () => {
    const { store } = ground();
    const value = { list: [1] };
    await store.create('value', 'x', value);
    value.list.push(2);
    const read = present(await store.get('value', 'x')).value as { list: number[] };
    read.list.push(3);
    expect(present(await store.get('value', 'x')).value).toEqual({ list: [1] });
  });

  it('keeps kinds apart', async () => {
    const { store } = ground();
    await store.create('a', 'x', 'of a');
    await store.create('b', 'x', 'of b');
    await store.delete('a', 'x');
    expect(present(await store.get('b', 'x')).value).toBe('of b');
    expect(await store.scan('a')).toEqual([]);
  });

  it('keeps records over a restart', async () => {
    const { store, harness } = ground();
    const made = await store.create('note', 'x', { text: 'kept' });
    await store.close();
    await store.close();
    const again = await harness.open();
    expect(await again.get('note', 'x')).toEqual(made);
  });
}
