import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A Lua script and the hash that Redis knows it by. */
export interface Script {
  readonly lua: string;
  readonly sha1: string;
}

export const script = (lua: string): Script => ({ lua, sha1: createHash('sha1').update(lua).digest('hex') });

/** Something done with Redis; what it rejects with says what to do. */
export type Call = <T>(work: (redis: Redis) => Promise<T>) => Promise<T>;

/** Runs a script as one atomic step. One that Redis has forgotten (restart, SCRIPT FLUSH) is sent whole again. */
export async function runScript(
  redis: Redis,
  { lua, sha1 }: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(sha1, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return redis.eval(lua, keys.length, ...keys, ...args);
  }
}

/** How many members one step takes: a long step holds up everybody else. */
const AT_ONCE = 1_000;

export function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += AT_ONCE) yield list.slice(start, start + AT_ONCE);
}
