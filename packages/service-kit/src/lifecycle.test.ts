import { pino } from 'pino';
import { expect, it } from 'vitest';
import { runUntilStopped } from './lifecycle.ts';

const logger = pino({ level: 'silent' });
const never = new Promise<void>(() => undefined);

it('stops on SIGTERM and SIGINT with code 0', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const stops: string[] = [];
    const code = runUntilStopped(
      { ended: never, stop: async () => void stops.push(signal) },
      { graceMs: 1000, logger },
    );
    process.emit(signal, signal);
    expect(await code).toBe(0);
    expect(stops).toEqual([signal]);
  }
});

it('stops the rest and gives 1 when a part fails', async () => {
  const stops: string[] = [];
  const part = { ended: Promise.reject(new Error('lost')), stop: async () => void stops.push('stopped') };
  expect(await runUntilStopped(part, { graceMs: 1000, logger })).toBe(1);
  expect(stops).toEqual(['stopped']);
});

it('gives 1 when the grace time runs out', async () => {
  const code = runUntilStopped({ ended: never, stop: () => never }, { graceMs: 0, logger });
  process.emit('SIGTERM', 'SIGTERM');
  expect(await code).toBe(1);
});
