import { Registry } from 'prom-client';
import { afterEach, expect, it, vi } from 'vitest';
import { type ServerWatch, type WatchedServer, watchServers } from './watch-servers.ts';

let watch: ServerWatch | undefined;
afterEach(() => watch?.close());

/** A server whose answers are given one by one; `asked` resolves when it is asked again, after the last answer counted. */
function server(name: string) {
  let answer = Promise.withResolvers<void>();
  let asked = Promise.withResolvers<void>();
  const watched: WatchedServer = {
    name,
    ask() {
      asked.resolve();
      return answer.promise;
    },
  };
  const next = async (settle: () => void): Promise<void> => {
    await asked.promise;
    asked = Promise.withResolvers();
    settle();
    answer = Promise.withResolvers();
    answer.promise.catch(() => undefined);
    await asked.promise;
  };
  return {
    watched,
    answers: () => next(() => answer.resolve()),
    fails: (reason: string) => next(() => answer.reject(new Error(reason))),
  };
}

it('tells what is away, by probe, metric and one line, and that it is back', async () => {
  const registry = new Registry();
  const logger = { info: vi.fn(), warn: vi.fn() };
  const kafka = server('Kafka');
  const redis = server('Redis');
  watch = watchServers([kafka.watched, redis.watched], { registry, logger, everyMs: 0 });
  await Promise.all([kafka.answers(), redis.answers()]);
  expect(watch.away().size).toBe(0);
  expect(await registry.metrics()).toContain('presswatch_waiting{dependency="Kafka"} 0');
  await kafka.fails('no broker');
  await kafka.fails('no broker answers');
  expect([...watch.away()]).toEqual([['Kafka', 'waiting for Kafka: no broker answers']]);
  expect(logger.warn).toHaveBeenCalledOnce();
  const metrics = await registry.metrics();
  expect(metrics).toContain('presswatch_waiting{dependency="Kafka"} 1');
  expect(metrics).toContain('presswatch_waiting{dependency="Redis"} 0');
  await kafka.answers();
  expect(watch.away().size).toBe(0);
  expect(logger.info).toHaveBeenCalledOnce();
});

it('takes a server that does not answer for away, and stops while it asks', async () => {
  const logger = { info: vi.fn(), warn: vi.fn() };
  const told = new Promise<void>((resolve) => {
    logger.warn.mockImplementation(() => resolve());
  });
  const silent = { name: 'Redis', ask: () => new Promise(() => undefined) };
  watch = watchServers([silent], { registry: new Registry(), logger, patienceMs: 5 });
  await told;
  expect(watch.away().get('Redis')).toContain('no answer within 0.005 s');
});
