import { randomInt } from 'node:crypto';
import type { Memory } from '../port.ts';
import { type Call, chunks, runScript, script } from './script.ts';

// A value is a hash of JSON and version; it goes when nobody has read or written it for VALUE_MS. A set is a sorted set
// by the time until which each member is kept; members go when others are added, the whole set when none was for long.

const GET = script(`
  if redis.call('PTTL', KEYS[1]) < ARGV[1] / 2 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return redis.call('HMGET', KEYS[1], 'value', 'version')`);

const COMPARE_AND_SET = script(`
  if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'version', ARGV[2], 'value', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  return 1`);

const REMEMBER = script(`
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
  for i = 4, #ARGV do redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[i]) end
  if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end`);

const DAY_MS = 24 * 3_600_000;
const VALUE_MS = 100 * DAY_MS;
/** Sets outlive the last of their members by a day: the callers' clocks count, not the server's. */
const SET_SLACK_MS = DAY_MS;
/** Versions are drawn, not counted: after Redis was emptied, an old one must not fit a new value. */
const VERSIONS = 2 ** 48 - 1;

/** Values with versions, and sets whose members expire. */
export function createMemory(call: Call, prefix: string): Memory {
  const valueKey = (key: string) => `${prefix}:value:${key}`;
  const setKey = (set: string) => `${prefix}:seen:${set}`;
  const run = (step: typeof GET, key: string, ...args: readonly (string | number)[]) =>
    call((redis) => runScript(redis, step, [key], args));

  return {
    async get(key) {
      const [value, version] = (await run(GET, valueKey(key), VALUE_MS)) as [string | null, string | null];
      return value === null ? null : { value: JSON.parse(value), version: Number(version) };
    },
    async compareAndSet(key, expected, value) {
      const json: string | undefined = JSON.stringify(value);
      if (json === undefined)
        throw new TypeError(`a value of type ${typeof value} cannot be remembered: it is no JSON`);
      const version = randomInt(1, VERSIONS);
      return (await run(COMPARE_AND_SET, valueKey(key), expected ?? '', version, json, VALUE_MS)) === 1;
    },
    async seen(set, members) {
      const found = new Set<string>();
      for (const chunk of chunks(members)) {
        const scores = await call((redis) => redis.zmscore(setKey(set), ...chunk));
        for (const [n, member] of chunk.entries()) if (scores[n] != null) found.add(member);
      }
      return found;
    },
    async remember(set, members, { now, keepMs }) {
      for (const chunk of chunks(members)) {
        await run(REMEMBER, setKey(set), now, now + keepMs, keepMs + SET_SLACK_MS, ...chunk);
      }
    },
  };
}
