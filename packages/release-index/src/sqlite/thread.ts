import { Worker } from 'node:worker_threads';
import { IndexUnavailableError } from '../port.ts';
import { type Methods, type Response, receiveError } from './thread-protocol.ts';

type Results<M extends Methods> = { readonly [K in keyof M]: ReturnType<M[K]> };

/** A thread that answers calls. It holds the process open only while a call waits. */
export interface Thread<M extends Methods> {
  /** Calls are answered in their order. @throws IndexUnavailableError when the thread dies first; the next call starts another */
  call<K extends keyof M & string>(method: K, ...args: Parameters<M[K]>): Promise<Results<M>[K]>;
  /** How many calls wait. */
  readonly waiting: number;
  /** Stops the thread at once, as a crash would. */
  kill(): Promise<void>;
  /** Lets the thread answer what it was asked and close its files. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread's documents live for one call: little room for the young is enough, and less stays resident. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };

/**
 * @param module the thread's module, which calls `serveThread`
 * @param data what it finds as `workerData`
 */
export function startThread<M extends Methods>(module: URL, data: unknown): Thread<M> {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let nextId = 1;
  let closed = false;

  const died = (of: Worker, cause: unknown): void => {
    if (of !== worker) return;
    worker = undefined;
    const lost = [...waiting.values()];
    waiting.clear();
    const why = cause instanceof Error ? cause.message : `exit code ${String(cause)}`;
    for (const { reject } of lost) {
      reject(new IndexUnavailableError(`a thread of the index ended (${why}): the call is lost, try again`, { cause }));
    }
  };
  const start = (): Worker => {
    const started = new Worker(module, { workerData: data, resourceLimits: LIMITS });
    started.on('message', (response: Response) => {
      const call = waiting.get(response.id);
      waiting.delete(response.id);
      if (waiting.size === 0) started.unref();
      if (response.ok) call?.resolve(response.value as never);
      else call?.reject(receiveError(response.error));
    });
    started.on('error', (error) => died(started, error));
    started.on('exit', (code) => died(started, code));
    return started;
  };
  return {
    get waiting() {
      return waiting.size;
    },
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        if (closed) throw new IndexUnavailableError('the index was closed: open it again');
        worker ??= start();
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, method, args });
      }),
    kill: async () => {
      await worker?.terminate();
    },
    close: async () => {
      closed = true;
      const last = worker;
      if (last === undefined) return;
      last.ref();
      const ended = new Promise((resolve) => last.once('exit', resolve));
      last.postMessage('close');
      await ended;
    },
  };
}
