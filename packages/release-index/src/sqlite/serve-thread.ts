import { parentPort } from 'node:worker_threads';
import { asPortError } from './errors.ts';
import { type Methods, type Request, type Response, sendError } from './thread-protocol.ts';

/** Answers the requests of the thread that started this one, in their order, until it asks for `close`. */
export function serveThread(methods: Methods, path: string, close: () => void): void {
  const port = parentPort;
  if (port === null) throw new Error('this module runs in a worker thread only');
  const answer = ({ id, method, args }: Request): Response => {
    try {
      const run = methods[method] as ((...given: readonly unknown[]) => unknown) | undefined;
      if (run === undefined) throw new Error(`the thread knows no ${method}`);
      return { id, ok: true, value: run(...args) };
    } catch (error) {
      return { id, ok: false, error: sendError(asPortError(error, path)) };
    }
  };
  port.on('message', (request: Request | 'close') => {
    if (request !== 'close') {
      port.postMessage(answer(request));
      return;
    }
    close();
    port.close();
  });
}
