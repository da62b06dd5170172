// Plain JavaScript without dependencies: this is what runs on a machine that has Node 20 and npm only.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMANDS, helpText } from './commands.mjs';
import { installDependencies, isInstalled } from './dependencies.mjs';
import { LEAN_FLAGS, lean } from './lean.mjs';
import { withLock } from './lock.mjs';
import { BootstrapError, say } from './messages.mjs';
import { buildPage, isPageBuilt } from './page.mjs';
import { runChild } from './run-child.mjs';
import { ensurePnpm, findNode, installNode } from './toolchain.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const toolchain = join(root, '.toolchain');

/** Node itself warns of node:sqlite and of type stripping on some 24.x versions; both are chosen deliberately. */
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];

async function prepare(needsPage) {
  const found = findNode(toolchain);
  const isReady = () => isInstalled(root) && (!needsPage || isPageBuilt(root));
  if (found.ready && isReady()) return found.path;
  return withLock(join(toolchain, 'lock'), async () => {
    if (!findNode(toolchain).ready) await installNode(toolchain);
    if (!isInstalled(root)) installDependencies(root, found.path, await ensurePnpm(toolchain, found.path));
    if (needsPage && !isPageBuilt(root)) buildPage(root, found.path);
    return found.path;
  });
}

async function main([name = 'help', ...args]) {
  if (name === 'help' || name === '--help') {
    process.stdout.write(helpText());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`presswatch: there is no command ${JSON.stringify(name)}\n\n${helpText()}`);
    return 2;
  }
  const node = await prepare(command.page === true);
  if (command.entry === undefined) return 0;
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(':');
  const flags = command.lean ? [...NODE_FLAGS, ...LEAN_FLAGS] : NODE_FLAGS;
  const words = [...flags, join(root, command.entry), ...(command.args ?? []), ...args];
  return runChild(node, words, { ...lean(root), ...process.env, PATH: path });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
