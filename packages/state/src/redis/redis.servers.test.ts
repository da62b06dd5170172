import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { describeState } from '../contract/index.ts';
import type { State } from '../port.ts';
import { openRedisState } from './index.ts';

const makeHarness = async () => {
  const url = inject('servers').redis;
  const prefix = `test-${randomUUID()}`;
  const states: State[] = [];
  const empty = async () => {
    const redis = new Redis(url);
    const keys = await redis.keys(`{${prefix}}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  };
  return {
    async open() {
      const state = await openRedisState({ url, prefix });
      states.push(state);
      return state;
    },
    empty,
    async dispose() {
      for (const state of states) await state.close();
      await empty();
    },
  };
};

describeState('Redis', makeHarness, { forgetsByGivenTime: true });
