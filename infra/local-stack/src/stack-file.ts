import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startOf } from './processes.ts';
import { sendSignal } from './server-process.ts';

const POLL_MS = 100;
const STOP_MS = 20_000;

/** A server that `up` has started. */
export interface KnownServer {
  readonly name: string;
  readonly pid: number;
  /** See `startOf`. */
  readonly start: string;
}

/** What `up` leaves for `down` and `status`. */
export interface StackFile {
  readonly servers: readonly KnownServer[];
  readonly addresses: { readonly brokers: readonly string[]; readonly opensearch: string; readonly redis: string };
}

export const stackFilePath = (folder: string): string => join(folder, 'stack.json');

export function readStackFile(folder: string): StackFile | undefined {
  try {
    return JSON.parse(readFileSync(stackFilePath(folder), 'utf8')) as StackFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writeStackFile(folder: string, content: StackFile): void {
  const path = stackFilePath(folder);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(content, undefined, 2)}\n`);
}

export const isRunning = async ({ pid, start }: KnownServer): Promise<boolean> => (await startOf(pid)) === start;

/** Ends what runs of the known servers, and forgets them; gives the names of those that were running. */
export async function endServers(folder: string): Promise<string[]> {
  const { servers = [] } = readStackFile(folder) ?? {};
  const ended = await Promise.all(servers.map(async (server) => ((await endServer(server)) ? [server.name] : [])));
  rmSync(stackFilePath(folder), { force: true });
  return ended.flat();
}

async function endServer(server: KnownServer): Promise<boolean> {
  if (!(await isRunning(server))) return false;
  sendSignal(server.pid, 'SIGTERM');
  const deadline = Date.now() + STOP_MS;
  while (await isRunning(server)) {
    if (Date.now() > deadline) sendSignal(server.pid, 'SIGKILL');
    await delay(POLL_MS);
  }
  return true;
}
