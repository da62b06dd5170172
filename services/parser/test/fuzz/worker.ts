import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzDocument } from './document.ts';
import { judge, STEPS } from './judge.ts';
import { loadSubject, type SubjectModules } from './subject.ts';

/** What a thread is made with. */
export interface WorkerSetup {
  readonly modules: SubjectModules;
  /** Two cells, shared: the step in work as an index into STEPS, and how many steps there were. */
  readonly progress: Int32Array;
}

const { modules, progress } = workerData as WorkerSetup;
const subject = await loadSubject(modules);
parentPort?.on('message', async (document: FuzzDocument) => {
  const violation = await judge(document, subject, (step) => {
    Atomics.store(progress, 0, STEPS.indexOf(step));
    Atomics.add(progress, 1, 1);
  });
  parentPort?.postMessage({ violation });
});
parentPort?.postMessage('ready');
