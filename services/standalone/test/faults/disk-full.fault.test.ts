import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { makeInputs } from './inputs.ts';
import { type Findings, violations } from './ledger.ts';
import { tell } from './report.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const DISK_MB = 64;

it('i: loses and doubles nothing when the disk is full for a while', { timeout: 300_000 }, async () => {
  const started = Date.now();
  await using folder = await tempFolder();
  await using inputs = await makeInputs(folder.path, { seed: 5, count: 1_500 });
  const mount = join(folder.path, 'disk');
  const sources = join(folder.path, 'sources.yaml');
  await mkdir(mount);
  await writeFile(sources, inputs.sourcesYaml);
  await using disk = await makeSmallDisk(mount, DISK_MB);
  await using app = keepAlive(disk, {
    PRESSWATCH_DATA: disk.folder,
    PRESSWATCH_INBOX: join(folder.path, 'inbox'),
    PRESSWATCH_SOURCES: sources,
    PRESSWATCH_SEEDS: '',
    PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8',
  });
  await inputs.give(300);
  await app.says(/running: http/);
  await disk.fill(Math.floor((await freeMb(disk)) - 2));
  await inputs.give(1_200);
  await app.says(/full|ENOSPC/i);
  await wait(5_000);
  await disk.empty();
  await expect.poll(() => progress(disk, inputs), { timeout: 120_000, interval: 1_000 }).toBe('all went through');
  await app.stop();
  const found = violations(inputs, await read(disk));
  tell({
    row: 'i: the disk of the embedded data full',
    rounds: 1,
    releases: inputs.given.size,
    seen: `times that the process ended and was started again: ${app.ends()}`,
    violations: found.length,
    seconds: (Date.now() - started) / 1000,
  });
  expect(found).toEqual([]);
});

async function freeMb(disk: SmallDisk): Promise<number> {
  const { bavail, bsize } = await statfs(disk.seenFromHere);
  return (bavail * bsize) / 1024 / 1024;
}

const READER = fileURLToPath(new URL('./read-folder-process.ts', import.meta.url));

async function read(disk: SmallDisk): Promise<Findings> {
  const child = disk.run(READER, { READ_FOLDER: disk.folder });
  const parts: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout?.on('data', (data: Buffer) => parts.push(data));
  child.stderr?.on('data', (data: Buffer) => errors.push(data));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the folder cannot be read: ${Buffer.concat(errors)}`);
  return JSON.parse(String(Buffer.concat(parts))) as Findings;
}

async function progress(disk: SmallDisk, inputs: { given: ReadonlyMap<string, unknown>; poison: ReadonlySet<string> }) {
  const { raw, releases, deadKeys } = await read(disk);
  const wanted = inputs.given.size + inputs.poison.size;
  const through = releases.length + new Set(deadKeys).size;
  return through === wanted ? 'all went through' : `${raw.length} published, ${through} of ${wanted} through`;
}

/** Presswatch on the small disk, started again whenever it ends, as a service manager does. */
function keepAlive(disk: SmallDisk, env: Readonly<Record<string, string>>) {
  let output = '';
  let ends = 0;
  let stopping = false;
  let child: ChildProcess;
  const start = (): void => {
    child = disk.run(MAIN, env);
    const take = (data: Buffer) => {
      output += String(data);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', () => {
      if (stopping) return;
      ends += 1;
      setTimeout(() => stopping || start(), 500);
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  start();
  return {
    ends: () => ends,
    async says(pattern: RegExp) {
      await expect.poll(() => output, { timeout: 60_000, interval: 200 }).toMatch(pattern);
    },
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}
