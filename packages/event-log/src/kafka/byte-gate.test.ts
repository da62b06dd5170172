import { describe, expect, it } from 'vitest';
import { createGate } from './byte-gate.ts';

/** Asks for room and notes when it comes. */
const ask = (gate: ReturnType<typeof createGate>, amount: number, signal?: AbortSignal) => {
  const asked: { leave?: () => void; done: boolean } = { done: false };
  void gate.enter(amount, signal).then((leave) => {
    asked.done = true;
    if (leave) asked.leave = leave;
  });
  return asked;
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createGate', () => {
  it('lets in what fits, in the order of asking, and no smaller one past a greater', async () => {
    const gate = createGate(10);
    const [a, b, c, d] = [ask(gate, 6), ask(gate, 4), ask(gate, 8), ask(gate, 1)];
    await settle();
    expect([a.done, b.done, c.done, d.done]).toEqual([true, true, false, false]);
    a.leave?.();
    await settle();
    expect(c.done).toBe(false);
    b.leave?.();
    await settle();
    expect([c.done, d.done]).toEqual([true, true]);
  });

  it('lets more than the limit in alone', async () => {
    const gate = createGate(10);
    const [small, large] = [ask(gate, 1), ask(gate, 50)];
    await settle();
    expect(large.done).toBe(false);
    small.leave?.();
    await settle();
    expect(large.leave).toBeDefined();
    const next = ask(gate, 1);
    await settle();
    expect(next.done).toBe(false);
    large.leave?.();
    await settle();
    expect(next.done).toBe(true);
  });

  it('gives up when the signal says so, and lets those behind in', async () => {
    const gate = createGate(10);
    const stop = new AbortController();
    const [first, waiting, behind] = [ask(gate, 8), ask(gate, 9, stop.signal), ask(gate, 2)];
    await settle();
    expect([waiting.done, behind.done]).toEqual([false, false]);
    stop.abort();
    await settle();
    expect([waiting.done, waiting.leave, behind.done]).toEqual([true, undefined, true]);
    first.leave?.();
    first.leave?.(); // leaving twice gives no room twice
    const [full, over] = [ask(gate, 8), ask(gate, 1)];
    await settle();
    expect([full.done, over.done]).toEqual([true, false]);
  });
});
