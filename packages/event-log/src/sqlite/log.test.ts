import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { newRecord, useLogFolder } from '../../test/folder.ts';
import { after, collect, everything, text } from '../contract/ground.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('openSqliteLog', () => {
  const { open, path } = useLogFolder();

  it('writes the calls of one turn in one transaction', async () => {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    const commits = () => exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length;
    const log = open();
    await log.publish([newRecord('in', 'first', 'x')]);
    const before = commits();
    await Promise.all(numbers(100).map((n) => log.publish([newRecord('in', `k${n}`, 'x')])));
    expect(commits() - before).toBe(1);
  });

  it('writes a flood of calls in several transactions, with turns between them', async () => {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    const log = open();
    const megabyte = 'x'.repeat(1024 * 1024);
    await Promise.all(numbers(9).map((n) => log.publish([newRecord('in', `k${n}`, megabyte)])));
    const commits = exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length;
    expect(commits).toBeGreaterThan(2);
    expect(await everything(log, 'in')).toHaveLength(9);
  });

  it('lets one failing call fail alone', async () => {
    const log = open();
    const broken = { ...newRecord('in', 'broken', ''), value: { length: 1 } as unknown as Uint8Array };
    const calls = [newRecord('in', 'a', '1'), broken, newRecord('in', 'b', '2')].map((each) => log.publish([each]));
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((await everything(log, 'in')).map(({ key }) => key).toSorted()).toEqual(['a', 'b']);
  });

  it('hands a backlog out in full batches', async () => {
    const log = open();
    for (const n of numbers(100)) void log.publish([newRecord('in', `k${n}`, 'x', 'one release')]);
    await log.publish([newRecord('in', 'last', 'x', 'one release')]);
    const sizes: number[] = [];
    const onRecords = (records: readonly unknown[]) => sizes.push(records.length);
    const inbox = await collect(log, { topic: 'in', group: 'g', maxRecords: 50, onRecords });
    await inbox.received(101);
    expect(sizes).toEqual([50, 50, 1]);
  });

  it('keeps the number of partitions the file was made with', async () => {
    await open({ partitions: 3 }).close();
    const positions = await open().publish(numbers(50).map((n) => newRecord('in', `k${n}`, 'x')));
    expect(new Set(positions.map(({ partition }) => partition))).toEqual(new Set([0, 1, 2]));
    expect(() => open({ partitions: 4 })).toThrow(/made with 3 partitions/);
  });

  it('reads only, when told so', async () => {
    const writer = open();
    const [position] = await writer.publish([newRecord('in', 'k', 'body')]);
    const reader = open({ readOnly: true });
    expect(position && text((await reader.readAt(position, 'k')) ?? expect.fail('not found'))).toBe('body');
    expect(await everything(reader, 'in')).toHaveLength(1);
    expect((await reader.lag('in', 'g')).records).toBe(1);
    await expect(reader.publish([newRecord('in', 'k', 'x')])).rejects.toThrow(/reading only/);
    await expect(reader.subscribe({ topic: 'in', group: 'g', handler: async () => undefined })).rejects.toThrow(
      /reading only/,
    );
  });

  it('refuses names that are no topics and limits that let nothing through', async () => {
    const log = open();
    await expect(log.publish([newRecord('a/b', 'k', 'x')])).rejects.toThrow(/no topic/);
    await expect(log.subscribe({ topic: 'a b', group: 'g', handler: async () => undefined })).rejects.toThrow(
      /no topic/,
    );
    await expect(
      log.subscribe({ topic: 'in', group: 'g', maxRecords: 0, handler: async () => undefined }),
    ).rejects.toThrow(RangeError);
  });

  it('takes what several processes publish at once into one file', async () => {
    const log = open();
    const inbox = await collect(log, { topic: 'in', group: 'g' });
    const workers = ['x', 'y'].map((name) => {
      const workerData = { path: path(), name, count: 100 };
      return new Worker(new URL('../../test/publisher.ts', import.meta.url), { workerData });
    });
    const ended = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    await Promise.all(numbers(100).map((n) => log.publish([newRecord('in', `here/${n}`, String(n), 'here')])));
    expect(await Promise.all(ended)).toEqual([0, 0]);
    await inbox.received(300);
    for (const name of ['here', 'x', 'y']) {
      const mine = inbox.records.filter(({ key }) => key.startsWith(`${name}/`)).map(text);
      expect(mine).toEqual(numbers(100).map(String));
    }
  });

  it('ends every subscription when the file cannot be read any more', async () => {
    const log = open();
    await log.publish([newRecord('in', 'k', 'x')]);
    const inbox = await collect(log, { topic: 'in', group: 'g' });
    await inbox.received(1);
    const outside = new DatabaseSync(path());
    outside.exec('ALTER TABLE records RENAME TO elsewhere');
    outside.close();
    await expect(inbox.subscription.ended).rejects.toThrow(/records/);
    expect(after(inbox.records)).toBeGreaterThan(0);
  });
});
