import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { RAW_RELEASE } from '@presswatch/events';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { seededRandom, type TempFolder, tempFolder } from '@presswatch/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { STAGES } from '../../src/stages.ts';
import { type AppProcess, startProcess } from '../app-process.ts';
import { runPresswatch } from '../run-presswatch.ts';
import { type Death, type Place, runKilled } from './command-process.ts';
import { readFolder } from './embedded-ports.ts';
import { type Inputs, makeInputs } from './inputs.ts';
import { type Findings, violations } from './ledger.ts';
import { flow, silence, withoutErased } from './maintained.ts';
import { LONG, tell } from './report.ts';
import { pollSearches } from './search-poller.ts';

// One `npm start` with inputs that flow; beside it, the commands of maintenance are killed and run again.

const SEED = 20_261_125;
const LONGEST = { timeout: 600_000 };
const ROUNDS = LONG ? 20 : 1;
const random = seededRandom(SEED);

let folder: TempFolder;
let inputs: Inputs;
let env: Record<string, string>;
let data: string;
let app: AppProcess;
let address: string;
/** Erased releases: ids by title. */
const erased = new Map<string, string>();

beforeAll(async () => {
  folder = await tempFolder();
  inputs = await makeInputs(folder.path, { seed: SEED, count: LONG ? 20_000 : 3_000 });
  data = join(folder.path, 'data');
  await mkdir(data);
  await writeFile(join(folder.path, 'sources.yaml'), inputs.sourcesYaml);
  env = {
    PRESSWATCH_DATA: data,
    PRESSWATCH_INBOX: join(folder.path, 'inbox'),
    PRESSWATCH_SOURCES: join(folder.path, 'sources.yaml'),
    PRESSWATCH_SEEDS: '',
    PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8',
  };
  await inputs.give(160);
  app = startProcess(env);
  address = await app.ready;
  await drained(data, inputs);
}, 120_000);

afterAll(async () => {
  await app?.kill('SIGKILL');
  await inputs?.[Symbol.asyncDispose]();
  await folder?.remove();
});

/** Waits until everything given is published and through. */
async function drained(at: string, given: Inputs, more = 0): Promise<Findings> {
  const wanted = given.given.size + given.poison.size + more;
  const log = openSqliteLog({ path: join(at, 'log.db'), retention: undefined, readOnly: true });
  try {
    const toGo = async () => {
      const ids = new Set<string>();
      for await (const { key } of log.scan(RAW_RELEASE.topic)) ids.add(key.split('/', 1)[0] ?? '');
      const lags = await Promise.all(STAGES.map(({ stage, topic }) => log.lag(topic, stage)));
      return [Math.max(0, wanted - ids.size), ...lags.map(({ records }) => records)];
    };
    const until = Date.now() + 120_000;
    for (let rest = await toGo(); rest.some((count) => count > 0); rest = await toGo()) {
      if (Date.now() > until) throw new Error(`not drained: ${rest.join('/')}\n${app.output().slice(-2000)}`);
      await wait(300);
    }
  } finally {
    await log.close();
  }
  return await readFolder(at);
}

async function row(name: string, rounds: number, work: () => Promise<string>, rules = {}): Promise<void> {
  const started = Date.now();
  const before = inputs.given.size;
  const poller = pollSearches(address);
  const flowing = flow(inputs, 2, 300);
  let seen: string;
  try {
    seen = await work();
  } finally {
    await flowing.stop();
    await poller.stop();
  }
  const ledger = withoutErased(inputs, await drained(data, inputs), erased);
  const found = violations(ledger.inputs, ledger.findings, rules);
  tell({
    row: name,
    rounds,
    releases: inputs.given.size - before,
    seen: `${seen}; ${poller.asked} searches, ${poller.failures.length} failed`,
    violations: found.length,
    seconds: (Date.now() - started) / 1000,
  });
  expect(found).toEqual([]);
  expect(poller.failures).toEqual([]);
}

/** Runs a command that has to succeed. */
async function done(...args: string[]): Promise<string> {
  const ran = await runPresswatch(env, args);
  expect(ran.code, `${args.join(' ')}: ${ran.err}${ran.out}`).toBe(0);
  return ran.out;
}

const GENERATIONS = '/release-index/src/sqlite/generations.ts';
const REINDEX = '/operations/src/reindex.ts';
const REINDEX_DEATHS: readonly Place[] = [
  { file: REINDEX, code: 'await generation.writer.refresh();' }, // filled
  { file: GENERATIONS, code: 'rmSync(link, { force: true });' },
  { file: GENERATIONS, code: 'renameSync(link, path);' },
  { file: GENERATIONS, code: 'renameSync(link, path);', after: true },
  { file: REINDEX, code: "await pass('catching-up');", after: true },
  { file: GENERATIONS, code: 'await close();', after: true },
];

/** Files of indexes that nobody uses. */
async function leftOver(): Promise<string[]> {
  const names = (await readdir(data)).filter((name) => name.startsWith('index.db'));
  const generation = names.filter((name) => /^index\.db\.\d+$/.test(name));
  return names.filter(
    (name) =>
      name !== 'index.db' &&
      name !== 'index.db.reindex' &&
      !(generation.length === 1 && new RegExp(`^${generation[0]}(-wal|-shm)?$`).test(name)),
  );
}

it('reindex: killed at every step, then run again; no search fails, no file is left', LONGEST, async () => {
  const deaths: readonly Death[] = [
    ...REINDEX_DEATHS,
    ...Array.from({ length: ROUNDS }, () => ({ ms: random.below(1500) })),
  ];
  await row('reindex killed -9 around the change of files', deaths.length, async () => {
    let killed = 0;
    for (const death of deaths) if ((await runKilled(env, ['reindex', '--json'], death)).killed) killed++;
    await done('reindex');
    expect(await leftOver()).toEqual([]);
    expect(killed).toBeGreaterThanOrEqual(REINDEX_DEATHS.length);
    return `${killed} killed`;
  });
});

const PASS_LOG: Place = {
  file: '/operations/src/stage-pass/pass-log.ts',
  code: 'await options.onFinished?.(records, new Set(dead.map(({ key }) => key)));',
  nth: 2,
};

it.for(LONG ? ['parser', 'enricher', 'indexer'] : ['parser', 'indexer'])(
  'replay %s: killed, refused, resumed, run again',
  LONGEST,
  async (stage) => {
    await row(`replay ${stage} killed -9, resumed and run again`, LONG ? 2 * ROUNDS : 1, async () => {
      let epoch = 0;
      const records = openSqliteRecords({ path: join(data, 'records.db') });
      for (let round = 0; round < ROUNDS; round++) {
        for (const again of LONG ? [['--resume'], ['--since', 'beginning']] : [['--resume']]) {
          const { killed, output } = await runKilled(env, ['replay', stage, '--since', 'beginning'], PASS_LOG);
          expect(killed, output).toBe(true);
          if (epoch === 0) {
            const refused = await runPresswatch(env, ['replay', stage, '--resume']);
            expect(refused.err).toMatch(/runs already/);
          }
          expect(await silence(records)).toBe(1);
          const result = JSON.parse((await done('replay', stage, ...again, '--json')).trim().split('\n').at(-1) ?? '');
          expect(result.epoch).toBeGreaterThan(epoch);
          epoch = result.epoch;
        }
      }
      await records.close();
      const { releases } = await drained(data, inputs);
      const replayed = releases.filter(({ shown }) => shown?.epoch === epoch).length;
      expect(replayed).toBeGreaterThanOrEqual(160);
      expect(releases.every(({ shown }) => (shown?.epoch ?? 0) <= epoch)).toBe(true);
      return `${replayed} shown by epoch ${epoch}`;
    });
  },
);

const ERASE = '/operations/src/erase/erase-release.ts';
const ERASE_DEATHS = (LONG ? ['announcing', 'tombstones', 'passing', 'index', 'bytes'] : ['tombstones', 'bytes']).map(
  (step) => ({
    file: ERASE,
    code: `deps.onProgress?.('${step}');`,
  }),
);

/** The files of the data in which some words stand. */
async function filesWith(words: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(data)) {
    if (/^(index|log)\.db/.test(name) && (await readFile(join(data, name))).includes(words)) found.push(name);
  }
  return found;
}

it('erase: killed between its steps, then run again; what comes back is refused', LONGEST, async () => {
  const inbox = join(folder.path, 'inbox');
  const dropped = new Set(await readdir(inbox));
  const victims = [...inputs.given.values()].filter(({ slug }) => dropped.has(`${slug}.txt`));
  await row('erase killed -9 between its steps', ERASE_DEATHS.length, async () => {
    const { releases } = await readFolder(data);
    for (const [n, death] of ERASE_DEATHS.entries()) {
      const victim = victims[n];
      const id = releases.find(({ shown }) => shown?.content?.title === victim?.title)?.releaseId ?? '';
      const args = ['erase', id, '--why', 'a test', '--by', 'a test', '--yes'];
      const { killed, output } = await runKilled(env, args, death);
      expect(killed, output).toBe(true);
      await done(...args);
      erased.set(victim?.title ?? '', id);
      await writeFile(join(inbox, `${victim?.slug}.txt`), `${victim?.document}\nA line more.\n`);
    }
    await inputs.give(3);
    await drained(data, inputs);
    await wait(2000); // the drop folder is looked through every second
    await runKilled(env, ['reindex'], { file: GENERATIONS, code: 'rmSync(link, { force: true });' });
    await done('replay', 'parser', '--since', 'beginning');
    await done('reindex');
    const after = await drained(data, inputs);
    for (const [title, id] of erased) {
      expect(after.releases.filter(({ releaseId }) => releaseId === id)).toEqual([]);
      expect(after.captureKeys.filter((key) => key.startsWith(id))).toEqual([]);
      expect(await filesWith(title)).toEqual([]);
    }
    return `${erased.size} erased, arrived again, replayed and reindexed`;
  });
});

const DLQ_DEATH: Place = {
  file: '/dead-letters/src/dead-letters.ts',
  code: "for (const { letter } of chunk) await settle(letter.id, 'replayed');",
};

it('dlq replay: killed between sending and noting, then run again; none is lost', LONGEST, async () => {
  const rules = { letters: 'at-least-once' };
  await row(
    'dlq replay killed -9, run again',
    1,
    async () => {
      const before = await openLetters();
      const { killed, output } = await runKilled(env, ['dlq', 'replay', '--all'], DLQ_DEATH);
      expect(killed, output).toBe(true);
      await done('dlq', 'replay', '--all');
      await drained(data, inputs);
      const after = await openLetters();
      expect(before.filter(({ id }) => after.some((letter) => letter.id === id))).toEqual([]);
      // They cannot be read any better now: each has a new letter.
      expect(before.filter(({ key }) => !after.some((letter) => letter.key === key))).toEqual([]);
      return `${before.length} letters`;
    },
    rules,
  );
});

const openLetters = async () =>
  (await runPresswatch(env, ['dlq', 'list', '--status', 'open', '--json']))
    .json<{ id?: string; key?: string }>()
    .filter(({ id }) => id !== undefined);

const REPLACING = '/operations/src/sqlite/replacing.ts';
const RESTORE_DEATHS: readonly Place[] = [
  { file: '/operations/src/sqlite/restore.ts', code: 'await beginReplacing(files, aside);' },
  { file: REPLACING, code: 'await rename(partialOf(path), path);', nth: 1 },
  { file: REPLACING, code: 'await rm(path, { force: true });', nth: 2 },
  { file: REPLACING, code: 'await rename(partialOf(path), path);', nth: 3 },
  { file: REPLACING, code: 'await rm(journalOf(files));' },
];

it('backup while inputs flow, kill -9; restored elsewhere, it goes on without doubles', LONGEST, async () => {
  const started = Date.now();
  const copy = join(folder.path, 'copy');
  const flowing = flow(inputs, 3, 100);
  const acknowledged = (await readFolder(data)).raw.map(({ key }) => key);
  await done('backup', copy);
  await app.kill('SIGKILL');
  await flowing.stop();
  data = join(folder.path, 'restored');
  env = { ...env, PRESSWATCH_DATA: data };
  await done('restore', copy);
  const kept = new Set((await readFolder(data)).raw.map(({ key }) => key));
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  for (const death of RESTORE_DEATHS) {
    const { killed, output } = await runKilled(env, ['restore', copy, '--replace'], death);
    expect(killed, output).toBe(true);
    await done('dlq', 'list');
    const whole = new Set((await readFolder(data)).raw.map(({ key }) => key));
    const lost = acknowledged.filter((key) => !whole.has(key));
    expect(lost.length, `${death.code} ${(await readdir(data)).join(' ')}`).toBe(0);
  }
  await done('restore', copy, '--replace');
  expect((await readdir(data)).filter((name) => /restor/.test(name))).toEqual([]);
  app = startProcess(env);
  address = await app.ready;
  await row(
    'backup, kill -9, restore killed -9 at every step, started there',
    RESTORE_DEATHS.length,
    async () => {
      await inputs.give(20);
      return `${acknowledged.length} acknowledged before the backup, ${((Date.now() - started) / 1000).toFixed(0)} s till started`;
    },
    { letters: 'at-least-once' },
  );
});
