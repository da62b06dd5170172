import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { newRecord, useLogFolder } from '../../test/folder.ts';
import { aborted, after, collect, everything, text } from '../contract/ground.ts';

const DAY = 24 * 60 * 60 * 1000;
const RETENTION = new Map([['parsed', { kind: 'time', ms: 7 * DAY } as const]]);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('maintain', () => {
  const { open, path } = useLogFolder();

  it('removes from a time-retained topic what is old and finished by every group', async () => {
    const log = open({ retention: RETENTION });
    await log.publish(numbers(30).map((n) => newRecord('parsed', `r${n}`, String(n))));
    const quick = await collect(log, { topic: 'parsed', group: 'quick' });
    await quick.received(30);
    const firsts: string[] = [];
    const slow = await log.subscribe({
      topic: 'parsed',
      group: 'slow',
      maxRecords: 1,
      handler: async (batch) => {
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
        firsts.push(...batch.records.map(text));
        if (firsts.length === 10) void slow.close();
      },
    });
    await slow.ended;
    const waiting = (await log.lag('parsed', 'slow')).records;
    expect(await log.maintain(Date.now() + 6 * DAY)).toEqual({ expired: 0, superseded: 0, tombstones: 0 });
    expect(await log.maintain(Date.now() + 8 * DAY)).toEqual({ expired: 30 - waiting, superseded: 0, tombstones: 0 });
    expect(await everything(log, 'parsed')).toHaveLength(waiting);
    const rest = await collect(log, { topic: 'parsed', group: 'slow' });
    await rest.received(waiting);
    expect([...firsts, ...rest.records.map(text)].toSorted()).toEqual(numbers(30).map(String).toSorted());
  });

  it('removes by age alone where no group reads', async () => {
    const log = open({ retention: RETENTION });
    await log.publish(numbers(700).map((n) => newRecord('parsed', `r${n}`, String(n), 'one partition')));
    expect((await log.maintain(Date.now() + 8 * DAY)).expired).toBe(700);
    expect(await everything(log, 'parsed')).toEqual([]);
  });

  it('never uses an offset again, so that a group misses nothing after everything was removed', async () => {
    const log = open({ retention: RETENTION });
    await log.publish([newRecord('parsed', 'a', '1')]);
    const before = await collect(log, { topic: 'parsed', group: 'g' });
    await before.received(1);
    await log.maintain(Date.now() + 8 * DAY);
    await log.close();
    const again = open({ retention: RETENTION });
    await again.publish([newRecord('parsed', 'a', '2')]);
    const inbox = await collect(again, { topic: 'parsed', group: 'g' });
    await inbox.received(1);
    expect(inbox.records.map(text)).toEqual(['2']);
  });

  it('keeps the newest record of each key over several runs', async () => {
    const log = open({ retention: RETENTION });
    for (const round of numbers(3)) {
      await log.publish(numbers(600).map((n) => newRecord('raw', `r/${n}`, `${round}:${n}`, `p${n % 3}`)));
      await log.maintain(Date.now());
    }
    const left = (await everything(log, 'raw')).map(text);
    expect(left.toSorted()).toEqual(
      numbers(600)
        .map((n) => `2:${n}`)
        .toSorted(),
    );
    expect((await log.maintain(Date.now())).superseded).toBe(0);
  });

  it('drops a tombstone after seven days, once every group has passed it', async () => {
    const log = open({ retention: RETENTION });
    await log.publish([newRecord('raw', 'k', 'body'), newRecord('raw', 'k', null)]);
    const idle = await log.subscribe({ topic: 'raw', group: 'g', handler: async ({ signal }) => aborted(signal) });
    await idle.close();
    expect(await log.maintain(Date.now() + 8 * DAY)).toEqual({ expired: 0, superseded: 1, tombstones: 0 });
    const inbox = await collect(log, { topic: 'raw', group: 'g' });
    await inbox.received(1);
    expect(inbox.records[0]?.value).toBeNull();
    expect((await log.maintain(Date.now() + 6 * DAY)).tombstones).toBe(0);
    expect((await log.maintain(Date.now() + 8 * DAY)).tombstones).toBe(1);
    expect(await everything(log, 'raw')).toEqual([]);
  });

  it('leaves no byte of an erased capture in the files', async () => {
    const log = open({ retention: RETENTION });
    const secret = 'to be forgotten';
    await log.publish([
      newRecord('raw', 'k', `${secret} `.repeat(2000)),
      newRecord('raw', 'other', 'kept '.repeat(2000)),
    ]);
    const files = async () => Buffer.concat([await readFile(path()), await readFile(`${path()}-wal`)]);
    expect((await files()).includes(secret)).toBe(true);
    await log.publish([newRecord('raw', 'k', null)]);
    await log.maintain(Date.now());
    const left = await files();
    expect([left.includes(secret), left.includes('kept kept')]).toEqual([false, true]);
  });

  it('lets others have their turn while it works', async () => {
    const log = open({ retention: RETENTION });
    await log.publish(numbers(2000).map((n) => newRecord('parsed', `r${n}`, String(n), 'one partition')));
    let turns = 0;
    let over = false;
    const count = () => {
      turns++;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    expect((await log.maintain(Date.now() + 8 * DAY)).expired).toBe(2000);
    over = true;
    expect(turns).toBeGreaterThan(5);
  });

  it('removes nothing where no retention is given', async () => {
    const log = open();
    await log.publish([newRecord('raw', 'k', '1'), newRecord('raw', 'k', '2')]);
    expect(await log.maintain(Date.now() + 100 * DAY)).toEqual({ expired: 0, superseded: 0, tombstones: 0 });
    expect(await everything(log, 'raw')).toHaveLength(2);
  });
});
