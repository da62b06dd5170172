import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority } from './certificates.ts';
import { startHttpsFront, startTlsFront } from './tls-front.ts';

const USER = { username: 'reader', password: 'a secret' };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

async function httpsFront({ server }: Authority): Promise<number> {
  const target = await listening(createServer((asked, answer) => answer.end(String(asked.headers.authorization))));
  const front = await startHttpsFront(server, `http://127.0.0.1:${target}`, USER);
  closers.push(front.close);
  return front.port;
}

async function get(port: number, ca: string, auth?: string) {
  const sent = request({ host: '127.0.0.1', port, ca, agent: false, ...(auth && { auth }) }).end();
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, body: await text(answer) };
}

describe('fronts that speak TLS', () => {
  it('are trusted by who has their authority, and by nobody else', async () => {
    const [authority, other] = await Promise.all([makeAuthority(), makeAuthority()]);
    const port = await httpsFront(authority);
    expect((await get(port, authority.ca, 'reader:a secret')).status).toBe(200);
    await expect(get(port, other.ca)).rejects.toThrow(/certificate/);
  });

  it('ask for the user and do not tell the server behind who it is', async () => {
    const authority = await makeAuthority();
    const port = await httpsFront(authority);
    expect(await get(port, authority.ca)).toMatchObject({ status: 401 });
    expect(await get(port, authority.ca, 'reader:another')).toMatchObject({ status: 401 });
    expect(await get(port, authority.ca, 'reader:a secret')).toEqual({ status: 200, body: 'undefined' });
  });

  it('hand bytes on, both ways', async () => {
    const authority = await makeAuthority();
    const target = await listening(createTcpServer((socket) => socket.pipe(socket)));
    const front = await startTlsFront(authority.server, target);
    const socket = connect({ host: '127.0.0.1', port: front.port, ca: authority.ca });
    socket.write('there and back');
    const [back] = await once(socket, 'data');
    expect(String(back)).toBe('there and back');
    await front.close();
    await once(socket, 'close');
  });
});
