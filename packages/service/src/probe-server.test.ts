import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortTakenError } from '@presswatch/service-kit';
import { expect, it } from 'vitest';
import type { Health } from './health.ts';
import { startProbeServer } from './probe-server.ts';

const HOST = '127.0.0.1';

async function served(health: Health, metrics: () => Promise<string> = async () => 'presswatch_up 1\n') {
  const server = await startProbeServer({ host: HOST, port: 0, health: () => health, metrics });
  return {
    get: async (path: string, method = 'GET') => {
      const answer = await fetch(`${server.address}${path}`, { method });
      return { status: answer.status, text: await answer.text() };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

it('tells life from readiness, with what is wrong', async () => {
  await using waiting = await served({ live: true, ready: false, problems: ['waiting for Kafka'] });
  expect(await waiting.get('/health/live')).toMatchObject({ status: 200 });
  expect(await waiting.get('/health/ready')).toEqual({
    status: 503,
    text: '{"status":"not-ready","problems":["waiting for Kafka"]}\n',
  });
  await using dead = await served({ live: false, ready: true, problems: ['the consumer ended'] });
  expect((await dead.get('/health/live')).status).toBe(503);
  expect((await dead.get('/health/ready')).status).toBe(503);
});

it('gives metrics, and says what else there is', async () => {
  await using server = await served({ live: true, ready: true, problems: [] });
  expect(await server.get('/metrics?x=1')).toEqual({ status: 200, text: 'presswatch_up 1\n' });
  expect(await server.get('/')).toMatchObject({ status: 404, text: expect.stringContaining('/health/ready') });
  expect(await server.get('/metrics', 'POST')).toMatchObject({ status: 405 });
});

it('answers 500 where the metrics fail, and goes on', async () => {
  const failing = () => Promise.reject(new Error('no figures'));
  await using server = await served({ live: true, ready: true, problems: [] }, failing);
  expect(await server.get('/metrics')).toMatchObject({ status: 500, text: expect.stringContaining('no figures') });
  expect(await server.get('/health/live')).toMatchObject({ status: 200 });
});

it('says which variable to set where the port is taken', async () => {
  const other = createServer().listen(0, HOST);
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const health = () => ({ live: true, ready: true, problems: [] });
  const starting = startProbeServer({ host: HOST, port, health, metrics: async () => '' });
  await expect(starting).rejects.toThrow(PortTakenError);
  await expect(starting).rejects.toThrow(/PRESSWATCH_PROBE_PORT/);
  await new Promise((resolve) => other.close(resolve));
});
