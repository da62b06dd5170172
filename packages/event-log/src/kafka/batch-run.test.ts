import { describe, expect, it } from 'vitest';
import { PartitionLostError, type StoredRecord } from '../port.ts';
import { type BatchRunOptions, createBatchRun } from './batch-run.ts';

const records = [5, 6, 9].map(
  (offset): StoredRecord => ({ topic: 't', partition: 1, offset, key: 'k', value: null, headers: {}, publishedAt: 0 }),
);
const work = (upTo: number) => ({ outputs: [], deadLetters: [], upTo });

/** A batch of the offsets 5, 6 and 9 that notes what is written, in order. */
function open(over: Partial<BatchRunOptions> = {}) {
  const steps: string[] = [];
  const run = createBatchRun({
    topic: 't',
    partition: 1,
    group: 'g',
    records,
    publish: async () => {
      steps.push('publish');
      await new Promise((resolve) => setImmediate(resolve));
      steps.push('published');
      return [];
    },
    commit: async (_, upTo) => void steps.push(`commit ${upTo}`),
    beat: async () => void steps.push('beat'),
    ...over,
  });
  return { run, steps };
}

describe('createBatchRun', () => {
  it('commits after the outputs are written, never before, one finish after another', async () => {
    const { run, steps } = open();
    await Promise.all([run.batch.finish(work(6)), run.batch.finish(work(10))]);
    expect(steps).toEqual(['publish', 'published', 'commit 6', 'publish', 'published', 'commit 10']);
    expect(run.finishedUpTo()).toBe(10);
  });

  it('commits nothing when publishing fails, nor what was to be finished after it', async () => {
    const steps: number[] = [];
    const publish = () => Promise.reject(new Error('no broker'));
    const { run } = open({ publish, commit: async (_, upTo) => void steps.push(upTo) });
    const results = await Promise.allSettled([run.batch.finish(work(6)), run.batch.finish(work(7))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([steps, run.finishedUpTo()]).toEqual([[], 5]);
  });

  it('can be finished again from where a failure left it', async () => {
    let fail = true;
    const { run, steps } = open({
      publish: () => (fail ? Promise.reject(new Error('no broker')) : Promise.resolve([])),
    });
    await expect(run.batch.finish(work(7))).rejects.toThrow('no broker');
    fail = false;
    await run.batch.finish(work(6));
    expect(steps).toEqual(['commit 6']);
  });

  it('does not commit what was lost while its outputs were being written', async () => {
    const { run, steps } = open();
    const finishing = run.batch.finish(work(10));
    run.end();
    await expect(finishing).rejects.toThrow(PartitionLostError);
    expect(steps.filter((step) => step.startsWith('commit'))).toEqual([]);
    await expect(run.batch.heartbeat()).rejects.toThrow(PartitionLostError);
  });

  it.each([4, 11, 6.5])('refuses to finish up to %d', async (upTo) => {
    await expect(open().run.batch.finish(work(upTo))).rejects.toThrow(RangeError);
  });
});
