import { Piscina } from 'piscina';
import type { Verdict } from '../verdict.ts';
import type { StageSetup, WorkerDescription, WorkerTask } from './protocol.ts';

export interface WorkerPoolOptions {
  /** Worker threads. Default 1. */
  readonly threads?: number;
  /** The heap of a worker, in MiB. Default 256. */
  readonly heapMb?: number;
}

/** Worker threads that run pure stages; several stages may share them. */
export interface WorkerPool {
  describe(stage: StageSetup): Promise<WorkerDescription>;
  execute(task: WorkerTask, signal: AbortSignal): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}

/** MiB: small, because what a release leaves behind dies young, and every worker has such a heap. */
const YOUNG_MB = 6;

/** Starts the threads. A task that is aborted, or runs out of memory, costs its worker; another takes the place. */
export function createWorkerPool({ threads = 1, heapMb = 256 }: WorkerPoolOptions = {}): WorkerPool {
  const pool = new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB, stackSizeMb: 4 },
  });
  return {
    describe: (stage) => pool.run(stage, { name: 'describe' }) as Promise<WorkerDescription>,
    execute: (task, signal) => pool.run(task, { name: 'execute', signal }) as Promise<readonly Verdict[]>,
    close: () => pool.destroy(),
  };
}
