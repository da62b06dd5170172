import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FuzzDocument } from './document.ts';
import { STEPS, type Violation } from './judge.ts';
import type { SubjectModules } from './subject.ts';
import type { WorkerSetup } from './worker.ts';

export interface ThreadOptions {
  readonly modules: SubjectModules;
  /** The longest that one step may take, in ms. */
  readonly deadlineMs: number;
  /** The heap of the thread, in MiB. */
  readonly heapMb: number;
}

/** Judges documents in a thread that can be ended: a document that hangs or takes too much memory costs one thread. */
export interface FuzzThread {
  judge(document: FuzzDocument): Promise<Violation | undefined>;
  close(): Promise<void>;
}

interface Running {
  readonly worker: Worker;
  readonly progress: Int32Array;
}

export function createThread(options: ThreadOptions): FuzzThread {
  let running: Running | undefined;
  const close = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    await ending?.worker.terminate();
  };
  return {
    async judge(document) {
      running ??= await start(options);
      const { violation, lost } = await watch(running, document, options.deadlineMs);
      if (lost) await close();
      return violation;
    },
    close,
  };
}

async function start({ modules, heapMb }: ThreadOptions): Promise<Running> {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const setup: WorkerSetup = { modules, progress };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: setup,
    // As the pool of the stages has it.
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 6, stackSizeMb: 4 },
  });
  await once(worker, 'message');
  return { worker, progress };
}

interface Answer {
  readonly violation?: Violation;
  /** The thread is dead or hangs. */
  readonly lost: boolean;
}

/** Until the answer is there, the thread dies, or one step takes longer than the deadline. */
async function watch({ worker, progress }: Running, document: FuzzDocument, deadlineMs: number): Promise<Answer> {
  const stop = new AbortController();
  const { signal } = stop;
  const expired = new Promise<Answer>((resolve) => {
    let [last, since] = [-1, performance.now()];
    const timer = setInterval(
      () => {
        const count = Atomics.load(progress, 1);
        if (count !== last) [last, since] = [count, performance.now()];
        else if (performance.now() - since > deadlineMs) resolve(late(progress, deadlineMs));
      },
      Math.min(250, deadlineMs / 4),
    );
    signal.addEventListener('abort', () => clearInterval(timer));
  });
  worker.postMessage(document);
  try {
    // A thread that dies emits `error`, which rejects.
    const answered = once(worker, 'message', { signal }).then(([answer]) => ({
      lost: false,
      ...(answer as { violation?: Violation }),
    }));
    answered.catch(() => undefined); // given up where another was first
    return await Promise.race([answered, expired]);
  } catch (error) {
    return diedOf(error, progress);
  } finally {
    stop.abort();
  }
}

const stepOf = (progress: Int32Array): string => STEPS[Atomics.load(progress, 0)] ?? 'idle';

const late = (progress: Int32Array, deadlineMs: number): Answer => ({
  violation: { invariant: 'deadline', detail: `more than ${deadlineMs} ms in the step: ${stepOf(progress)}` },
  lost: true,
});

function diedOf(error: unknown, progress: Int32Array): Answer {
  const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const detail = `the thread died in the step: ${stepOf(progress)}: ${message}`;
  return { violation: { invariant: memory ? 'memory' : 'throws', detail }, lost: true };
}
