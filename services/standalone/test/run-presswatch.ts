import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childEnv } from './app-process.ts';

const COMMAND_LINE = fileURLToPath(new URL('../src/presswatch.ts', import.meta.url));

/** What a command of the command line came to. */
export interface Ran {
  readonly code: number | null;
  readonly bytes: Buffer;
  /** Standard output as text. */
  readonly out: string;
  readonly err: string;
  /** Standard output as NDJSON. */
  json<T = Record<string, unknown>>(): T[];
}

/** Runs `presswatch ARGS` as a process of its own. */
export async function runPresswatch(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  input: string | Uint8Array = '',
): Promise<Ran> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COMMAND_LINE, ...args], {
    env: childEnv(env),
    stdio: 'pipe',
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => out.push(data));
  child.stderr.on('data', (data: Buffer) => err.push(data));
  child.stdin.on('error', () => undefined); // a command that reads no input may end before it is written
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', end);
  const bytes = Buffer.concat(out);
  return {
    code,
    bytes,
    out: String(bytes),
    err: String(Buffer.concat(err)),
    json: <T>() =>
      String(bytes)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T),
  };
}
