import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Presswatch as a process of its own, as `npm start` runs it. */
export interface AppProcess {
  readonly pid: number;
  /** The page's address, once it says that it runs. */
  readonly ready: Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>;
  /** Everything it has written so far. */
  output(): string;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | string>;
}

/** The environment of a child: the test runner's own without its settings, and these. */
export function childEnv(env: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PRESSWATCH|VITEST|NODE_)/.test(name));
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production', PRESSWATCH_PORT: '0', ...env };
}

/** Starts it with these settings; PRESSWATCH_PORT=0 and NODE_ENV=production unless said otherwise. */
export function startProcess(
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
  args: readonly string[] = [],
): AppProcess {
  const warnings = '--disable-warning=ExperimentalWarning';
  const child: ChildProcess = spawn(process.execPath, [warnings, ...nodeArgs, MAIN, ...args], {
    env: childEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const end = () => child.kill('SIGKILL'); // a test that runs out of time leaves no process behind
  process.once('exit', end);
  const exited = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', end);
    return (code ?? signal) as number | string;
  });
  const ready = new Promise<string>((resolve, reject) => {
    const take = (data: Buffer) => {
      output += String(data);
      const address = /running: (http:\/\/\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    void exited.then((code) => reject(new Error(`ended with ${code} before it ran:\n${output}`)));
  });
  ready.catch(() => undefined); // whoever waits for it hears of it
  return {
    pid: child.pid ?? Number.NaN,
    ready,
    exited,
    output: () => output,
    async kill(signal) {
      child.kill(signal);
      return await exited;
    },
  };
}
