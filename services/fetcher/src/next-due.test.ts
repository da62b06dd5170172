import { describe, expect, it } from 'vitest';
import { nextDue } from './next-due.ts';

const HOUR = 3_600_000;
const base = { everyMs: 900_000, failures: 0, now: 1_000_000, random: () => 0.5 };
const ok = { kind: 'ok', published: 0 } as const;
const bad = { kind: 'bad', state: 'failing', reason: 'x', message: 'x', published: 0 } as const;

describe('nextDue', () => {
  it('waits the interval, give or take a tenth', () => {
    expect(nextDue({ ...base, result: ok }) - base.now).toBe(900_000);
    expect(nextDue({ ...base, result: ok, random: () => 0 }) - base.now).toBe(810_000);
    expect(nextDue({ ...base, result: ok, random: () => 1 }) - base.now).toBe(990_000);
  });

  it('doubles with failures up to six hours, or the interval', () => {
    const after = (failures: number, everyMs = base.everyMs) =>
      nextDue({ ...base, everyMs, failures, result: bad }) - base.now;
    expect([1, 2, 3, 10, 1_000].map((n) => after(n))).toEqual([1_800_000, 3_600_000, 7_200_000, 6 * HOUR, 6 * HOUR]);
    expect(after(3, 24 * HOUR)).toBe(24 * HOUR);
  });

  it('asks no sooner than the site allows', () => {
    expect(nextDue({ ...base, failures: 1, result: { ...bad, retryAt: base.now + 99 * HOUR } })).toBe(
      base.now + 99 * HOUR,
    );
    expect(nextDue({ ...base, result: { kind: 'deferred', until: base.now + 7 } })).toBe(base.now + 7);
  });
});
