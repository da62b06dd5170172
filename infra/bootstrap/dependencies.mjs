import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { BootstrapError, say } from './messages.mjs';

const INPUTS = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'];

const stampPath = (root) => join(root, 'node_modules', '.presswatch-installed');

function inputsHash(root) {
  const hash = createHash('sha256');
  for (const name of INPUTS) hash.update(readFileSync(join(root, name))).update('\0');
  return hash.digest('hex');
}

/** Whether node_modules holds what the lockfile says. */
export function isInstalled(root) {
  try {
    return readFileSync(stampPath(root), 'utf8') === inputsHash(root);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Installs the dependencies as locked; call it under the lock.
 *
 * @param {string} root of the workspace
 * @param {string} node path of the Node to install with
 * @param {readonly [string, ...string[]]} pnpm the words that start pnpm
 */
export function installDependencies(root, node, pnpm) {
  const hash = inputsHash(root);
  say('installing the dependencies as locked');
  const [program, ...args] = pnpm;
  const path = [dirname(node), process.env.PATH].join(delimiter);
  const done = spawnSync(program, [...args, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'], {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) {
    const why = done.error?.message ?? `exit code ${done.status ?? done.signal}; pnpm says why above`;
    throw new BootstrapError(
      `the dependencies could not be installed (${why}). The first start needs the npm registry: check the network and run the command again`,
    );
  }
  writeFileSync(stampPath(root), hash);
}
