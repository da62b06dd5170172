import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { childEnv } from '../app-process.ts';

/** A file system of so many MB, which only processes started on it see, and which goes with it. */
export interface SmallDisk extends AsyncDisposable {
  /** Its folder, as processes on it see it. */
  readonly folder: string;
  /** The same folder, as this process sees it; SQLite, which follows links, does not. */
  readonly seenFromHere: string;
  /** Starts a program of Node on it. */
  run(main: string, env: Readonly<Record<string, string>>): ChildProcess;
  /** Takes up so many MB of it. */
  fill(mb: number): Promise<void>;
  /** Gives them back. */
  empty(): Promise<void>;
}

/**
 * A tmpfs in a mount namespace of its own, held by a process that sleeps; who is not root gets a user namespace, too.
 *
 * @param folder an empty folder to mount it on
 */
export async function makeSmallDisk(folder: string, mb: number): Promise<SmallDisk> {
  const root = process.getuid?.() === 0;
  const words = [
    ...(root ? [] : ['-r']),
    '-m',
    'sh',
    '-c',
    'mount -t tmpfs -o "size=$1m" none "$2" && echo up && exec sleep 3600',
  ];
  const holder = spawn('unshare', [...words, 'sh', String(mb), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = () => holder.kill('SIGKILL');
  process.once('exit', end);
  const [said] = (await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')])) as [unknown];
  if (String(said).trim() !== 'up') throw new Error('no small disk: unshare and mount (util-linux) have to work here');
  const seenFromHere = `/proc/${holder.pid}/root${folder}`;
  const ballast = join(seenFromHere, 'ballast');
  return {
    folder,
    seenFromHere,
    run(main, env) {
      const into = ['-t', String(holder.pid), '-m', ...(root ? [] : ['-U', '--preserve-credentials'])];
      const node = [process.execPath, '--disable-warning=ExperimentalWarning', main];
      return spawn('nsenter', [...into, ...node], { env: childEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
    },
    fill: (size) => writeFile(ballast, Buffer.alloc(size * 1024 * 1024)),
    empty: () => rm(ballast),
    async [Symbol.asyncDispose]() {
      process.off('exit', end);
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
    },
  };
}
