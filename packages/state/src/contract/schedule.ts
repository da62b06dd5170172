import { expect, it } from 'vitest';
import type { Lease } from '../port.ts';
import type { Ground } from './harness.ts';

const T = 1_700_000_000_000;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const ids = (leases: readonly Lease[]): string[] => leases.map(({ id }) => id);

export function schedule(ground: () => Ground): void {
  /** A schedule with one task that is due at T and claimed until T + 1000. */
  const claimed = async () => {
    const { schedule } = ground().state;
    await schedule.add([{ id: 'a', dueAt: T }]);
    const [lease] = await schedule.claim({ now: T, limit: 1, leaseMs: 1000 });
    return { schedule, lease: lease ?? expect.fail('nothing was claimed') };
  };

  it('hands out what is due, the longest due first, as many as asked for', async () => {
    const { schedule } = ground().state;
    await schedule.add([
      { id: 'late', dueAt: T - 1 },
      { id: 'later', dueAt: T },
      { id: 'future', dueAt: T + 1 },
      { id: 'first', dueAt: T - 100 },
    ]);
    const leases = await schedule.claim({ now: T, limit: 2, leaseMs: 1000 });
    expect(leases.map(({ id, dueAt, until }) => ({ id, dueAt, until }))).toEqual([
      { id: 'first', dueAt: T - 100, until: T + 1000 },
      { id: 'late', dueAt: T - 1, until: T + 1000 },
    ]);
    expect(ids(await schedule.claim({ now: T, limit: 5, leaseMs: 1000 }))).toEqual(['later']);
    expect(await schedule.claim({ now: T, limit: 5, leaseMs: 1000 })).toEqual([]);
  });

  it('adds what is new and keeps the times of the rest', async () => {
    const { schedule } = ground().state;
    await schedule.add([{ id: 'a', dueAt: T }]);
    await schedule.add([
      { id: 'a', dueAt: T + 5000 },
      { id: 'b', dueAt: T + 1 },
    ]);
    expect(await schedule.dueTimes(['a', 'b', 'none'])).toEqual(
      new Map([
        ['a', T],
        ['b', T + 1],
      ]),
    );
    expect(await schedule.dueTimes([])).toEqual(new Map());
  });

  it('never gives one task to two owners that claim at once', async () => {
    const { state, harness } = ground();
    const other = await harness.open();
    await state.schedule.add(numbers(100).map((n) => ({ id: `t${n}`, dueAt: T - n })));
    const claims = numbers(20).map((n) => (n % 2 ? state : other).schedule.claim({ now: T, limit: 7, leaseMs: 1000 }));
    const leases = (await Promise.all(claims)).flat();
    expect(ids(leases).toSorted()).toEqual(
      numbers(100)
        .map((n) => `t${n}`)
        .toSorted(),
    );
    expect(new Set(leases.map(({ token }) => token)).size).toBe(100);
  });

  it('lets another owner take over when the lease has ended, and the old one no more', async () => {
    const { schedule, lease } = await claimed();
    expect(await schedule.claim({ now: T + 999, limit: 1, leaseMs: 1000 })).toEqual([]);
    const [taken] = await schedule.claim({ now: T + 1000, limit: 1, leaseMs: 1000 });
    expect(taken).toMatchObject({ id: 'a', dueAt: T, until: T + 2000 });
    expect(taken?.token).not.toBe(lease.token);
    expect(await schedule.renew(lease, { now: T + 1001, leaseMs: 1000 })).toBeNull();
    expect(await schedule.release(lease, T + 9999)).toBe(false);
    expect(await schedule.dueTimes(['a'])).toEqual(new Map([['a', T]]));
    expect(taken && (await schedule.release(taken, T + 60_000))).toBe(true);
    expect(await schedule.dueTimes(['a'])).toEqual(new Map([['a', T + 60_000]]));
  });

  it('prolongs a lease', async () => {
    const { schedule, lease } = await claimed();
    const renewed = await schedule.renew(lease, { now: T + 900, leaseMs: 1000 });
    expect(renewed).toEqual({ ...lease, until: T + 1900 });
    expect(await schedule.claim({ now: T + 1800, limit: 1, leaseMs: 1000 })).toEqual([]);
    expect(renewed && (await schedule.release(renewed, T + 5000))).toBe(true);
  });

  it('takes a task back with its next time, once', async () => {
    const { schedule, lease } = await claimed();
    expect(await schedule.release(lease, T + 5000)).toBe(true);
    expect(await schedule.release(lease, T + 7000)).toBe(false);
    expect(await schedule.claim({ now: T + 4999, limit: 1, leaseMs: 1000 })).toEqual([]);
    expect(ids(await schedule.claim({ now: T + 5000, limit: 1, leaseMs: 1000 }))).toEqual(['a']);
  });

  it('sets a task’s time whoever holds it, without taking it away', async () => {
    const { schedule, lease } = await claimed();
    await schedule.reschedule('a', T - 5);
    expect(await schedule.dueTimes(['a'])).toEqual(new Map([['a', T - 5]]));
    expect(await schedule.claim({ now: T + 1, limit: 1, leaseMs: 1000 })).toEqual([]);
    expect(await schedule.release(lease, T + 5000)).toBe(true);
    await schedule.reschedule('a', T + 10);
    expect(ids(await schedule.claim({ now: T + 10, limit: 1, leaseMs: 1000 }))).toEqual(['a']);
    await schedule.reschedule('unknown', T);
    expect(await schedule.dueTimes(['unknown'])).toEqual(new Map());
  });

  it('removes a task, even one that is held', async () => {
    const { schedule, lease } = await claimed();
    await schedule.remove('a');
    await schedule.remove('a');
    expect(await schedule.release(lease, T + 5000)).toBe(false);
    expect(await schedule.renew(lease, { now: T, leaseMs: 1000 })).toBeNull();
    expect(await schedule.dueTimes(['a'])).toEqual(new Map());
  });

  it('keeps times and leases over a restart', async () => {
    const { schedule, lease } = await claimed();
    await schedule.add([{ id: 'b', dueAt: T + 1 }]);
    await ground().state.close();
    const again = await ground().harness.open();
    expect(ids(await again.schedule.claim({ now: T + 1, limit: 5, leaseMs: 1000 }))).toEqual(['b']);
    expect(await again.schedule.release(lease, T + 5000)).toBe(true);
  });

  it('works on when everything was thrown away', async () => {
    const { lease } = await claimed();
    await ground().state.close();
    await ground().harness.empty();
    const { schedule, budgets, memory } = await ground().harness.open();
    expect(await schedule.dueTimes(['a'])).toEqual(new Map());
    expect(await schedule.release(lease, T)).toBe(false);
    expect(await budgets.take('example.org', { now: T, intervalMs: 1000 })).toBe(0);
    expect(await memory.get('a')).toBeNull();
    await schedule.add([{ id: 'a', dueAt: T }]);
    expect(ids(await schedule.claim({ now: T, limit: 5, leaseMs: 1000 }))).toEqual(['a']);
  });
}
