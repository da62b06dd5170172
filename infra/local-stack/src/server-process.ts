import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, open, readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isFree, isPortTaken } from './ports.ts';
import { StackError } from './stack-error.ts';

const POLL_MS = 50;
const STOP_MS = 20_000;
const TAIL = 3000;

/** How a server is run. */
export interface ServerSpec {
  /** For people and file names: `kafka-1`, `opensearch`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Its own folder, there already: working directory, data, logs. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another user to run as. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Where it will listen on loopback. */
  readonly ports: readonly number[];
  /** Asked over and over until it says yes. */
  readonly isReady: () => Promise<boolean>;
  /** At most this long until then. */
  readonly patienceMs: number;
  /** Outlives this process. Else the server is killed, and its folder removed, when this process ends in whatever way. */
  readonly detached: boolean;
  readonly onLaunch?: (name: string, pid: number) => void;
}

/** A server that is running, and what a test of faults does to it. */
export interface ServerControl {
  readonly name: string;
  /** Its process; undefined while it is down. */
  pid(): number | undefined;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data (after `kill`; a running one is stopped first); resolves when it is ready. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  pause(): Promise<void>;
  /** SIGCONT. */
  resume(): Promise<void>;
  /** SIGTERM, SIGKILL where that does not help; resolves when it is gone. */
  stop(): Promise<void>;
}

/** The server could not have its port: start it again on another one. */
export class PortTakenError extends StackError {
  override name = 'PortTakenError';
}

/**
 * Stands between this process and the server. Stdin is this process's end of a pipe: at its end, which comes however
 * this process dies, the server is killed and its folder removed. Tells the server's pid on descriptor 3.
 * $1: the folder to remove, $2 and on: the server.
 */
const KEEPER = `
folder=$1; shift
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
server=$!
echo "$server" >&3; exec 3>&-
( read -r _ <&4; : >"$folder/.abandoned"; kill -KILL "$server" ) 2>/dev/null &
keeper=$!
exec 4<&-
wait "$server"; code=$?
kill -KILL "$keeper" 2>/dev/null
if [ -e "$folder/.abandoned" ]; then
  rm -rf "$folder"
  rmdir "$(dirname "$folder")" 2>/dev/null
fi
exit "$code"
`;

/** Starts a server and waits until it is ready; it is gone again where that fails. */
export async function startServer(spec: ServerSpec): Promise<ServerControl> {
  let running = await launchUntilReady(spec, 1);
  let starts = 1;
  const control: ServerControl = {
    name: spec.name,
    pid: () => (running.isDown() ? undefined : running.pid),
    kill: () => running.end('SIGKILL'),
    stop: () => running.end('SIGTERM'),
    async restart() {
      await control.stop();
      starts += 1;
      running = await launchUntilReady(spec, starts);
    },
    pause: async () => running.signal('SIGSTOP'),
    resume: async () => running.signal('SIGCONT'),
  };
  return control;
}

interface Running {
  readonly pid: number;
  readonly logFile: string;
  isDown(): boolean;
  signal(signal: NodeJS.Signals): void;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

async function launchUntilReady(spec: ServerSpec, start: number): Promise<Running> {
  for (const port of spec.ports) {
    if (await isFree(port)) continue;
    throw new PortTakenError(
      `${spec.name} cannot listen on port ${port}: another process does. Stop it, or choose another port`,
    );
  }
  const running = await launch(spec, start);
  spec.onLaunch?.(spec.name, running.pid);
  try {
    await waitUntilReady({ ...spec, isDown: running.isDown });
    return running;
  } catch (error) {
    await running.end('SIGKILL');
    throw await withLog(error as StackError, running.logFile);
  }
}

/** What is waited for. */
export interface Waiting {
  readonly name: string;
  readonly isReady: () => Promise<boolean>;
  /** Then there is nothing more to wait for. */
  readonly isDown: () => boolean | Promise<boolean>;
  readonly patienceMs: number;
}

/** Asks until the server is ready. */
export async function waitUntilReady({ name, isReady, isDown, patienceMs }: Waiting): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const ready = await isReady();
    // Asked after: where it is down, it was somebody else who answered on its port.
    if (await isDown()) throw new StackError(`${name} ended while it started`);
    if (ready) return;
    if (Date.now() > deadline) throw new StackError(`${name} was not ready after ${patienceMs / 1000} s`);
    await delay(POLL_MS);
  }
}

async function withLog(error: StackError, logFile: string): Promise<StackError> {
  const log = await readFile(logFile, 'utf8');
  const message = `${error.message}. The end of its log (${logFile}):\n${log.slice(-TAIL).trimEnd()}`;
  return isPortTaken(log) ? new PortTakenError(message) : new StackError(message);
}

async function launch(spec: ServerSpec, start: number): Promise<Running> {
  const logFile = join(spec.folder, `log-${start}.txt`);
  const log = await open(logFile, 'w');
  try {
    if (spec.user) await chown(logFile, spec.user.uid, spec.user.gid);
    const child = spawn(
      spec.detached ? spec.program : '/bin/sh',
      spec.detached ? spec.args : ['-c', KEEPER, 'sh', spec.folder, spec.program, ...spec.args],
      {
        cwd: spec.folder,
        env: { ...process.env, ...spec.env },
        detached: true,
        stdio: [spec.detached ? 'ignore' : 'pipe', log.fd, log.fd, spec.detached ? 'ignore' : 'pipe'],
        ...spec.user,
      },
    );
    await once(child, 'spawn');
    const pid = spec.detached ? child.pid : await toldPid(child);
    if (pid === undefined) throw new StackError(`${spec.name} could not be started: the shell around it ended`);
    child.unref();
    (child.stdin as Socket | null)?.unref();
    return control(child, pid, logFile);
  } finally {
    await log.close();
  }
}

async function toldPid(child: ChildProcess): Promise<number | undefined> {
  let text = '';
  for await (const part of child.stdio[3] as Readable) text += part;
  return /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

function control(child: ChildProcess, pid: number, logFile: string): Running {
  const isDown = () => child.exitCode !== null || child.signalCode !== null;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    if (!isDown()) sendSignal(pid, name);
  };
  const end = async (name: 'SIGKILL' | 'SIGTERM') => {
    child.ref();
    signal(name);
    signal('SIGCONT');
    const force = setTimeout(() => signal('SIGKILL'), STOP_MS);
    if (!isDown()) await gone;
    clearTimeout(force);
    child.stdin?.destroy();
  };
  return { pid, logFile, isDown, signal, end };
}

/** Sends a signal; a process that has gone just now needs none. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
