import { describe, expect, it } from 'vitest';
import { backOffMs, redisTarget } from './connection.ts';

describe('redisTarget', () => {
  it('reads host, port, database and credentials', () => {
    const { address, options, tls } = redisTarget({ url: 'redis://u%40x:p%2Fw@cache.example:6380/3' });
    expect([address, tls]).toEqual(['cache.example:6380', false]);
    expect(options).toMatchObject({ host: 'cache.example', port: 6380, db: 3, username: 'u@x', password: 'p/w' });
    expect(redisTarget({ url: 'redis://[::1]' }).options).toMatchObject({ host: '::1', port: 6379, db: 0 });
    expect(redisTarget({ url: 'redis://h' }).options).not.toHaveProperty('tls');
  });

  it('lets settings go before what stands in the address', () => {
    const { options } = redisTarget({ url: 'redis://a:b@h', username: 'c', password: 'd' });
    expect(options).toMatchObject({ username: 'c', password: 'd' });
  });

  it('encrypts with the given CA and checks the name', () => {
    const { options, tls } = redisTarget({ url: 'rediss://cache.example', ca: 'PEM' });
    expect([tls, options.tls]).toEqual([true, { servername: 'cache.example', ca: 'PEM' }]);
    expect(redisTarget({ url: 'rediss://10.0.0.1' }).options.tls).toEqual({});
  });

  it.each([
    ['http://h', 'redis://host:6379/0'],
    ['h:6379', 'redis://host:6379/0'],
    ['redis://:secret@h/db', '"db" is no database'],
    ['redis://:sec%ZZret@h', 'not percent-encoded'],
  ])('refuses %s and shows no secret', (url, words) => {
    const attempt = () => redisTarget({ url });
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow(/sec/);
  });

  it('refuses a CA for a connection that is not encrypted', () => {
    expect(() => redisTarget({ url: 'redis://h', ca: 'PEM' })).toThrow('write rediss://');
  });
});

describe('backOffMs', () => {
  it('grows to two seconds and goes on for ever', () => {
    expect([1, 2, 3, 6, 7, 100, 1e9].map((attempt) => backOffMs(attempt, () => 1))).toEqual([
      50, 100, 200, 1600, 2000, 2000, 2000,
    ]);
    expect(backOffMs(7, () => 0)).toBe(1000);
  });
});
