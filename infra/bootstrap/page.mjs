import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BootstrapError, say } from './messages.mjs';

const PAGE = 'services/web';
/** What the built page is made of: files and folders of the page, and the lockfile, which says with which libraries. */
const INPUTS = [
  'index.html',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'public',
  'src',
  'generated',
  '../../pnpm-lock.yaml',
];
const STAMP = '.inputs';

/**
 * Whether the built page is there and is what its sources give.
 *
 * @param {string} root of the workspace
 */
export function isPageBuilt(root) {
  try {
    return readFileSync(join(root, PAGE, 'dist', STAMP), 'utf8') === inputsHash(root);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Builds the page beside the old one and puts it in its place; call it under the lock.
 *
 * @param {string} root of the workspace
 * @param {string} node path of the Node to build with
 */
export function buildPage(root, node) {
  const folder = join(root, PAGE);
  const [fresh, old, dist] = ['dist-new', 'dist-old', 'dist'].map((name) => join(folder, name));
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  const hash = inputsHash(root);
  say('building the page');
  const vite = join(folder, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(node, [vite, 'build', '--outDir', fresh, '--logLevel', 'warn'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) {
    const why = done.error?.message ?? `exit code ${done.status ?? done.signal}; Vite says why above`;
    throw new BootstrapError(`the page could not be built (${why}). Mend what it names and run the command again`);
  }
  writeFileSync(join(fresh, STAMP), hash);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

function inputsHash(root) {
  const folder = join(root, PAGE);
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap((name) => filesAt(join(folder, name)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** A file, or all files of a folder, in a fixed order; tests are no part of the page. */
function filesAt(path) {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return path.endsWith('.test.ts') ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name)));
}
