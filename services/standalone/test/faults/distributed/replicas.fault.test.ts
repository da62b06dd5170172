import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../ledger.ts';
import { LONG, tell } from '../report.ts';
import { type Cluster, PIPELINE, startCluster } from './cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({
    seed: 33,
    releases: 2_000,
    servers: { kafka: { brokers: 3, heapMb: 320 } },
    env: { PRESSWATCH_REPLICATION: '3', PRESSWATCH_MIN_INSYNC: '2' },
  });
  for (const name of PIPELINE) await (await cluster.keep(name)).ready();
}, 180_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
}, 60_000);

it('h: three brokers, two in sync: each one killed in turn, leaders and coordinators among them', {
  timeout: 900_000,
}, async () => {
  const started = Date.now();
  const exits = cluster.ended.length;
  const brokers = LONG ? cluster.servers.kafka : cluster.servers.kafka.slice(0, 2);
  for (const broker of brokers) {
    await cluster.inputs.give(120);
    await broker.kill();
    await cluster.inputs.give(80);
    await wait(LONG ? 30_000 : 10_000);
    await broker.restart();
    await wait(3_000); // to catch up: two of three have to be in sync before the next one goes
  }
  const found = violations(cluster.ledgerInputs(), await cluster.drain(), { letters: 'at-least-once' });
  tell({
    row: 'h: three brokers, each killed in turn',
    rounds: brokers.length,
    releases: cluster.inputs.given.size,
    seen: `services that ended and were started again: ${cluster.ended.length - exits}`,
    violations: found.length,
    seconds: (Date.now() - started) / 1000,
  });
  expect(found).toEqual([]);
});
