import { expect, it } from 'vitest';
import type { Ground } from './harness.ts';

const T = 1_700_000_000_000;

export function memory(ground: () => Ground): void {
  it('sets a value only where nobody wrote first', async () => {
    const { memory } = ground().state;
    expect(await memory.get('k')).toBeNull();
    expect(await memory.compareAndSet('k', 5, 'never')).toBe(false);
    expect(await memory.compareAndSet('k', null, { etag: '"1"', list: ['ü', null] })).toBe(true);
    expect(await memory.compareAndSet('k', null, 'never')).toBe(false);
    const first = (await memory.get('k')) ?? expect.fail('not remembered');
    expect(first.value).toEqual({ etag: '"1"', list: ['ü', null] });
    expect(await memory.compareAndSet('k', first.version, 'second')).toBe(true);
    expect(await memory.compareAndSet('k', first.version, 'third')).toBe(false);
    expect((await memory.get('k'))?.value).toBe('second');
    expect(await memory.get('other')).toBeNull();
  });

  it('lets one of many writers win', async () => {
    const { state, harness } = ground();
    const other = await harness.open();
    const race = (expected: number | null) =>
      Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? state : other).memory.compareAndSet('k', expected, n)));
    expect((await race(null)).filter(Boolean)).toHaveLength(1);
    const { version } = (await other.memory.get('k')) ?? expect.fail('not remembered');
    expect((await race(version)).filter(Boolean)).toHaveLength(1);
  });

  it('tells seen members of a set from others', async () => {
    const { memory } = ground().state;
    const keep = { now: Date.now(), keepMs: 3_600_000 };
    await memory.remember('feed-1', ['a', 'é”', 'c'], keep);
    await memory.remember('feed-2', ['d'], keep);
    expect(await memory.seen('feed-1', ['a', 'é”', 'b', 'd'])).toEqual(new Set(['a', 'é”']));
    expect(await memory.seen('feed-3', ['a'])).toEqual(new Set());
    expect(await memory.seen('feed-1', [])).toEqual(new Set());
    await memory.remember('feed-1', [], keep);
  });

  it('takes thousands of members at once', async () => {
    const { memory } = ground().state;
    const members = Array.from({ length: 5000 }, (_, n) => `item-${n}`);
    await memory.remember('feed', members, { now: Date.now(), keepMs: 3_600_000 });
    expect((await memory.seen('feed', [...members, 'other'])).size).toBe(5000);
  });

  it('keeps members that are added again, and forgets the others', async ({ skip }) => {
    const { state, capabilities } = ground();
    skip(!capabilities.forgetsByGivenTime, 'forgets by its own clock');
    const { memory } = state;
    await memory.remember('feed', ['old', 'again'], { now: T, keepMs: 1000 });
    await memory.remember('feed', ['again'], { now: T + 900, keepMs: 1000 });
    expect(await memory.seen('feed', ['old', 'again'])).toEqual(new Set(['old', 'again']));
    await memory.remember('feed', ['new'], { now: T + 1000, keepMs: 1000 });
    expect(await memory.seen('feed', ['old', 'again', 'new'])).toEqual(new Set(['again', 'new']));
  });

  it('remembers over a restart', async () => {
    const { state, harness } = ground();
    await state.memory.compareAndSet('k', null, 1);
    await state.memory.remember('feed', ['a'], { now: Date.now(), keepMs: 3_600_000 });
    await state.close();
    await state.close();
    const { memory } = await harness.open();
    expect((await memory.get('k'))?.value).toBe(1);
    expect(await memory.seen('feed', ['a'])).toEqual(new Set(['a']));
  });
}
