import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../ledger.ts';
import { type Cluster, startCluster } from './cluster.ts';

// The faults' ledger is worth as much as what it notices.

let cluster: Cluster;
const hook = (name: string) => ['--import', fileURLToPath(new URL(name, import.meta.url))];
const found = async () => violations(cluster.ledgerInputs(), await cluster.drain(), { letters: 'at-least-once' });

beforeAll(async () => {
  cluster = await startCluster({ seed: 11, releases: 400 });
}, 120_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
}, 60_000);

it('would notice an offset that is committed before the outputs are written', { timeout: 300_000 }, async () => {
  for (const name of ['fetcher', 'enricher', 'indexer'] as const) await (await cluster.keep(name)).ready();
  await cluster.inputs.give(100);
  const broken = await cluster.keep('parser', hook('./commit-before-write.mjs'));
  expect(await broken.exited).toBe('SIGKILL');
  for (const next of cluster.running('parser')) await cluster.retire(next, 'SIGKILL');
  await cluster.keep('parser');
  expect((await found()).filter((violation) => / ended 0 times$/.test(violation))).not.toEqual([]);
});

it('would notice ids that are another at every look', { timeout: 300_000 }, async () => {
  for (const fetcher of cluster.running('fetcher')) await cluster.retire(fetcher);
  const broken = await cluster.keep('fetcher', hook('./random-ids.mjs'));
  await broken.ready();
  await cluster.inputs.give(50);
  await cluster.drain();
  await cluster.servers.redis?.restart(); // empty again: everything is read once more
  while (!(await found()).some((violation) => violation.startsWith('doubled: '))) await wait(500);
});
