import { once } from 'node:events';
import { request } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates.ts';

/** A front that speaks TLS before a server that does not. */
export interface TlsFront {
  /** Where it listens, on 127.0.0.1. */
  readonly port: number;
  /** Ends it and every connection through it. */
  close(): Promise<void>;
}

/** Hands everything on to a port of loopback, as stunnel does. */
export async function startTlsFront(certificate: Certificate, target: number): Promise<TlsFront> {
  const server = createTlsServer(certificate, (client) => {
    const inner = connect({ port: target, host: '127.0.0.1' });
    const end = () => {
      client.destroy();
      inner.destroy();
    };
    // Whichever side goes, the other goes, too.
    for (const side of [client, inner]) side.on('error', end).on('close', end);
    client.pipe(inner);
    inner.pipe(client);
  });
  return listen(server);
}

/** HTTP with basic authentication before an HTTP server, with what it was asked without a right user. */
export interface HttpsFront extends TlsFront {
  /** How many requests were refused with 401. */
  refused(): number;
}

/** Demands a user and hands requests on to an HTTP server without handing on who asked. */
export async function startHttpsFront(
  certificate: Certificate,
  target: string,
  user: { readonly username: string; readonly password: string },
): Promise<HttpsFront> {
  const wanted = `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
  let refused = 0;
  const server = createHttpsServer(certificate, (asked, answer) => {
    const { authorization, host: _, ...headers } = asked.headers;
    if (authorization !== wanted) {
      refused++;
      asked.resume(); // what is still under way is read, so that the client reads the answer
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="OpenSearch Security"' }).end('Unauthorized');
      return;
    }
    const inner = request(new URL(asked.url ?? '/', target), { method: asked.method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    inner.on('error', () => answer.destroy());
    asked.pipe(inner);
  });
  return { ...(await listen(server)), refused: () => refused };
}

async function listen(server: Server): Promise<TlsFront> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => undefined); // a client that does not trust this front: its own test looks at it
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
