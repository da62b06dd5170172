import { randomBytes } from 'node:crypto';
import { connect } from '@presswatch/opensearch';
import { readSettings } from '@presswatch/service-kit';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { describeServers, openAdapters, setUpIndex, setUpLog, setUpRecordStore } from './index.ts';

const { brokers, opensearch, redis } = inject('servers');
const prefix = `adapters-${randomBytes(4).toString('hex')}`;
const index = `opensearch+${opensearch}/${prefix}`;
const addresses = {
  PRESSWATCH_LOG: `kafka://${brokers.join(',')}`,
  PRESSWATCH_INDEX: index,
  PRESSWATCH_RECORDS: index,
  PRESSWATCH_STATE: redis,
};
const settings = readSettings(addresses, '/srv');

afterAll(async () => {
  const client = connect({ nodes: [opensearch] });
  await client.indices.delete({ index: `${prefix}-*` });
  await client.close();
});

it('sets up what the indices need, and finds it afterwards', async () => {
  const both = async (check: boolean) => [
    ...(await setUpIndex(settings, { check })),
    ...(await setUpRecordStore(settings, { check })),
  ];
  const states = async (check: boolean) => [...new Set((await both(check)).map(({ state }) => state))];
  expect(await states(true)).toEqual(['missing']);
  expect(await states(false)).toEqual(['made']);
  expect(await states(false)).toEqual(['there']);
  const topics = [{ name: `${prefix}-nowhere`, retention: { kind: 'compacted' } as const }];
  expect(await setUpLog(settings, { topics, check: true })).toMatchObject([{ state: 'missing' }]);
});

it('opens every port by its address', async () => {
  const { index: releases, records, state, close } = await openAdapters(settings, 'consumer');
  try {
    expect((await releases.reader.search({ query: { kind: 'all' } })).total).toEqual({ value: 0, exact: true });
    expect(await records.create('test', prefix, { a: 1 })).toMatchObject({ value: { a: 1 } });
    expect(await state.memory.get(prefix)).toBeNull();
  } finally {
    await close();
  }
});

describe('describeServers', () => {
  it('asks each server once, for version, clock and members', async () => {
    expect(await describeServers(settings, [`${prefix}-group`])).toMatchObject([
      { name: 'Kafka', up: true, members: { [`${prefix}-group`]: 0 } },
      { name: 'OpenSearch', up: true, version: expect.stringMatching(/^\d+\.\d+/), security: expect.any(Boolean) },
      { name: 'Redis', up: true, version: expect.stringMatching(/^\d+\.\d+/), clockAheadMs: expect.any(Number) },
    ]);
  });

  it('says of those that are away that they are', async () => {
    const nowhere = '127.0.0.1:1';
    const away = readSettings(
      {
        PRESSWATCH_LOG: `kafka://${nowhere}`,
        PRESSWATCH_INDEX: `opensearch+http://${nowhere}`,
        PRESSWATCH_STATE: `redis://${nowhere}`,
      },
      '/srv',
    );
    const views = await describeServers(away, []);
    expect(views.map(({ name, up }) => [name, up])).toEqual([
      ['Kafka', false],
      ['OpenSearch', false],
      ['Redis', false],
    ]);
    for (const { problem } of views) expect(problem).toMatch(/\w/);
  });
});
