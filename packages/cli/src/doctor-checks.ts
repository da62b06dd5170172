import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Check, Installation } from './deps.ts';

const LEAST_NODE = 24;
const GIB = 1024 ** 3;
const LEAST_FREE = GIB;

/** What can be seen of the machine without opening the data. */
export async function* machineChecks(installation: Installation): AsyncIterable<Check> {
  yield nodeCheck(process.versions.node);
  yield sqliteCheck();
  yield await folderCheck(installation.dataFolder);
  yield await diskCheck(installation.dataFolder);
  const held = installation.isHeld();
  yield {
    name: 'data',
    state: 'ok',
    found: held ? 'held by a running Presswatch' : 'held by nobody: npm start would work off what waits',
  };
  yield await portCheck(installation, held);
}

export function nodeCheck(version: string): Check {
  const name = 'Node';
  if (Number.parseInt(version, 10) >= LEAST_NODE) return { name, state: 'ok', found: version };
  return {
    name,
    state: 'failed',
    found: version,
    remedy: `install Node ${LEAST_NODE} or newer, or use npm start, which brings it`,
  };
}

function sqliteCheck(): Check {
  const name = 'SQLite';
  const found = process.versions.sqlite;
  if (found !== undefined) return { name, state: 'ok', found };
  return { name, state: 'failed', found: 'none', remedy: 'this Node is built without SQLite: use one from nodejs.org' };
}

async function folderCheck(folder: string): Promise<Check> {
  const name = 'data folder';
  const remedy = `make ${folder} a folder that you may write to, or set PRESSWATCH_DATA to another`;
  try {
    if (!(await stat(folder)).isDirectory()) return { name, state: 'failed', found: `${folder} is no folder`, remedy };
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { name, state: 'ok', found: folder };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { name, state: 'ok', found: `${folder} is not there yet: the first start makes it` };
    return { name, state: 'failed', found: message, remedy };
  }
}

/** Of the folder, or of the nearest one above that is there. */
async function diskCheck(folder: string): Promise<Check> {
  const name = 'disk';
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const found = `${(free / GIB).toFixed(1)} GiB free`;
    if (free >= LEAST_FREE) return { name, state: 'ok', found };
    return { name, state: 'warning', found, remedy: 'make room: SQLite stops writing on a full disk' };
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && above !== folder) return diskCheck(above);
    return { name, state: 'warning', found: `unknown: ${(error as Error).message}`, remedy: 'look with df' };
  }
}

async function portCheck({ host, port }: Installation, held: boolean): Promise<Check> {
  const name = 'port';
  const address = `${host}:${port}`;
  const code = await tryListening(host, port);
  if (code === undefined) return { name, state: 'ok', found: `${address} is free` };
  if (code !== 'EADDRINUSE') {
    return { name, state: 'failed', found: `${address}: ${code}`, remedy: 'set PRESSWATCH_HOST and PRESSWATCH_PORT' };
  }
  if (held || (await isPresswatch(host, port))) {
    return { name, state: 'ok', found: `${address} is taken by a running Presswatch` };
  }
  return {
    name,
    state: 'failed',
    found: `${address} is taken by another program`,
    remedy: 'stop it, or set PRESSWATCH_PORT',
  };
}

/** Whether a page of Presswatch answers there: the service `api`, or an `npm start` on another folder. */
async function isPresswatch(host: string, port: number): Promise<boolean> {
  const address = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${address}:${port}/api/openapi.json`, { signal: AbortSignal.timeout(2_000) });
    return ((await answer.json()) as { info?: { title?: string } }).info?.title === 'Presswatch';
  } catch {
    return false; // whatever it is, it is not ours
  }
}

const tryListening = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
