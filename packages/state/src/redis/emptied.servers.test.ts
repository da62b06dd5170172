import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { State } from '../port.ts';
import { openRedisState } from './index.ts';
import { runScript, script } from './script.ts';

const T = 1_700_000_000_000;
let prefix: string;
let state: State;
let redis: Redis;

beforeEach(async () => {
  prefix = `test-${randomUUID()}`;
  redis = new Redis(inject('servers').redis);
  state = await openRedisState({ url: inject('servers').redis, prefix });
});
afterEach(async () => {
  await empty();
  await state.close();
  redis.disconnect();
});

const keys = () => redis.keys(`{${prefix}}:*`);
async function empty(): Promise<void> {
  const all = await keys();
  if (all.length > 0) await redis.del(...all);
}

describe('Redis emptied while it is in use', () => {
  it('takes leases away: they are neither renewed nor given back, and their tokens never come again', async () => {
    const { schedule } = state;
    const tokens = new Set<string>();
    for (let round = 0; round < 5; round++) {
      await schedule.add([{ id: 'a', dueAt: T }]);
      const [lease] = await schedule.claim({ now: T, limit: 1, leaseMs: 1000 });
      if (!lease) throw new Error('nothing was claimed');
      tokens.add(lease.token);
      await empty();
      expect(await schedule.renew(lease, { now: T, leaseMs: 1000 })).toBeNull();
      expect(await schedule.release(lease, T)).toBe(false);
      await schedule.reschedule('a', T);
      await schedule.remove('a');
      expect(await schedule.claim({ now: T, limit: 1, leaseMs: 1000 })).toEqual([]);
      expect(await schedule.dueTimes(['a'])).toEqual(new Map());
      await schedule.add([{ id: 'a', dueAt: T }]);
      await schedule.claim({ now: T, limit: 1, leaseMs: 1000 });
      expect(await schedule.release(lease, T)).toBe(false);
      await empty();
    }
    expect(tokens.size).toBe(5);
  });

  it.each(['ready', 'held', 'leases'])('hands every task out again when only %s is gone', async (key) => {
    const { schedule } = state;
    const tasks = [
      { id: 'free', dueAt: T },
      { id: 'taken', dueAt: T - 1 },
    ];
    await schedule.add(tasks);
    await schedule.claim({ now: T, limit: 1, leaseMs: 1000 });
    await redis.del(`{${prefix}}:schedule:${key}`);
    await schedule.add(tasks);
    const after = await schedule.claim({ now: T + 1000, limit: 5, leaseMs: 1000 });
    expect(after.map(({ id }) => id).toSorted()).toEqual(['free', 'taken']);
    expect(await schedule.release(after[0] ?? expect.fail('nothing'), T + 5000)).toBe(true);
  });

  it('never takes an old version for that of a value written since', async () => {
    const { memory } = state;
    await memory.compareAndSet('k', null, 'old');
    const old = await memory.get('k');
    await empty();
    expect(await memory.compareAndSet('k', old?.version ?? 0, 'lost')).toBe(false);
    await memory.compareAndSet('k', null, 'new');
    expect(await memory.compareAndSet('k', old?.version ?? 0, 'lost')).toBe(false);
    expect((await memory.get('k'))?.value).toBe('new');
  });

  it('knows no member any more, and starts slots afresh', async () => {
    await state.memory.remember('feed', ['a'], { now: T, keepMs: 1000 });
    await state.budgets.block('host', T + 60_000);
    await empty();
    expect(await state.memory.seen('feed', ['a'])).toEqual(new Set());
    expect(await state.budgets.take('host', { now: T, intervalMs: 10 })).toBe(0);
  });
});

describe('what Redis keeps', () => {
  it('ends by itself, but for the schedule', async () => {
    await state.memory.compareAndSet('k', null, 1);
    await state.memory.remember('feed', ['a'], { now: T, keepMs: 1000 });
    await state.memory.remember('feed', ['b'], { now: T, keepMs: 5000 });
    await state.budgets.take('host', { now: T, intervalMs: 10 });
    await state.budgets.block('blocked', Date.now() + 60_000);
    const lives = await Promise.all((await keys()).map((key) => redis.pttl(key)));
    expect(lives).toHaveLength(4);
    expect(Math.min(...lives)).toBeGreaterThan(60_000);
  });

  it('keeps a value longer when it is read', async () => {
    const key = `{${prefix}}:value:k`;
    await state.memory.compareAndSet('k', null, 1);
    await redis.pexpire(key, 60_000);
    await state.memory.get('k');
    expect(await redis.pttl(key)).toBeGreaterThan(3_600_000);
    expect(await state.memory.get('none')).toBeNull();
    expect(await keys()).toEqual([key]);
  });

  it('holds only the members that are still kept', async () => {
    for (let n = 0; n < 50; n++) await state.memory.remember('feed', [`m${n}`], { now: T + n * 100, keepMs: 1000 });
    expect(await redis.zcard(`{${prefix}}:seen:feed`)).toBe(10);
  });
});

describe('runScript', () => {
  it('sends a script that Redis does not know, and goes by its hash afterwards', async () => {
    const fresh = script(`return ARGV[1] .. '${randomUUID()}'`);
    const [before] = (await redis.script('EXISTS', fresh.sha1)) as [number];
    const first = await runScript(redis, fresh, [], ['x']);
    expect(before).toBe(0);
    expect(first).toBe(await redis.evalsha(fresh.sha1, 0, 'x'));
  });

  it('passes other errors on', async () => {
    await expect(runScript(redis, script('return redis.call("GET")'), [], [])).rejects.toThrow(/Wrong number of args/);
  });
});
