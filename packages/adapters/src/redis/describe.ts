import { Redis } from 'ioredis';
import { ASK_MS, type ServerView } from '../server-view.ts';

export interface RedisTarget {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly ca?: string;
}

/** Asks Redis for its version and clock. Never throws: what fails is the answer. */
export async function describeRedis({ url, username, password, ca }: RedisTarget): Promise<ServerView> {
  const view = { name: 'Redis', address: url };
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: ASK_MS,
    commandTimeout: ASK_MS,
    retryStrategy: () => null,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { tls: { ca } }),
  });
  let trouble: unknown;
  redis.on('error', (error: unknown) => {
    trouble = error;
  });
  try {
    await redis.connect();
    const info = await redis.info('server');
    const asked = Date.now();
    const [seconds, micros] = await redis.time();
    const clockAheadMs = Number(seconds) * 1000 + Number(micros) / 1000 - (asked + Date.now()) / 2;
    const version = /redis_version:(\S+)/.exec(info)?.[1];
    return { ...view, up: true, clockAheadMs: Math.round(clockAheadMs), ...(version !== undefined && { version }) };
  } catch (error) {
    const why = trouble ?? error;
    return { ...view, up: false, problem: why instanceof Error ? why.message || why.name : String(why) };
  } finally {
    redis.disconnect();
  }
}
