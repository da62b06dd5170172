import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { seededRandom, tempFolder } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { STAGES } from '../../src/stages.ts';
import { startProcess } from '../app-process.ts';
import { type Inputs, makeInputs } from './inputs.ts';
import { readFindings, violations } from './ledger.ts';

interface Campaign {
  readonly rounds: number;
  readonly releases: number;
  readonly seed: number;
  /** What Node is given besides, by round: hooks that break or kill at an exact place. */
  readonly nodeArgs?: (round: number) => readonly string[];
}

const hook = (name: string): readonly string[] => ['--import', fileURLToPath(new URL(name, import.meta.url))];

/** Kills with work in flight: for a stage, records handed in and not finished; for the fetcher, captures taken twice. */
type InFlight = Record<string, number>;

async function runCampaign({ rounds, releases, seed, nodeArgs = () => [] }: Campaign) {
  await using folder = await tempFolder();
  await using inputs = await makeInputs(folder.path, { seed, count: releases });
  const data = join(folder.path, 'data');
  const sources = join(folder.path, 'sources.yaml');
  await mkdir(data);
  await writeFile(sources, inputs.sourcesYaml);
  const env = {
    PRESSWATCH_DATA: data,
    PRESSWATCH_INBOX: join(folder.path, 'inbox'),
    PRESSWATCH_SOURCES: sources,
    PRESSWATCH_SEEDS: '',
    PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8',
  };
  const random = seededRandom(seed);
  const inFlight: InFlight = { fetcher: 0, parser: 0, enricher: 0, indexer: 0 };
  let doubled = 0;
  for (let round = 0; round < rounds; round++) {
    await inputs.give(Math.ceil(releases / rounds / 2));
    const app = startProcess(env, nodeArgs(round));
    await Promise.race([app.ready, app.exited]);
    await inputs.give(Math.ceil(releases / rounds / 2));
    // A process with a hook kills itself; the others live for a random while.
    const life = nodeArgs(round).length > 0 ? 8_000 : 20 + random.below(2_500);
    await Promise.race([wait(life), app.exited]);
    await app.kill('SIGKILL');
    for (const [stage, lag] of await lags(data)) if (lag > 0) inFlight[stage] = (inFlight[stage] ?? 0) + 1;
    const now = repeated(await readFindings(data));
    if (now > doubled) inFlight.fetcher = (inFlight.fetcher ?? 0) + 1;
    doubled = now;
  }
  await drain(env, inputs, data);
  return { found: violations(inputs, await readFindings(data)), inFlight, given: inputs.given.size };
}

async function lags(data: string): Promise<[string, number][]> {
  const log = openSqliteLog({ path: join(data, 'log.db'), retention: undefined });
  const found: [string, number][] = [];
  for (const { stage, topic } of STAGES) found.push([stage, (await log.lag(topic, stage)).records]);
  await log.close();
  return found;
}

/** Captures of the same bytes of a release, beyond the first: published by a fetcher that was killed before it noted so. */
function repeated({ raw }: Awaited<ReturnType<typeof readFindings>>): number {
  const bytes = raw.map(({ key }) => key.replace(/\/\d+-/, '/'));
  return bytes.length - new Set(bytes).size;
}

/** Lets an unharmed process finish everything, and stop by itself. */
async function drain(env: Readonly<Record<string, string>>, inputs: Inputs, data: string): Promise<void> {
  const app = startProcess(env);
  await app.ready;
  const wanted = inputs.given.size + inputs.poison.size;
  await expect
    .poll(async () => new Set((await readFindings(data)).raw.map(({ key }) => key.split('/')[0])).size, {
      timeout: 60_000,
      interval: 500,
    })
    .toBe(wanted);
  await expect
    .poll(async () => (await lags(data)).map(([, lag]) => lag), { timeout: 60_000, interval: 200 })
    .toEqual([0, 0, 0]);
  expect(await app.kill('SIGTERM')).toBe(0);
}

it('loses nothing and doubles nothing over 32 kills -9', { timeout: 600_000 }, async () => {
  // Every fourth kill hits the fetcher between publishing and noting so; the others come at random moments.
  const nodeArgs = (round: number) => (round % 4 === 3 ? hook('./kill-after-publish.mjs') : []);
  const { found, inFlight, given } = await runCampaign({ rounds: 32, releases: 2000, seed: 20_260_102, nodeArgs });
  process.stdout.write(`kills with work in flight, of 32: ${JSON.stringify(inFlight)}\n`);
  expect(given).toBe(2000);
  expect(found).toEqual([]);
  for (const [stage, kills] of Object.entries(inFlight)) expect(kills, stage).toBeGreaterThanOrEqual(5);
});

it('would notice a finish that is split in two, the offset first', { timeout: 300_000 }, async () => {
  const { found } = await runCampaign({
    rounds: 6,
    releases: 300,
    seed: 7,
    nodeArgs: () => hook('./split-finish.mjs'),
  });
  expect(found.filter((violation) => / ended 0 times$/.test(violation))).not.toEqual([]);
});
