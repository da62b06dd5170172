import { fork } from 'node:child_process';
import type { ChildTask } from './child.ts';

/** Runs in a process of its own, so that its memory is its own. */
export function inChild<T>(task: ChildTask, argument = ''): Promise<T> {
  const child = fork(new URL('./child.ts', import.meta.url), [], { execArgv: process.execArgv });
  child.send({ task, argument });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`the ${task} run ended with ${code}`)));
  });
}
