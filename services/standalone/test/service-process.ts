import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePorts } from '@presswatch/local-stack';
import { childEnv } from './app-process.ts';

export const SERVICES = ['fetcher', 'parser', 'enricher', 'indexer', 'api'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** One service as a process of its own, as a container runs it. */
export interface ServiceProcess {
  readonly name: ServiceName;
  readonly pid: number;
  /** Of the probes, or of the page where the service is `api`. */
  readonly address: string;
  /** Exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>;
  /** Whether it has ended. */
  hasExited(): boolean;
  /** Everything that it has written so far. */
  output(): string;
  /** Resolves when it says that it is ready. @throws with its output where it ends before */
  ready(): Promise<void>;
  /** SIGSTOP and SIGCONT end nothing: they return at once. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string>;
}

/** Starts a service with these settings, NODE_ENV=production, its probes on a free port. */
export async function startService(
  name: ServiceName,
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
): Promise<ServiceProcess> {
  const [port = 0] = await freePorts(1);
  const main = fileURLToPath(new URL(`../../${name}/src/main.ts`, import.meta.url));
  const listening = name === 'api' ? { PRESSWATCH_PORT: String(port) } : { PRESSWATCH_PROBE_PORT: String(port) };
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeArgs, main], {
    env: { ...childEnv(env), ...listening },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL'); // a test that runs out of time leaves no process behind
  process.once('exit', end);
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += String(data);
  });
  child.stderr?.on('data', (data: Buffer) => {
    output += String(data);
  });
  let over = false;
  const exited = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', end);
    over = true;
    return (code ?? signal) as number | string;
  });
  const address = `http://127.0.0.1:${port}`;
  return {
    name,
    pid: child.pid ?? Number.NaN,
    address,
    exited,
    hasExited: () => over,
    output: () => output,
    async ready() {
      while (!over) {
        const answer = await fetch(`${address}/health/ready`).catch(() => undefined);
        if (answer?.ok) return;
        await wait(50);
      }
      throw new Error(`${name} ended with ${await exited} before it was ready:\n${output}`);
    },
    signal: (signal) => void child.kill(signal),
    async kill(signal) {
      child.kill(signal);
      return await exited;
    },
  };
}
