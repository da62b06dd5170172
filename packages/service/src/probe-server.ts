import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortTakenError } from '@presswatch/service-kit';
import type { Health } from './health.ts';

export interface ProbeServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  health(): Health;
  /** In Prometheus' text format. */
  metrics(): Promise<string>;
}

export interface ProbeServer {
  /** As `http://127.0.0.1:9464`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves `/health/live`, `/health/ready` and `/metrics`. That it answers at all shows that the event loop turns; it asks
 * no server, so that a cluster that is down gets no process restarted.
 *
 * @throws PortTakenError
 */
export async function startProbeServer(options: ProbeServerOptions): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      send(response, 500, { status: 'failed', problems: [error instanceof Error ? error.message : String(error)] });
    });
  });
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? taken(options, error) : error),
    );
    server.listen({ host, port }, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ProbeServerOptions): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { status: 'use GET' });
  switch ((request.url ?? '').replace(/\?.*$/s, '')) {
    case '/health/live': {
      const { live, problems } = options.health();
      return send(response, live ? 200 : 503, { status: live ? 'ok' : 'not-live', problems });
    }
    case '/health/ready': {
      const { live, ready, problems } = options.health();
      return send(response, live && ready ? 200 : 503, { status: live && ready ? 'ok' : 'not-ready', problems });
    }
    case '/metrics': {
      const text = await options.metrics();
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
      return;
    }
    default:
      send(response, 404, { status: 'not-found', paths: ['/health/live', '/health/ready', '/metrics'] });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

const taken = ({ host, port }: ProbeServerOptions, cause: unknown): PortTakenError =>
  new PortTakenError(
    `port ${port} on ${host} is taken by another program. Stop that one, or choose another port for the probes by PRESSWATCH_PROBE_PORT (0 takes a free one)`,
    { cause },
  );
