import type { Budgets } from '../port.ts';
import { type Call, runScript, script } from './script.ts';

// One string a host: ms of its next free slot. The key goes some time after that slot is past and says nothing more.

const TAKE = script(`
  local now, interval = tonumber(ARGV[1]), tonumber(ARGV[2])
  local slot = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
  local after = slot + interval
  redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', string.format('%.0f', after - now + ARGV[3]))
  return string.format('%.0f', slot - now)`);

const BLOCK = script(`
  local slot = tonumber(redis.call('GET', KEYS[1]) or '-inf')
  if tonumber(ARGV[1]) > slot then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end`);

/** ms that a host is remembered after its next slot: more than the clocks of the services differ. */
const REMEMBER_MS = 3_600_000;

/** The next free slot of each host. */
export function createBudgets(call: Call, prefix: string): Budgets {
  const key = (host: string) => `${prefix}:slot:${host}`;
  return {
    async take(host, { now, intervalMs }) {
      const args = [now, intervalMs, REMEMBER_MS];
      return Number(await call((redis) => runScript(redis, TAKE, [key(host)], args)));
    },
    async block(host, until) {
      const rememberMs = Math.max(0, Math.ceil(until - Date.now())) + REMEMBER_MS;
      await call((redis) => runScript(redis, BLOCK, [key(host)], [until, rememberMs]));
    },
  };
}
