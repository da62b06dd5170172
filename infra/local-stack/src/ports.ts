import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StackError } from './stack-error.ts';

/**
 * Below the ports that operating systems give to outgoing connections (Linux from 32768, macOS from 49152): there nobody
 * takes a port by chance between this look and the server's bind, or while a killed server is down.
 */
const LEAST = 15_000;
const MOST = 32_000;
const TRIES = 200;

/** Ports on which nothing listens on loopback, all different. Another process may still be quicker: see `isPortTaken`. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; tries < TRIES && ports.size < count; tries++) {
    const port = randomInt(LEAST, MOST);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  if (ports.size < count) throw new StackError(`no free port was found on loopback between ${LEAST} and ${MOST}`);
  return [...ports];
}

/** Whether a server could listen there now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether a server's log says that it could not have its port. */
export const isPortTaken = (log: string): boolean =>
  /Address already in use|BindException|BindTransportException|BindHttpException|Could not create server TCP listening socket/.test(
    log,
  );
