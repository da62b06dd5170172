import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redisAnswers } from './asking.ts';
import { freePorts } from './ports.ts';
import { startOf } from './processes.ts';
import { PortTakenError, type ServerSpec, startServer } from './server-process.ts';

/** Answers as Redis does, writes a line a start into its folder; `deaf` ignores SIGTERM. */
const FAKE = `
const { createServer } = require('node:net');
const { appendFileSync } = require('node:fs');
appendFileSync('starts', process.pid + '\\n');
if (process.argv[2] === 'deaf') process.on('SIGTERM', () => {});
if (process.argv[2] === 'broken') { console.error('no such setting: colour'); process.exit(3); }
createServer((socket) => socket.on('data', () => socket.write('+PONG\\r\\n')).on('error', () => {}))
  .on('error', (error) => { console.error(error.message + ': Address already in use'); process.exit(1); })
  .listen(Number(process.argv[1]), '127.0.0.1');
`;

let root: string;
let folder: string;
let port: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'presswatch-test-'));
  folder = join(root, 'server');
  await mkdir(folder);
  [port] = (await freePorts(1)) as [number];
});
afterEach(() => rm(root, { recursive: true, force: true }));

const spec = (...args: string[]): ServerSpec => ({
  name: 'fake',
  program: process.execPath,
  args: ['-e', FAKE, `${port}`, ...args],
  folder,
  ports: [port],
  isReady: () => redisAnswers(port),
  patienceMs: 20_000,
  detached: false,
});

const until = async (yes: () => boolean | Promise<boolean>) => {
  while (!(await yes())) await delay(20);
};

describe('startServer', () => {
  it('starts, kills, starts again on the same port and folder, stops', async () => {
    const server = await startServer(spec());
    const first = server.pid();
    await server.kill();
    expect(server.pid()).toBeUndefined();
    expect(await startOf(first as number)).toBeUndefined();
    expect(await redisAnswers(port)).toBe(false);
    await server.restart();
    expect(await redisAnswers(port)).toBe(true);
    expect((await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n')).toEqual([
      `${first}`,
      `${server.pid()}`,
    ]);
    await server.stop();
    expect(server.pid()).toBeUndefined();
    expect(existsSync(folder)).toBe(true);
  });

  it('pauses and resumes; a paused one can be stopped', async () => {
    const server = await startServer(spec());
    await server.pause();
    expect(await redisAnswers(port)).toBe(false);
    await server.resume();
    expect(await redisAnswers(port)).toBe(true);
    await server.pause();
    await server.stop();
    expect(await redisAnswers(port)).toBe(false);
  });

  it('says what the log of a server that does not start says', async () => {
    await expect(startServer(spec('broken'))).rejects.toThrow(/fake ended while it started.*no such setting: colour/s);
  });

  it('tells a taken port apart', async () => {
    const server = await startServer(spec());
    await expect(startServer(spec())).rejects.toThrow(PortTakenError);
    const late = { ...spec(), ports: [], isReady: async () => false };
    await expect(startServer(late)).rejects.toThrow(PortTakenError);
    await server.stop();
  });

  it('gives up on one that is never ready, and leaves none behind', async () => {
    const never = { ...spec(), isReady: async () => false, patienceMs: 300 };
    await expect(startServer(never)).rejects.toThrow(/not ready after 0.3 s/);
    const pid = Number(await readFile(join(folder, 'starts'), 'utf8').catch(() => '0'));
    expect(pid === 0 ? undefined : await startOf(pid)).toBeUndefined();
  });
});

describe('when the process that started a server dies', () => {
  const parent = async (...args: string[]): Promise<ChildProcess> => {
    const script = join(root, 'parent.ts');
    const module = JSON.stringify(join(import.meta.dirname, 'server-process.ts'));
    const asking = JSON.stringify(join(import.meta.dirname, 'asking.ts'));
    await writeFile(
      script,
      `import { startServer } from ${module}; import { redisAnswers } from ${asking};
      const spec = ${JSON.stringify(spec('deaf'))};
      const server = await startServer({ ...spec, isReady: () => redisAnswers(${port}) });
      if (process.argv[2] === 'paused') await server.pause();
      console.log(server.pid()); setInterval(() => {}, 1000);`,
    );
    return spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  };

  it.each([
    ['SIGKILL', 'running'],
    ['SIGTERM', 'running'],
    ['SIGKILL', 'paused'],
  ] as const)('by %s, a %s server and its data go too', async (signal, state) => {
    const child = await parent(state);
    const [told] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as unknown as [Buffer];
    const pid = Number(told.toString());
    expect(await startOf(pid)).toBeDefined();
    child.kill(signal);
    await until(async () => (await startOf(pid)) === undefined);
    await until(() => !existsSync(folder));
  });
});
