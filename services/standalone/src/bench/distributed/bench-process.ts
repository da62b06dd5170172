import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePorts } from '@presswatch/local-stack';
import { LEAN_FLAGS, lean } from '../../../../../infra/bootstrap/lean.mjs';
import { ROOT } from '../../root.ts';

/** A service, or a command of the command line, as a process of its own with the flags of the image. */
export interface BenchProcess {
  readonly pid: number;
  /** Whether it has ended. */
  hasEnded(): boolean;
  /** Resolves when it answers that it is ready. @throws with its output where it ends before */
  ready(): Promise<void>;
  /** Resolves when it has ended by itself. @throws with its output unless it ended with 0 */
  done(): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
}

const pathOf = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** Starts a service with its probes on a free port. `nodeArgs`: more flags of Node, such as those of its profiler. */
export async function startBenchService(
  name: string,
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
): Promise<BenchProcess> {
  const [port = 0] = await freePorts(1);
  const listening = { PRESSWATCH_PROBE_PORT: String(port) };
  const args = [...LEAN_FLAGS, ...nodeArgs, pathOf(`${name}/src/main.ts`)];
  return start(name, args, { ...env, ...listening }, `http://127.0.0.1:${port}`);
}

/** Starts `presswatch ARGS`. */
export const startCommand = (env: Readonly<Record<string, string>>, args: readonly string[]): BenchProcess =>
  start(args[0] ?? '', [pathOf('standalone/src/presswatch.ts'), ...args], env, '');

function start(name: string, args: readonly string[], env: Readonly<Record<string, string>>, address: string) {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    env: childEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let output = '';
  const take = (data: Buffer) => {
    output = (output + String(data)).slice(-20_000);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  let over = false;
  const exited = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', end);
    over = true;
    return (code ?? signal) as number | string;
  });
  const failed = async () => new Error(`${name} ended with ${await exited}:\n${output}`);
  return {
    pid: child.pid ?? Number.NaN,
    hasEnded: () => over,
    async ready() {
      while (!over) {
        const answer = await fetch(`${address}/health/ready`).catch(() => undefined);
        if (answer?.ok) return;
        await wait(50);
      }
      throw await failed();
    },
    async done() {
      if ((await exited) !== 0) throw await failed();
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** This process's environment without its settings of Presswatch and Node: the runs are to be alike everywhere. */
function childEnv(env: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PRESSWATCH|VITEST|NODE_)/.test(name));
  return { ...Object.fromEntries(inherited), ...lean(ROOT), NODE_ENV: 'production', ...env };
}
