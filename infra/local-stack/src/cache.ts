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

/** Makes the folder, and refuses one that another user could not enter where another user will have to. */
export async function makeReadable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (!isRoot) return;
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const { mode } = await stat(path);
    if ((mode & 0o001) === 0) {
      throw new StackError(
        `OpenSearch does not run as root, and the user it is given cannot enter ${path}: ` +
          'let PRESSWATCH_STACK_CACHE name a folder that everybody may enter',
      );
    }
  }
}
