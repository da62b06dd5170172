import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childEnv } from '../app-process.ts';

const COMMAND_LINE = fileURLToPath(new URL('../../src/presswatch.ts', import.meta.url));
const HOOK = fileURLToPath(new URL('./kill-at.mjs', import.meta.url));

/** A place in the code: before it (or after it), the nth time that a process comes there. */
export interface Place {
  /** How the address of the file ends. */
  readonly file: string;
  readonly code: string;
  readonly after?: boolean;
  readonly nth?: number;
}

/** When a command is killed: at a place, or so many ms after its first word. */
export type Death = Place | { readonly ms: number };

/** What became of a command. */
export interface Died {
  /** Whether it was killed; else it had come to its end before. */
  readonly killed: boolean;
  readonly output: string;
}

/** Runs `presswatch ARGS` and kills it with -9. */
export async function runKilled(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  death: Death,
): Promise<Died> {
  const hook = 'file' in death ? ['--import', HOOK] : [];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...hook, COMMAND_LINE, ...args], {
    env: { ...childEnv(env), ...('file' in death ? { KILL_AT: JSON.stringify(death) } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let output = '';
  const spoken = Promise.withResolvers<void>();
  const take = (data: Buffer) => {
    output += String(data);
    spoken.resolve();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  if ('ms' in death) {
    await Promise.race([spoken.promise, closed]);
    await Promise.race([wait(death.ms), closed]);
    child.kill('SIGKILL');
  }
  const [, signal] = await closed;
  process.off('exit', end);
  return { killed: signal === 'SIGKILL', output };
}
