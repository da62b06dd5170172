import { createServer as createPage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { tempFolder } from '@presswatch/testkit';
import { describe, expect, it } from 'vitest';
import type { Check, Installation } from './deps.ts';
import { machineChecks, nodeCheck } from './doctor-checks.ts';

async function check(name: string, over: Partial<Installation>): Promise<Check | undefined> {
  const installation: Installation = {
    dataFolder: '/nowhere',
    host: '127.0.0.1',
    port: 0,
    isHeld: () => false,
    checks: async function* () {
      yield* [];
    },
    ...over,
  };
  for await (const found of machineChecks(installation)) if (found.name === name) return found;
  return undefined;
}

describe('machineChecks', () => {
  it('knows which Node is too old', () => {
    expect(nodeCheck('22.1.0')).toMatchObject({ state: 'failed', remedy: expect.any(String) });
    expect(nodeCheck('24.0.0').state).toBe('ok');
  });

  it('tells a folder that is there, not yet there, or none', async () => {
    await using folder = await tempFolder();
    expect(await check('data folder', { dataFolder: folder.path })).toMatchObject({ state: 'ok', found: folder.path });
    const later = join(folder.path, 'a', 'b');
    expect(await check('data folder', { dataFolder: later })).toMatchObject({ state: 'ok' });
    expect(await check('disk', { dataFolder: later })).toMatchObject({ found: expect.stringMatching(/GiB free$/) });
    const file = new URL(import.meta.url).pathname;
    expect(await check('data folder', { dataFolder: file })).toMatchObject({ state: 'failed' });
  });

  it('tells whose the port is', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await check('port', { port })).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('another program'),
    });
    expect(await check('port', { port, isHeld: () => true })).toMatchObject({ state: 'ok' });
    await new Promise((resolve) => server.close(resolve));
    expect(await check('port', { port })).toMatchObject({ state: 'ok' });
  });

  it('knows a page of Presswatch by its answer', async () => {
    let title = 'Presswatch';
    const page = createPage((_request, response) => response.end(JSON.stringify({ info: { title } })));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const { port } = page.address() as AddressInfo;
    expect(await check('port', { port })).toMatchObject({ state: 'ok', found: expect.stringContaining('running') });
    title = 'Another program';
    expect(await check('port', { port })).toMatchObject({ state: 'failed' });
    page.closeAllConnections();
    await new Promise((resolve) => page.close(resolve));
  });
});
