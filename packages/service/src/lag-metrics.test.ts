import type { Lag } from '@presswatch/event-log';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { collectLag } from './lag-metrics.ts';

const STAGES = [{ stage: 'parser', topic: 'releases.raw' }];

function measured(lag: () => Promise<Lag>) {
  const registry = new Registry();
  let now = 100_000;
  collectLag(registry, { lag }, STAGES, { keepMs: 3_000, patienceMs: 5, clock: () => now });
  const read = async () => {
    const text = await registry.metrics();
    const value = (name: string) => {
      const found = new RegExp(`^presswatch_stage_${name}\\{stage="parser"\\} (\\S+)`, 'm').exec(text)?.[1];
      return found === undefined ? undefined : Number(found);
    };
    return [value('lag_records'), value('oldest_unfinished_seconds'), value('lag_measured_timestamp_seconds')];
  };
  const advance = (ms: number): void => {
    now += ms;
  };
  return { read, wait: advance };
}

it('tells lag and age in the first reading, and asks again only after a while', async () => {
  let asked = 0;
  const { read, wait } = measured(async () => {
    asked += 1;
    return { records: asked, oldestAt: 90_000 };
  });
  expect(await read()).toEqual([1, 10, 100]);
  expect(await read()).toEqual([1, 10, 100]);
  wait(3_000);
  expect(await read()).toEqual([2, 13, 103]);
  expect(asked).toBe(2);
});

it('tells the last figures, with their time, while the log does not answer', async () => {
  let answers = true;
  const { read, wait } = measured(() =>
    answers ? Promise.resolve({ records: 7, oldestAt: null }) : new Promise(() => undefined),
  );
  expect(await read()).toEqual([7, 0, 100]);
  answers = false;
  wait(60_000);
  expect(await read()).toEqual([7, 0, 100]);
});

it('has no figures before the first answer, and goes on after an error', async () => {
  let fails = true;
  const { read } = measured(async () => {
    if (fails) throw new Error('no broker');
    return { records: 0, oldestAt: null };
  });
  expect(await read()).toEqual([undefined, undefined, undefined]);
  fails = false;
  expect(await read()).toEqual([0, 0, 100]);
});
