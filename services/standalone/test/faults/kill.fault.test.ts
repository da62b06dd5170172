import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { seededRandom, tempFolder } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { STAGES } from '../../src/stages.ts';
import { startProcess } from '../app-process.ts';
import { readFolder } from './embedded-ports.ts';
import { type Inputs, makeInputs } from './inputs.ts';
import { type Findings, violations } from './ledger.ts';
import { tell } from './report.ts';

/** When a round's process is killed: at a random moment, as soon as a stage has work, or by a hook at an exact place. */
type Aim = 'random' | 'parser' | 'enricher' | 'indexer' | { readonly hook: readonly string[] };

interface Campaign {
  readonly aims: readonly Aim[];
  readonly releases: number;
  readonly seed: number;
}

const hook = (name: string): Aim => ({ hook: ['--import', fileURLToPath(new URL(name, import.meta.url))] });

/** No round waits longer than this for the moment of its kill, in ms. */
const LONGEST_LIFE = 8_000;

/** Kills with work in flight: for a stage, records handed in and not finished; for the fetcher, captures taken twice. */
type InFlight = Record<string, number>;

async function runCampaign({ aims, releases, seed }: Campaign) {
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
  for (const aim of aims) {
    await inputs.give(Math.ceil(releases / aims.length / 2));
    const app = startProcess(env, typeof aim === 'object' ? aim.hook : []);
    await Promise.race([app.ready, app.exited]);
    await inputs.give(Math.ceil(releases / aims.length / 2));
    if (aim === 'random') await Promise.race([wait(20 + random.below(2_500)), app.exited]);
    else if (typeof aim === 'object') await Promise.race([wait(LONGEST_LIFE), app.exited]);
    else await untilBusy(data, aim);
    await app.kill('SIGKILL');
    for (const [stage, lag] of await lags(data)) if (lag > 0) inFlight[stage] = (inFlight[stage] ?? 0) + 1;
    const now = repeated(await readFolder(data));
    if (now > doubled) inFlight.fetcher = (inFlight.fetcher ?? 0) + 1;
    doubled = now;
  }
  await drain(env, inputs, data);
  return { found: violations(inputs, await readFolder(data)), inFlight, given: inputs.given.size };
}

/** Resolves at the moment at which a stage has records that it has not finished. */
async function untilBusy(data: string, stage: string): Promise<void> {
  const topic = STAGES.find((known) => known.stage === stage)?.topic ?? '';
  const log = openSqliteLog({ path: join(data, 'log.db'), retention: undefined, readOnly: true });
  const until = performance.now() + LONGEST_LIFE;
  while ((await log.lag(topic, stage)).records === 0 && performance.now() < until) await wait(1);
  await log.close();
}

async function lags(data: string): Promise<[string, number][]> {
  const log = openSqliteLog({ path: join(data, 'log.db'), retention: undefined });
  const found: [string, number][] = [];
  for (const { stage, topic } of STAGES) found.push([stage, (await log.lag(topic, stage)).records]);
  await log.close();
  return found;
}

/** Captures of the same bytes of a release, beyond the first: published by a fetcher that was killed before it noted so. */
function repeated({ raw }: Findings): number {
  const bytes = raw.map(({ key }) => key.replace(/\/\d+-/, '/'));
  return bytes.length - new Set(bytes).size;
}

/** Lets an unharmed process finish everything, and stop by itself. */
async function drain(env: Readonly<Record<string, string>>, inputs: Inputs, data: string): Promise<void> {
  const app = startProcess(env);
  await app.ready;
  const wanted = inputs.given.size + inputs.poison.size;
  await expect
    .poll(async () => new Set((await readFolder(data)).raw.map(({ key }) => key.split('/')[0])).size, {
      timeout: 60_000,
      interval: 500,
    })
    .toBe(wanted);
  await expect
    .poll(async () => (await lags(data)).map(([, lag]) => lag), { timeout: 60_000, interval: 200 })
    .toEqual([0, 0, 0]);
  expect(await app.kill('SIGTERM')).toBe(0);
}

it('loses nothing and doubles nothing over 35 kills -9', { timeout: 600_000 }, async () => {
  const round: readonly Aim[] = ['random', 'parser', 'enricher', 'indexer', hook('./kill-after-publish.mjs')];
  const aims = Array.from({ length: 7 }, () => round).flat();
  const started = Date.now();
  const { found, inFlight, given } = await runCampaign({ aims, releases: 2000, seed: 20_260_102 });
  tell({
    row: 'npm start killed -9, at random and at each stage',
    rounds: aims.length,
    releases: given,
    seen: `kills with work in flight: ${JSON.stringify(inFlight)}`,
    violations: found.length,
    seconds: (Date.now() - started) / 1000,
  });
  expect(given).toBe(2000);
  expect(found).toEqual([]);
  for (const [stage, kills] of Object.entries(inFlight)) expect(kills, stage).toBeGreaterThanOrEqual(5);
});

it('would notice a finish that is split in two, the offset first', { timeout: 300_000 }, async () => {
  const aims = Array.from({ length: 6 }, () => hook('./split-finish.mjs'));
  const { found } = await runCampaign({ aims, releases: 300, seed: 7 });
  expect(found.filter((violation) => / ended 0 times$/.test(violation))).not.toEqual([]);
});
