import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { seededRandom } from '@presswatch/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProcess } from '../../app-process.ts';
import { runPresswatch } from '../../run-presswatch.ts';
import { type Place, runKilled } from '../command-process.ts';
import { readFolder } from '../embedded-ports.ts';
import { violations } from '../ledger.ts';
import { flow, silence, withoutErased } from '../maintained.ts';
import { LONG, tell } from '../report.ts';
import { pollSearches } from '../search-poller.ts';
import { type Cluster, startCluster } from './cluster.ts';

// An embedded installation moves to servers; there the commands of maintenance are killed and run again beside services
// that get inputs all the time.

const SEED = 20_261_126;
const LONGEST = { timeout: 900_000 };
const ROUNDS = LONG ? 10 : 1;
const MIGRATED = 220;
const random = seededRandom(SEED);

let cluster: Cluster;
let address: string;
const erased = new Map<string, string>();

beforeAll(async () => {
  cluster = await startCluster({ seed: SEED, releases: LONG ? 20_000 : 3_000 });
}, 120_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
}, 60_000);

async function row(name: string, rounds: number, work: () => Promise<string>): Promise<void> {
  const started = Date.now();
  const before = cluster.inputs.given.size;
  const poller = pollSearches(address);
  const flowing = flow(cluster.inputs, 3, 300);
  let seen: string;
  try {
    seen = await work();
  } finally {
    await flowing.stop();
    await poller.stop();
  }
  const ledger = withoutErased(cluster.inputs, await cluster.drain(), erased);
  const found = violations(ledger.inputs, ledger.findings, { letters: 'at-least-once' });
  tell({
    row: name,
    rounds,
    releases: cluster.inputs.given.size - before,
    seen: `${seen}; ${poller.asked} searches, ${poller.failures.length} failed`,
    violations: found.length,
    seconds: (Date.now() - started) / 1000,
  });
  expect(found).toEqual([]);
  expect(poller.failures).toEqual([]);
}

async function done(...args: string[]): Promise<string> {
  const ran = await runPresswatch(cluster.env, args);
  expect(ran.code, `${args.join(' ')}: ${ran.err}${ran.out}`).toBe(0);
  return ran.out;
}

it('migrate: killed half way twice, then run again; both hold the same', LONGEST, async () => {
  const started = Date.now();
  const data = join(dirname(cluster.env.PRESSWATCH_SOURCES ?? ''), 'embedded');
  await mkdir(data);
  const { PRESSWATCH_INBOX = '', PRESSWATCH_SOURCES = '', PRESSWATCH_ALLOW_PRIVATE = '' } = cluster.env;
  const env = {
    PRESSWATCH_DATA: data,
    PRESSWATCH_SEEDS: '',
    PRESSWATCH_INBOX,
    PRESSWATCH_SOURCES,
    PRESSWATCH_ALLOW_PRIVATE,
  };
  await cluster.inputs.give(MIGRATED);
  const app = startProcess(env);
  await app.ready;
  const read = async () => {
    const { releases, deadKeys } = await readFolder(data);
    return releases.length + deadKeys.length;
  };
  await expect.poll(read, { timeout: 120_000, interval: 500 }).toBe(MIGRATED + cluster.inputs.poison.size);
  expect(await app.kill('SIGTERM')).toBe(0);
  const { PRESSWATCH_LOG = '', PRESSWATCH_INDEX = '', PRESSWATCH_RECORDS = '', PRESSWATCH_STATE = '' } = cluster.env;
  const to = { PRESSWATCH_TO_LOG: PRESSWATCH_LOG, PRESSWATCH_TO_INDEX: PRESSWATCH_INDEX };
  const all = { ...env, ...to, PRESSWATCH_TO_RECORDS: PRESSWATCH_RECORDS, PRESSWATCH_TO_STATE: PRESSWATCH_STATE };
  const publish = { file: '/operations/src/migrate/copy-topic.ts', code: 'await target.publish(batch);' };
  for (const death of [
    { ...publish, nth: 2 },
    { ...publish, nth: 2, after: true },
  ]) {
    const { killed, output } = await runKilled(all, ['migrate'], death);
    expect(killed, output).toBe(true);
  }
  const migrated = await runPresswatch(all, ['migrate']);
  expect(migrated.code, migrated.err).toBe(0);
  for (const name of ['parser', 'enricher', 'indexer'] as const) await (await cluster.keep(name)).ready();
  const verify = async () => (await runPresswatch(all, ['migrate', '--verify'])).out.trim().split('\n').at(-1);
  await expect.poll(verify, { timeout: 120_000, interval: 2000 }).toBe('both hold the same');
  tell({
    row: 'migrate killed -9 half way twice, run again, compared',
    rounds: 2,
    releases: MIGRATED,
    seen: migrated.out.split('\n').find((line) => line.startsWith('releases.raw')) ?? '',
    violations: 0,
    seconds: (Date.now() - started) / 1000,
  });
  const api = await cluster.keep('api');
  await api.ready();
  address = api.address;
  await (await cluster.keep('fetcher')).ready();
});

const REINDEX = '/operations/src/reindex.ts';
const REINDEX_DEATHS: readonly Place[] = [
  { file: REINDEX, code: 'await generation.promote();' },
  { file: REINDEX, code: 'await generation.promote();', after: true },
];

it('reindex: one at a time, killed around the change of aliases, the indexer killed too', LONGEST, async () => {
  await row('reindex killed -9 around the change of aliases', REINDEX_DEATHS.length * ROUNDS, async () => {
    const both = await Promise.all([0, 1].map(() => runPresswatch(cluster.env, ['reindex'])));
    for (const { code, err } of both) if (code !== 0) expect(err).toMatch(/another process makes the index/);
    expect(both.some(({ code }) => code === 0)).toBe(true);
    for (let round = 0; round < ROUNDS; round++) {
      for (const death of REINDEX_DEATHS) {
        const { killed, output } = await runKilled(cluster.env, ['reindex', '--force'], death);
        expect(killed, output).toBe(true);
        const refused = await runPresswatch(cluster.env, ['reindex']);
        expect(refused.code).not.toBe(0);
        expect(refused.err).toMatch(/counts as ended after a minute; --force/);
      }
      await runKilled(cluster.env, ['reindex', '--force'], { ms: random.below(2000) });
    }
    const last = done('reindex', '--force');
    await cluster.running('indexer')[0]?.kill('SIGKILL');
    await last;
    const refusals = both.filter(({ code }) => code !== 0).length;
    return `two at once: ${refusals} refused`;
  });
});

const PASS_LOG: Place = {
  file: '/operations/src/stage-pass/pass-log.ts',
  code: 'await options.onFinished?.(records, new Set(dead.map(({ key }) => key)));',
  nth: 2,
};

it.for(['parser', 'indexer'])('replay %s: killed and resumed', LONGEST, async (stage) => {
  await row(`replay ${stage} on servers killed -9 and resumed`, ROUNDS, async () => {
    let epoch = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { killed, output } = await runKilled(cluster.env, ['replay', stage, '--since', 'beginning'], PASS_LOG);
      expect(killed, output).toBe(true);
      expect(await silence(cluster.records)).toBe(1);
      const result = JSON.parse((await done('replay', stage, '--resume', '--json')).trim().split('\n').at(-1) ?? '');
      expect(result.epoch).toBeGreaterThan(epoch);
      epoch = result.epoch;
    }
    const { releases } = await cluster.drain();
    const replayed = releases.filter(({ shown }) => shown?.epoch === epoch).length;
    expect(replayed).toBeGreaterThan(0);
    expect(releases.every(({ shown }) => (shown?.epoch ?? 0) <= epoch)).toBe(true);
    return `${replayed} shown by epoch ${epoch}`;
  });
});

const ERASE_DEATHS: readonly Place[] = ['tombstones', 'bytes'].map((step) => ({
  file: '/operations/src/erase/erase-release.ts',
  code: `deps.onProgress?.('${step}');`,
}));

it('erase: killed between its steps, then run again; no replay or reindex brings it back', LONGEST, async () => {
  await row('erase on servers killed -9 between its steps', ERASE_DEATHS.length, async () => {
    const { releases } = await cluster.drain();
    for (const [n, death] of ERASE_DEATHS.entries()) {
      const victim = releases.filter(({ shown }) => cluster.inputs.given.has(shown?.content?.title ?? ''))[n];
      const id = victim?.releaseId ?? '';
      const args = ['erase', id, '--why', 'a test', '--by', 'a test', '--yes'];
      const { killed, output } = await runKilled(cluster.env, args, death);
      expect(killed, output).toBe(true);
      await done(...args);
      erased.set(victim?.shown?.content?.title ?? '', id);
    }
    await done('replay', 'parser', '--since', 'beginning');
    await done('reindex', '--force');
    const after = await cluster.drain();
    for (const id of erased.values()) {
      expect(after.releases.filter(({ releaseId }) => releaseId === id)).toEqual([]);
      expect(after.captureKeys.filter((key) => key.startsWith(id))).toEqual([]);
    }
    return `${erased.size} erased, replayed and reindexed`;
  });
});
