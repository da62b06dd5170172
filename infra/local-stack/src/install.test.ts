import { describe, expect, it } from 'vitest';
import { embeddedRedisName, redisMajorOf } from './install.ts';

const IN_JAR = [
  'META-INF',
  'redis-server-5.0.14.1-windows-amd64.exe',
  'redis-server-6.2.6-v5-darwin-amd64',
  'redis-server-6.2.6-v5-darwin-arm64',
  'redis-server-6.2.6-v5-linux-amd64',
  'redis-server-6.2.7-linux-386',
  'redis-server-6.2.7-linux-arm64',
];

describe('the Redis in the jar', () => {
  it.each([
    ['linux', 'x64', 'redis-server-6.2.6-v5-linux-amd64'],
    ['linux', 'arm64', 'redis-server-6.2.7-linux-arm64'],
    ['darwin', 'arm64', 'redis-server-6.2.6-v5-darwin-arm64'],
    ['darwin', 'x64', 'redis-server-6.2.6-v5-darwin-amd64'],
    ['linux', 'riscv64', undefined],
    ['freebsd', 'x64', undefined],
  ] as const)('for %s %s is %s', (platform, arch, name) => {
    expect(embeddedRedisName(IN_JAR, platform, arch)).toBe(name);
  });
});

describe('redisMajorOf', () => {
  it('reads what redis-server says of itself', () => {
    expect(redisMajorOf('Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1\n')).toBe(7);
    expect(redisMajorOf('Valkey server v=8.1.1 sha=…')).toBe(8);
    expect(redisMajorOf('unknown option')).toBeUndefined();
  });
});
