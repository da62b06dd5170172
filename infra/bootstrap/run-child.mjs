import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** npm passes on a Ctrl-C that the terminal has already given to every process: such twins come within this time. */
const TWIN_MS = 1000;

/**
 * Runs a program with this process's standard streams and passes signals on, each once. At a terminal Ctrl-C reaches the
 * child by itself.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code; where a signal ended the child it ends this process too
 */
export function runChild(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const last = new Map();
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        const now = Date.now();
        const twin = now - (last.get(signal) ?? 0) < TWIN_MS;
        last.set(signal, now);
        if (!twin && !(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of SIGNALS) process.removeAllListeners(name);
      if (signal) process.kill(process.pid, signal);
      else resolve(code ?? 1);
    });
  });
}
