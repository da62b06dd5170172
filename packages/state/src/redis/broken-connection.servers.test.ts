import { randomUUID } from 'node:crypto';
import { startTcpFaultProxy, type TcpFaultProxy } from '@presswatch/testkit/fault-proxy';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type State, StateUnavailableError } from '../index.ts';
import { openRedisState } from './index.ts';

let proxy: TcpFaultProxy;
let state: State;

beforeEach(async () => {
  const { hostname, port } = new URL(inject('servers').redis);
  proxy = await startTcpFaultProxy({ host: hostname, port: Number(port) });
  state = await openRedisState({ url: `redis://127.0.0.1:${proxy.port}`, prefix: `test-${randomUUID()}` });
});
afterEach(async () => {
  await state.close();
  await proxy.close();
});

const works = () =>
  state.memory.get('k').then(
    () => true,
    () => false,
  );

describe('a broken connection to Redis', () => {
  it('fails calls at once while Redis is away, and works again when it is back', async () => {
    proxy.set('cut');
    const calls = Array.from({ length: 50 }, () => state.memory.get('k'));
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StateUnavailableError' } });
    }
    await expect(state.schedule.dueTimes(['a'])).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+: not connected/);
    proxy.set('pass');
    await expect.poll(works, { timeout: 20_000 }).toBe(true);
  });

  it('gives a call up that gets no answer, and connects afresh', async () => {
    proxy.set('stall');
    await expect(state.memory.get('k')).rejects.toThrow(/no answer within 3000 ms/);
    await expect(state.budgets.take('h', { now: 1, intervalMs: 1 })).rejects.toThrow(StateUnavailableError);
    // The silent connection is given up by the client itself; only a new one passes.
    await expect.poll(() => proxy.counts.taken, { timeout: 20_000 }).toBeGreaterThan(1);
    proxy.set('pass');
    await expect.poll(works, { timeout: 20_000 }).toBe(true);
  });

  it('says at opening that nobody answers', async () => {
    proxy.set('cut');
    const opening = openRedisState({ url: `redis://127.0.0.1:${proxy.port}` });
    await expect(opening).rejects.toThrow(
      /^Redis at 127\.0\.0\.1:\d+: not connected \(.*ECONNRESET.*\); see that the server/,
    );
    await expect(opening).rejects.toThrow(StateUnavailableError);
  });

  it('refuses a database or a user that the server does not have, instead of another one', async () => {
    const { host } = new URL(inject('servers').redis);
    await expect(openRedisState({ url: `redis://${host}/9999` })).rejects.toThrow(/database that this server does not/);
    const stranger = { url: `redis://${host}`, username: `nobody-${randomUUID()}`, password: 'wrong' };
    await expect(openRedisState(stranger)).rejects.toThrow(/set the user and password/);
  });

  it('rejects calls after it was closed', async () => {
    await state.close();
    await expect(state.memory.get('k')).rejects.toThrow(StateUnavailableError);
  });
});
