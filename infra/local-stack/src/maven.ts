import { type ExecFileException, execFile } from 'node:child_process';
import type { Java } from './java.ts';
import { StackError } from './stack-error.ts';

/** A download of 220 MB over a slow line still ends within this. */
const PATIENCE_MS = 15 * 60_000;
const SAID = 1500;

/**
 * Runs Maven in batch mode with strict checksums: what does not match its published checksum is refused.
 *
 * @param java for a Maven that would find none of its own
 * @throws StackError naming what to install, or what Maven said
 */
export async function runMaven(args: readonly string[], folder: string, java: Java): Promise<void> {
  const env = { ...process.env };
  if (!env.JAVA_HOME) env.JAVA_HOME = java.home;
  const failure = await new Promise<{ error: ExecFileException; output: string } | undefined>((resolve) => {
    const words = ['--batch-mode', '--no-transfer-progress', '--strict-checksums', ...args];
    execFile('mvn', words, { cwd: folder, env, timeout: PATIENCE_MS }, (error, stdout, stderr) =>
      resolve(error === null ? undefined : { error, output: `${stdout}${stderr}` }),
    );
  });
  if (failure === undefined) return;
  if (failure.error.code === 'ENOENT') {
    throw new StackError(
      'Maven brings Kafka and OpenSearch, and it was not found on the PATH. ' +
        'Install it (Debian: apt-get install maven; macOS: brew install maven), or start Docker',
      { cause: failure.error },
    );
  }
  const errors = failure.output
    .split('\n')
    .filter((line) => line.includes('ERROR'))
    .join('\n');
  throw new StackError(
    `Maven could not bring a server (mvn ${args.join(' ')}). The first start needs the network. It said:\n` +
      (errors || failure.output).slice(0, SAID),
    { cause: failure.error },
  );
}
