import { execFile } from 'node:child_process';

const ANSWER_MS = 3000;

/** Whether a container engine answers; one that does not within 3 s is none. */
export function dockerAnswers(): Promise<boolean> {
  return new Promise((resolve) => {
    const words = ['info', '--format', '{{.ServerVersion}}'];
    execFile('docker', words, { timeout: ANSWER_MS, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve(error === null && stdout.trim() !== ''),
    );
  });
}
