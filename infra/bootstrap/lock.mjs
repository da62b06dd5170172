import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BootstrapError, say } from './messages.mjs';

const POLL_MS = 100;
const PATIENCE_MS = 15 * 60_000;
/** A lock file that is not whole after this time was left by a process that died while it wrote. */
const WRITING_MS = 5000;
/** Above every process id that an operating system gives. */
const NOBODY = 2 ** 31 - 1;

/**
 * Runs the work while no other process on this machine runs its own under the same lock file. A lock whose owner died is
 * broken by exactly one of those who wait.
 *
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + PATIENCE_MS;
  let told = false;
  while (!createFile(path, mine)) {
    const owner = readOwner(path);
    if (owner !== undefined && !isAlive(owner)) breakLock(path, owner);
    else {
      if (!told) say('another command is installing; waiting for it');
      told = true;
      if (Date.now() > deadline) {
        throw new BootstrapError(`another command has been installing for long: if none is, delete ${path}`);
      }
      await delay(POLL_MS);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function createFile(path, text) {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the lock: `<pid> <token>`; undefined while it is being written or was given back just now. */
function readOwner(path) {
  try {
    const text = readFileSync(path, 'utf8');
    if (/^\d+ [0-9a-f-]{36}$/.test(text)) return text;
    const { mtimeMs } = statSync(path);
    return Date.now() - mtimeMs > WRITING_MS ? `${NOBODY} half-written-${mtimeMs}` : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(owner) {
  try {
    process.kill(Number(owner.split(' ')[0]), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The token makes the claim unique to this owner's lock, so a lock taken since is never the one deleted. */
function breakLock(path, owner) {
  const claim = `${path}.${owner.split(' ')[1]}`;
  if (!createFile(claim, String(process.pid))) return;
  rmSync(path, { force: true });
  rmSync(claim, { force: true });
}
