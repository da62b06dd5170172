import type { Redis } from 'ioredis';
import type { State } from '../port.ts';
import { createBudgets } from './budgets.ts';
import { createClient, type RedisConnection, type RedisTarget, redisTarget } from './connection.ts';
import { stateUnavailable } from './failure.ts';
import { createMemory } from './memory.ts';
import { createSchedule } from './schedule.ts';
import { type Call, runScript, script } from './script.ts';

export interface RedisStateOptions extends RedisConnection {
  /** What every key begins with, so that several installations share a server. Default `presswatch`. */
  readonly prefix?: string;
}

/**
 * Opens schedule, budgets and memory on a Redis server (6.2 or newer; not Redis Cluster). Every method is one atomic
 * step (lists of more than 1,000: one a thousand) and rejects with StateUnavailableError within seconds while Redis is
 * away; the connection is made again for ever. Redis may be emptied at any moment: work repeats, nothing is lost.
 *
 * @throws StateUnavailableError where the first connection fails; it may be tried again
 * @throws TypeError where the address cannot be read
 */
export async function openRedisState(options: RedisStateOptions): Promise<State> {
  const target = redisTarget(options);
  // A hash tag: all keys of an installation would lie in one slot.
  const prefix = `{${options.prefix ?? 'presswatch'}}`;
  const redis = createClient(target);
  const call = callOver(redis, target);
  try {
    await call((client) => client.connect());
    await call((client) => provedUsable(client, target, prefix));
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return {
    schedule: createSchedule(call, prefix),
    budgets: createBudgets(call, prefix),
    memory: createMemory(call, prefix),
    close: async () => redis.disconnect(),
  };
}

const PROBE = script(`return redis.call('EXISTS', KEYS[1])`);

/** That scripts may be run over our keys, and in the database of the address: the client goes on in 0 where it may not. */
async function provedUsable(redis: Redis, { options: { db = 0 } }: RedisTarget, prefix: string): Promise<void> {
  if (db !== 0) await redis.select(db);
  await runScript(redis, PROBE, [`${prefix}:probe`], []);
}

/** Calls whose errors say where and what to do. The client's own errors come as events and explain later ones. */
function callOver(redis: Redis, target: RedisTarget): Call {
  let lastTrouble: unknown;
  redis.on('error', (error: unknown) => {
    lastTrouble = error;
  });
  redis.on('ready', () => {
    lastTrouble = undefined;
  });
  return async (work) => {
    try {
      return await work(redis);
    } catch (error) {
      throw stateUnavailable(target, error, lastTrouble);
    }
  };
}
