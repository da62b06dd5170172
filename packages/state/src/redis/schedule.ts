import { randomUUID } from 'node:crypto';
import type { Lease, Schedule } from '../port.ts';
import { type Call, chunks, runScript, script } from './script.ts';

// ready: sorted set of the tasks nobody holds, by due time. held: sorted set of the others, by the end of their lease.
// leases: hash of "dueAt token" by id, until the task is given back. A task is known where it is in `ready` or `held`,
// so that whichever of the three keys Redis drops, adding the task again repairs the schedule.

const ADD = script(`
  for i = 1, #ARGV, 2 do
    if not redis.call('ZSCORE', KEYS[1], ARGV[i]) and not redis.call('ZSCORE', KEYS[2], ARGV[i]) then
      redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
    end
  end`);

const CLAIM = script(`
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])) do
    local lease = redis.call('HGET', KEYS[3], id)
    redis.call('ZADD', KEYS[1], 'NX', lease and string.match(lease, '^%S+') or ARGV[1], id)
    redis.call('ZREM', KEYS[2], id)
  end
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
  local claimed = {}
  for i = 1, #due, 2 do
    local token = ARGV[4] .. ':' .. i
    redis.call('ZREM', KEYS[1], due[i])
    redis.call('ZADD', KEYS[2], ARGV[3], due[i])
    redis.call('HSET', KEYS[3], due[i], due[i + 1] .. ' ' .. token)
    table.insert(claimed, {due[i], due[i + 1], token})
  end
  return claimed`);

/** Whether the token is the one of the last claim: the first lines of what only a holder may do. */
const IF_HELD = `
  local lease = redis.call('HGET', KEYS[3], ARGV[1])
  if not lease or string.match(lease, '%S+$') ~= ARGV[2] then return 0 end`;

const RENEW = script(`${IF_HELD}
  local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
  if due then redis.call('HSET', KEYS[3], ARGV[1], due .. ' ' .. ARGV[2]) end
  redis.call('ZREM', KEYS[1], ARGV[1])
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
  return 1`);

const RELEASE = script(`${IF_HELD}
  redis.call('HDEL', KEYS[3], ARGV[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
  return 1`);

const RESCHEDULE = script(`
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1])
  local lease = redis.call('HGET', KEYS[3], ARGV[1])
  if lease then redis.call('HSET', KEYS[3], ARGV[1], ARGV[2] .. ' ' .. string.match(lease, '%S+$')) end`);

const REMOVE = script(`
  redis.call('ZREM', KEYS[1], ARGV[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('HDEL', KEYS[3], ARGV[1])`);

const DUE_TIMES = script(`
  local times = {}
  for i, id in ipairs(ARGV) do
    local due = redis.call('ZSCORE', KEYS[1], id)
    if not due then
      local till = redis.call('ZSCORE', KEYS[2], id)
      local lease = till and redis.call('HGET', KEYS[3], id)
      due = lease and string.match(lease, '^%S+') or till
    end
    times[i] = due
  end
  return times`);

/**
 * Tasks in Redis. A lease is its token, which is never used twice, also not after Redis was emptied. Renewing and
 * releasing work as long as no other owner has taken the task over, even a moment after its end. Times are the callers'.
 */
export function createSchedule(call: Call, prefix: string): Schedule {
  const keys = ['ready', 'held', 'leases'].map((name) => `${prefix}:schedule:${name}`);
  const run = (step: typeof ADD, ...args: readonly (string | number)[]) =>
    call((redis) => runScript(redis, step, keys, args));

  return {
    async add(tasks) {
      for (const chunk of chunks(tasks)) await run(ADD, ...chunk.flatMap(({ id, dueAt }) => [id, dueAt]));
    },
    async claim({ now, limit, leaseMs }) {
      const until = now + leaseMs;
      const claimed = (await run(CLAIM, now, Math.max(0, limit), until, randomUUID())) as [string, string, string][];
      return claimed.map(([id, dueAt, token]): Lease => ({ id, dueAt: Number(dueAt), token, until }));
    },
    async renew(held, { now, leaseMs }) {
      const until = now + leaseMs;
      return (await run(RENEW, held.id, held.token, until)) === 1 ? { ...held, until } : null;
    },
    async release(held, nextDueAt) {
      return (await run(RELEASE, held.id, held.token, nextDueAt)) === 1;
    },
    async reschedule(id, dueAt) {
      await run(RESCHEDULE, id, dueAt);
    },
    async remove(id) {
      await run(REMOVE, id);
    },
    async dueTimes(ids) {
      const found = new Map<string, number>();
      for (const chunk of chunks(ids)) {
        const times = (await run(DUE_TIMES, ...chunk)) as (string | null)[];
        for (const [n, id] of chunk.entries()) if (times[n] != null) found.set(id, Number(times[n]));
      }
      return found;
    },
  };
}
