import { mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { StackError } from './stack-error.ts';

const isRoot = process.getuid?.() === 0;

/**
 * Where the servers' programs are kept, outside of any work tree. Root's own folder is closed to the user under which
 * OpenSearch has to run, so root keeps them in /var/cache. `PRESSWATCH_STACK_CACHE` overrules.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.PRESSWATCH_STACK_CACHE) return env.PRESSWATCH_STACK_CACHE;
  if (isRoot) return '/var/cache/presswatch/servers';
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'presswatch', 'servers');
  const caches = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
  return join(homedir(), caches, 'presswatch', 'servers');
}

/** Makes the cache where it is missing. */
export async function makeCache(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
}

/**
 * Refuses a folder that another user could not enter, before a server fails there for it.
 *
 * @throws StackError naming the folder that is closed
 */
export async function refuseClosedFolders(folder: string, uid: number): Promise<void> {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const found = await stat(path).catch(() => undefined); // What is missing will be made, open.
    if (found === undefined) continue;
    const { mode, uid: owner } = found;
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) {
      throw new StackError(
        `OpenSearch does not run as root, and the user it is given cannot enter ${path}: let PRESSWATCH_STACK ` +
          '(data) and PRESSWATCH_STACK_CACHE (programs) name folders that everybody may enter, or start this as another user',
      );
    }
  }
}
