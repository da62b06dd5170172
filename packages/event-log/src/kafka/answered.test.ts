import { describe, expect, it } from 'vitest';
import { LogUnavailableError } from '../port.ts';
import { answered } from './answered.ts';

const options = { brokers: ['k1:9092', 'k2:9092'], withinMs: 20 };
const trouble = Object.assign(new Error('Connection timeout'), { name: 'KafkaJSConnectionError' });

describe('answered', () => {
  it('gives what comes in time', async () => {
    expect(await answered(options, async () => 7)).toBe(7);
  });

  it('says of brokers that are away what to do, and of none that do not answer in time', async () => {
    const away = answered(options, () => Promise.reject(trouble));
    await expect(away).rejects.toThrow(LogUnavailableError);
    await expect(away).rejects.toThrow(/k1:9092,k2:9092.*Connection timeout.*see that it runs/);
    await expect(answered(options, () => new Promise(() => undefined))).rejects.toThrow(LogUnavailableError);
  });

  it('tells the work that nobody waits for it any more', async () => {
    let told: AbortSignal | undefined;
    const late = answered(options, (signal) => {
      told = signal;
      return new Promise(() => undefined);
    });
    await expect(late).rejects.toThrow('no answer within 0.02 s');
    expect(told?.aborted).toBe(true);
  });

  it('lets other errors pass', async () => {
    await expect(answered(options, () => Promise.reject(new TypeError('bug')))).rejects.toThrow(TypeError);
  });
});
