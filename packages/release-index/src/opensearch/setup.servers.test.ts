import { connect } from '@presswatch/opensearch';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { setUpIndices } from './index.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };
const shape = { shards: 2, replicas: 0 };

describe('setting up the indices', () => {
  let store: ReturnType<typeof ownPrefix>;
  const client = connect(connection);
  beforeEach(() => {
    store = ownPrefix(connection);
  });
  afterEach(() => store.remove());
  const setUp = (check = false) => setUpIndices(connection, { prefix: store.prefix, ...shape, check });
  const states = async (check = false) => (await setUp(check)).map((line) => line.state);

  it('looks only where asked, makes what is missing, and changes nothing the second time', async () => {
    expect(await states(true)).toEqual(['missing', 'missing', 'missing']);
    expect(await states()).toEqual(['made', 'made', 'made']);
    expect(await states()).toEqual(['there', 'there', 'there']);
    expect(await states(true)).toEqual(['there', 'there', 'there']);
  });

  it('names the field that disagrees, what it should be and what to run', async () => {
    const properties = { releaseId: { type: 'text' }, extra: { type: 'long' } };
    const index = `${store.prefix}-captures-1`;
    const aliases = { [`${store.prefix}-captures`]: {} };
    await client.indices.create({ index, body: { mappings: { properties }, aliases } as never });
    const [releases, captures] = await setUp();
    expect(releases?.state).toBe('made');
    expect(captures).toMatchObject({ state: 'differs', remedy: expect.stringContaining('presswatch reindex') });
    for (const part of ['releaseId: expected {', 'found {"type":"text"}', 'extra: expected nothing', 'dynamic: ']) {
      expect(captures?.detail).toContain(part);
    }
    expect(await states()).toEqual(['there', 'differs', 'there']);
  });

  it('refuses an index where an alias must be, and an index that no alias leads to', async () => {
    await client.indices.create({ index: `${store.prefix}-releases`, body: {} });
    await client.indices.create({ index: `${store.prefix}-captures-4`, body: {} });
    const [releases, captures] = await setUp();
    expect(releases).toMatchObject({ state: 'differs', remedy: expect.stringContaining('move or delete') });
    expect(captures).toMatchObject({ state: 'differs', detail: expect.stringContaining('no alias') });
  });
});
