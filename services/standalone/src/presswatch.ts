import { runCli } from '@presswatch/cli';
import { asComplaint, readSettings } from '@presswatch/service-kit';
import { cliDeps } from './cli-deps.ts';
import { ROOT } from './root.ts';

// The command line: what it does stands in packages/cli, what it works on in cli-deps.ts.
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
process.once('SIGTERM', () => stopping.abort());

try {
  const deps = await cliDeps(readSettings(process.env, ROOT), stopping.signal);
  // All is written and closed by now; a client that still tries to reach a server must not hold up who asked.
  process.exit(await runCli(process.argv.slice(2), deps));
} catch (error) {
  const { text, exit } = asComplaint(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = exit;
}
