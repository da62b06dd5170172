import { expect, it } from 'vitest';
import type { Cluster } from './cluster.ts';
import { createReader } from './reader.ts';

/** Batches of a partition as compaction leaves them: they keep their last offset when its record is gone. */
interface Batch {
  readonly last: number;
  readonly offsets: readonly number[];
}

/** A cluster that gives one batch a fetch, whole or not at all, as Kafka does where the next is too large. */
function clusterOf(batches: readonly Batch[]): Cluster {
  const end = (batches.at(-1)?.last ?? -1) + 1;
  const only = (offset: number) => async () => new Map([[0, offset]]);
  return {
    partitionsOf: async () => 1,
    fetch: async (_topic, _partition, at) => {
      const batch = batches.find(({ last }) => last >= at);
      const offsets = (batch?.offsets ?? []).filter((offset) => offset >= at);
      return { end, messages: offsets.map((offset) => message(offset)) };
    },
    lowest: only(0),
    highest: only(end),
    since: async () => new Map(),
    finished: async () => new Map(),
    close: async () => undefined,
  };
}

const message = (offset: number) =>
  ({ offset: String(offset), key: Buffer.from('k'), value: Buffer.from('v'), timestamp: '1', headers: {} }) as never;

async function scanned(batches: readonly Batch[]): Promise<number[]> {
  const reader = createReader(clusterOf(batches));
  const found: number[] = [];
  const span = reader.spanOf('t', undefined);
  for await (const { offset } of reader.scan('t', {}, span, () => undefined)) found.push(offset);
  return found;
}

it('reads on behind a batch whose last records were compacted away', async () => {
  const batches = [
    { last: 4, offsets: [0, 1, 2] },
    { last: 9, offsets: [5, 9] },
  ];
  expect(await scanned(batches)).toEqual([0, 1, 2, 5, 9]);
});

it('reads on behind a batch that was emptied, and ends where the last one was', async () => {
  const batches = [
    { last: 2, offsets: [] },
    { last: 4, offsets: [3] },
    { last: 6, offsets: [] },
  ];
  expect(await scanned(batches)).toEqual([3]);
});
