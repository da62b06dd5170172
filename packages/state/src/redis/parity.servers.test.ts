import { randomUUID } from 'node:crypto';
import { tempFolder } from '@presswatch/testkit';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, inject, it } from 'vitest';
import type { Lease, State } from '../port.ts';
import { openSqliteState } from '../sqlite/index.ts';
import { openRedisState } from './index.ts';

const T = 1_700_000_000_000;

/** A step of a history; `lease` counts back from the newest lease that was handed out. */
type Step =
  | { readonly kind: 'add'; readonly id: string; readonly at: number }
  | { readonly kind: 'reschedule'; readonly id: string; readonly at: number }
  | { readonly kind: 'claim'; readonly limit: number; readonly leaseMs: number }
  | { readonly kind: 'renew' | 'release'; readonly lease: number; readonly ms: number }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'take'; readonly host: string; readonly ms: number }
  | { readonly kind: 'block'; readonly host: string; readonly ms: number };

const HOSTS = ['h', 'i'] as const;
const IDS = ['a', 'b', 'ä', 'c'] as const;
const id = fc.constantFrom(...IDS);
const host = fc.constantFrom(...HOSTS);
const ms = fc.integer({ min: 0, max: 40 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('add'), id, at: ms }),
  fc.record({ kind: fc.constant('reschedule'), id, at: ms }),
  fc.record({ kind: fc.constant('claim'), limit: fc.integer({ min: 0, max: 3 }), leaseMs: ms }),
  fc.record({ kind: fc.constantFrom('renew', 'release'), lease: fc.nat(3), ms }),
  fc.record({ kind: fc.constant('remove'), id }),
  fc.record({ kind: fc.constant('take'), host, ms }),
  fc.record({ kind: fc.constant('block'), host, ms }),
);

/** What a state says to each step, without its tokens; the clock goes on by `passed` before each. */
async function play(state: State, history: readonly (readonly [Step, number])[]): Promise<unknown[]> {
  const leases: Lease[] = [];
  const said: unknown[] = [];
  let now = T;
  for (const [step, passed] of history) {
    now += passed;
    said.push(await act(state, step, now, leases));
    said.push(await state.schedule.dueTimes(IDS));
  }
  return said;
}

async function act({ schedule, budgets }: State, step: Step, now: number, leases: Lease[]): Promise<unknown> {
  if (step.kind === 'add') return schedule.add([{ id: step.id, dueAt: T + step.at }]);
  if (step.kind === 'reschedule') return schedule.reschedule(step.id, T + step.at);
  if (step.kind === 'remove') return schedule.remove(step.id);
  if (step.kind === 'take') return budgets.take(step.host, { now, intervalMs: step.ms });
  if (step.kind === 'block') return budgets.block(step.host, now + step.ms);
  if (step.kind === 'claim') {
    const claimed = await schedule.claim({ now, limit: step.limit, leaseMs: step.leaseMs });
    leases.push(...claimed);
    return claimed.map(({ id, dueAt, until }) => ({ id, dueAt, until }));
  }
  const lease = leases.at(-1 - step.lease);
  if (lease === undefined) return undefined;
  if (step.kind === 'release') return schedule.release(lease, now + step.ms);
  return (await schedule.renew(lease, { now, leaseMs: step.ms }))?.until;
}

async function removeAll(prefix: string): Promise<void> {
  const redis = new Redis(inject('servers').redis);
  const keys = await redis.keys(`{${prefix}}:*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

describe('Redis and SQLite', () => {
  it('say the same to the same history of schedule and budgets', async () => {
    await using folder = await tempFolder();
    let run = 0;
    const history = fc.array(fc.tuple(step, fc.nat(10)), { minLength: 5, maxLength: 30, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const prefix = `test-${randomUUID()}`;
        const redis = await openRedisState({ url: inject('servers').redis, prefix });
        const sqlite = openSqliteState({ path: `${folder.path}/${run++}.db` });
        try {
          expect(await play(redis, steps)).toEqual(await play(sqlite, steps));
        } finally {
          await removeAll(prefix);
          await redis.close();
          await sqlite.close();
        }
      }),
      { seed: 20240628, numRuns: 60 },
    );
  });
});
