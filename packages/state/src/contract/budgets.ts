import { expect, it } from 'vitest';
import type { Ground } from './harness.ts';

const T = 1_700_000_000_000;

export function budgets(ground: () => Ground): void {
  it('grants slots an interval apart, each host its own', async () => {
    const { budgets } = ground().state;
    const take = (host: string, now: number) => budgets.take(host, { now, intervalMs: 1000 });
    expect([await take('a.example', T), await take('a.example', T), await take('a.example', T + 500)]).toEqual([
      0, 1000, 1500,
    ]);
    expect(await take('b.example', T + 500)).toBe(0);
    expect(await take('a.example', T + 10_000)).toBe(0);
    expect(await take('a.example', T + 10_001)).toBe(999);
  });

  it('never grants one slot to two who ask at once', async () => {
    const { state, harness } = ground();
    const other = await harness.open();
    const asks = Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? state : other).budgets.take('a.example', { now: T, intervalMs: 100 }),
    );
    const waits = (await Promise.all(asks)).toSorted((a, b) => a - b);
    expect(waits).toEqual(Array.from({ length: 20 }, (_, n) => n * 100));
  });

  it('grants nothing before the end of a block, and no block shortens another', async () => {
    const { budgets } = ground().state;
    await budgets.block('a.example', T + 60_000);
    await budgets.block('a.example', T + 5000);
    expect(await budgets.take('a.example', { now: T, intervalMs: 1000 })).toBe(60_000);
    expect(await budgets.take('a.example', { now: T, intervalMs: 1000 })).toBe(61_000);
    await budgets.take('b.example', { now: T, intervalMs: 1000 });
    await budgets.block('b.example', T + 3000);
    expect(await budgets.take('b.example', { now: T + 10, intervalMs: 1000 })).toBe(2990);
  });
}
