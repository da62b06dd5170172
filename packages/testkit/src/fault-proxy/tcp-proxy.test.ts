import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTcpFaultProxy, type TcpFaultProxy } from './index.ts';

let echo: Server;
let proxy: TcpFaultProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await startTcpFaultProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  await proxy.close();
  echo.close();
  await once(echo, 'close');
});

async function open(): Promise<Socket> {
  const client = connect(proxy.port, proxy.host).setEncoding('utf8');
  clients.push(client);
  await once(client, 'connect');
  return client;
}

const next = async (client: Socket): Promise<string> => String((await once(client, 'data'))[0]);

async function failure(client: Socket): Promise<string | undefined> {
  const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
  return error.code;
}

describe('startTcpFaultProxy', () => {
  it('passes both ways', async () => {
    const client = await open();
    client.write('ping');
    expect(await next(client)).toBe('ping');
    expect(proxy.counts).toEqual({ open: 1, taken: 1 });
    client.end();
    await once(client, 'close');
  });

  it('holds what is sent while it stalls, and lets it go on', async () => {
    const client = await open();
    client.write('a');
    expect(await next(client)).toBe('a');
    proxy.set('stall');
    let stalled = true;
    client.on('data', () => expect(stalled).toBe(false));
    client.write('b');
    // Another connection through the same loop: everything that could have come through has.
    const direct = connect((echo.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
    clients.push(direct);
    direct.write('x');
    expect(await next(direct)).toBe('x');
    stalled = false;
    const passed = next(client);
    proxy.set('pass');
    expect(await passed).toBe('b');
  });

  it('resets what is open and what comes, and takes new ones afterwards', async () => {
    const client = await open();
    client.write('a');
    await next(client);
    const cut = failure(client);
    proxy.set('cut');
    expect(await cut).toBe('ECONNRESET');
    expect(await failure(connect(proxy.port, proxy.host))).toBe('ECONNRESET');
    proxy.set('pass');
    const again = await open();
    again.write('b');
    expect(await next(again)).toBe('b');
  });

  it('ends the connection where the server is away', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    await using toNobody = await startTcpFaultProxy({ host: '127.0.0.1', port });
    const client = connect(toNobody.port, toNobody.host).resume();
    await once(client, 'close');
    expect(toNobody.counts).toEqual({ open: 0, taken: 1 });
  });
});
