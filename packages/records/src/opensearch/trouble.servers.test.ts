import { randomUUID } from 'node:crypto';
import { type Client, connect } from '@presswatch/opensearch';
import { type HttpFaultProxy, startHttpFaultProxy } from '@presswatch/testkit/fault-proxy';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type RecordStore, RecordsUnavailableError, VersionConflictError } from '../index.ts';
import { openOpenSearchRecords, setUpRecords } from './index.ts';

let prefix: string;
let client: Client;
const stores: RecordStore[] = [];
const closers: (() => Promise<void>)[] = [];

beforeEach(() => {
  prefix = `test-${randomUUID()}`;
  client = connect({ nodes: [inject('servers').opensearch] });
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const close of closers.splice(0)) await close();
  await client.indices.delete({ index: `${prefix}-records*` });
  await client.close();
});

const connection = (url = inject('servers').opensearch) => ({ nodes: [url] });
const setUp = (options: { readonly replicas?: number; readonly check?: boolean } = {}) =>
  setUpRecords(connection(), { prefix, replicas: 0, ...options });

async function open(url?: string): Promise<RecordStore> {
  const store = await openOpenSearchRecords({ connection: connection(url), prefix });
  stores.push(store);
  return store;
}

async function openBehindProxy(): Promise<{ store: RecordStore; proxy: HttpFaultProxy }> {
  const proxy = await startHttpFaultProxy({ target: inject('servers').opensearch, seed: 1 });
  closers.push(proxy.close);
  return { store: await open(proxy.url), proxy };
}

describe('setUpRecords', () => {
  it('makes the index once, and only looks where told', async () => {
    const name = `${prefix}-records`;
    expect(await setUp({ check: true })).toMatchObject([{ name, state: 'missing', remedy: 'run presswatch setup' }]);
    const lines = (await Promise.all([setUp(), setUp(), setUp()])).flat();
    expect(lines.map(({ state }) => state).toSorted()).toEqual(['made', 'there', 'there']);
    expect(await setUp({ check: true })).toMatchObject([{ name, state: 'there' }]);
  });

  it('sets the replicas of what is there', async () => {
    await setUp();
    expect(await setUp({ replicas: 1, check: true })).toMatchObject([{ state: 'differs' }]);
    expect(await setUp({ replicas: 1 })).toMatchObject([{ state: 'made', detail: expect.stringContaining('0 → 1') }]);
    expect(await setUp({ replicas: 1 })).toMatchObject([{ state: 'there' }]);
  });

  it('touches nothing that is not as it must be, and says what to do', async () => {
    await client.indices.create({ index: `${prefix}-records`, body: {} });
    expect(await setUp()).toMatchObject([{ state: 'differs', remedy: expect.stringContaining('_reindex') }]);
    await client.indices.delete({ index: `${prefix}-records` });
    await client.indices.create({ index: `${prefix}-records-1`, body: {} });
    expect(await setUp()).toMatchObject([{ state: 'differs', detail: expect.stringContaining('no alias') }]);
    await client.indices.putAlias({ index: `${prefix}-records-1`, name: `${prefix}-records` });
    const [line] = await setUp();
    expect(line).toMatchObject({ state: 'differs', detail: expect.stringContaining('dynamic: expected "strict"') });
  });
});

describe('records on OpenSearch', () => {
  it('are not opened, and no index comes into being, where setup was not run', async () => {
    await expect(open()).rejects.toThrow(/run presswatch setup/);
    await setUp();
    const store = await open();
    await client.indices.delete({ index: `${prefix}-records-1` });
    const calls = [
      store.create('note', 'x', 1),
      store.put('note', 'x', 1, '0/1'),
      store.get('note', 'x'),
      store.delete('note', 'x'),
      store.scan('note'),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ reason: { name: 'RecordsUnavailableError' } });
      expect(String((outcome as PromiseRejectedResult).reason)).toContain('run presswatch setup');
    }
    expect((await client.indices.exists({ index: `${prefix}-records` })).body).toBe(false);
  });

  it('keep names that JSON readers are afraid of, and ids of any length', async () => {
    await setUp();
    const store = await open();
    const value = JSON.parse('{"__proto__": {"a": 1}, "constructor": {"prototype": 2}, "half": "\\ud800"}');
    const ids = ['x'.repeat(600), `${'x'.repeat(600)}y`, '\u0001/%2F?#+', ''];
    for (const id of ids) await store.create('note', id, value);
    for (const id of ids) expect(JSON.stringify((await store.get('note', id))?.value)).toBe(JSON.stringify(value));
    expect((await store.scan('note')).map(({ id }) => id)).toEqual(ids.toSorted());
    await expect(store.create('note', '\ud800', 1)).rejects.toThrow(TypeError);
  });

  it('take a version of another store for an old one', async () => {
    await setUp();
    const store = await open();
    await store.create('note', 'x', 1);
    await expect(store.put('note', 'x', 2, randomUUID())).rejects.toThrow(VersionConflictError);
    await expect(store.delete('note', 'x', randomUUID())).rejects.toThrow(VersionConflictError);
    expect(await store.delete('note', 'none', randomUUID())).toBe(false);
  });

  it('are unavailable, and nothing else, while the server refuses, is silent or is gone', async () => {
    await setUp();
    const { store, proxy } = await openBehindProxy();
    const made = await store.create('note', 'x', 1);
    const version = made?.version ?? expect.fail('not made');
    for (const fault of [
      { kind: 'status', status: 429 },
      { kind: 'status', status: 503 },
      { kind: 'status', status: 403 },
      { kind: 'reset' },
    ] as const) {
      proxy.set(fault);
      await expect(store.get('note', 'x')).rejects.toThrow(RecordsUnavailableError);
      await expect(store.scan('note')).rejects.toThrow(RecordsUnavailableError);
      if (fault.kind === 'reset') continue;
      await expect(store.create('note', 'y', 1)).rejects.toThrow(RecordsUnavailableError);
      await expect(store.put('note', 'x', 2, version)).rejects.toThrow(RecordsUnavailableError);
      await expect(store.delete('note', 'x')).rejects.toThrow(RecordsUnavailableError);
    }
    proxy.set({ kind: 'pass' });
    expect(await store.get('note', 'x')).toEqual(made);
    expect(await store.scan('note')).toEqual([made]);
    await proxy.close();
    await expect(store.get('note', 'x')).rejects.toThrow(/try again$/);
  });

  it('may have done what they could not confirm: it is read afterwards', async () => {
    await setUp();
    const { store, proxy } = await openBehindProxy();
    proxy.set({ kind: 'ambiguous' });
    await expect(store.create('note', 'x', 1)).rejects.toThrow(RecordsUnavailableError);
    proxy.set({ kind: 'pass' });
    expect((await store.get('note', 'x'))?.value).toBe(1);
    expect(await store.create('note', 'x', 1)).toBeNull();
  });

  it('say that a block must be lifted, and lose nothing by it', async () => {
    await setUp();
    const store = await open();
    const index = `${prefix}-records-1`;
    const made = await store.create('note', 'x', 1);
    const block = (value: boolean | null) =>
      client.indices.putSettings({ index, body: { index: { blocks: { read_only_allow_delete: value } } } as never });
    await block(true);
    await expect(store.create('note', 'y', 1)).rejects.toThrow(/make room on its disk/);
    expect(await store.scan('note')).toEqual([made]);
    await block(null);
    expect(await store.create('note', 'y', 1)).not.toBeNull();
  });

  it('refuse what is larger than a request may be', async () => {
    await setUp();
    const { store, proxy } = await openBehindProxy();
    proxy.set({ kind: 'too-large', bytes: 1000 });
    await expect(store.create('note', 'x', 'x'.repeat(2000))).rejects.toThrow(RangeError);
  });
});
