import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFeedServer } from '@presswatch/testkit';
import { describe, expect, it } from 'vitest';
import { startProcess } from './app-process.ts';
import { createWorld, type Json, PATIENCE, type RunningApp } from './world.ts';

const SEEDS = fileURLToPath(new URL('../../../seeds/releases', import.meta.url));

/** Runs it to its end. */
async function runToEnd(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const app = startProcess(env, [], args);
  const started = app.ready.then(() => app.kill('SIGKILL')); // it should not have
  return { code: await Promise.race([app.exited, started.catch(() => app.exited)]), output: app.output() };
}

const found = (app: RunningApp, q = '') => expect.poll(async () => (await app.search(q)).total.value, PATIENCE);

describe('starting and stopping', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('says where it runs in one line, and ends with 0 on %s', async (signal) => {
    await using world = await createWorld();
    const app = await world.start();
    expect(await app.process.kill(signal)).toBe(0);
    expect(app.process.output().trim()).toBe(
      `Presswatch is running: ${app.address} (data in ${world.data}; Ctrl-C stops it)`,
    );
  });

  it('stops in the midst of work and loses nothing', async () => {
    await using world = await createWorld();
    const count = 200;
    for (let n = 0; n < count; n++) await world.drop(`r${n}.md`, `# Notice ${n}\n\nThe quay ${n} is closed today.\n`);
    const first = await world.start();
    await found(first).toBeGreaterThan(0);
    expect(await first.process.kill('SIGINT')).toBe(0);
    const second = await world.start();
    await found(second).toBe(count);
    expect((await second.get('/dead-letters')).body.items).toEqual([]);
  });

  it('keeps everything over a restart, and reads the seed once', async () => {
    await using world = await createWorld({ PRESSWATCH_SEEDS: SEEDS });
    const first = await world.start();
    await found(first).toBe(1);
    const before = (await first.search('')).hits[0];
    await first.process.kill('SIGTERM');
    const second = await world.start();
    await world.drop('later.md', '# Later\n\nThis came after the restart.\n');
    await found(second).toBe(2);
    expect((await second.search('-later')).hits[0]).toEqual(before);
    const { captures } = (await second.get(`/releases/${before?.releaseId}`)).body;
    expect(captures).toHaveLength(1);
  });

  it('keeps all it has in PRESSWATCH_DATA', async () => {
    await using world = await createWorld({ PRESSWATCH_SEEDS: SEEDS });
    const elsewhere = join(world.folder, 'some', 'where');
    const app = await world.start({ PRESSWATCH_DATA: elsewhere });
    await found(app).toBe(1);
    expect(await readdir(world.data)).toEqual(['inbox']);
    expect(await readdir(elsewhere)).toEqual(expect.arrayContaining(['inbox', 'index.db', 'log.db', 'records.db']));
    await app.process.kill('SIGTERM');
    expect(existsSync(join(elsewhere, 'running.json'))).toBe(false);
  });
});

describe('when it cannot start', () => {
  it('names the process that holds the data, and its page', async () => {
    await using world = await createWorld();
    const app = await world.start();
    const { code, output } = await runToEnd(world.env);
    expect(code).toBe(1);
    expect(output).toContain(`process ${app.process.pid} runs on ${world.data} and shows its page on ${app.address}`);
    expect(output).toContain('PRESSWATCH_DATA=');
    expect(output).not.toMatch(/\n\s+at /);
    expect((await app.get('/status')).status).toBe(200);
  });

  it('starts after a process that was killed, whatever that one left', async () => {
    await using world = await createWorld();
    await (await world.start()).process.kill('SIGKILL');
    expect(existsSync(join(world.data, 'running.json'))).toBe(true);
    const app = await world.start();
    expect((await app.get('/status')).status).toBe(200);
  });

  it('says that the port is taken, and leaves the data free', async () => {
    await using world = await createWorld();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await runToEnd({ ...world.env, PRESSWATCH_PORT: String(port) });
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(output).toContain(`port ${port} on 127.0.0.1 is taken`);
    expect(output).toContain('PRESSWATCH_PORT=');
    expect(output).not.toMatch(/\n\s+at /);
    expect((await (await world.start()).get('/status')).status).toBe(200);
  });

  it.each([
    ['PRESSWATCH_PORT', 'http'],
    ['PRESSWATCH_PORT', '70000'],
    ['PRESSWATCH_LOG_LEVEL', 'loud'],
    ['PRESSWATCH_WORKERS', '0'],
    ['PRESSWATCH_LOG', 'kafka://user:secret@broker:9092'],
    ['PRESSWATCH_ALLOW_PRIVATE', 'everything'],
    ['PRESSWATCH_SOURCES', '/nowhere/sources.yaml'],
    ['PRESSWATCH_GAZETTEER', '/nowhere/names'],
  ])('names the variable: %s=%s', async (variable, value) => {
    await using world = await createWorld();
    const { code, output } = await runToEnd({ ...world.env, [variable]: value });
    expect(output).toContain(variable);
    expect(output).not.toMatch(/\n\s+at |secret/);
    expect(code).toBe(2);
  });

  it('tells all settings with --help, and starts nothing', async () => {
    await using world = await createWorld();
    const { code, output } = await runToEnd(world.env, ['--help']);
    expect(code).toBe(0);
    for (const name of ['DATA', 'PORT', 'SOURCES', 'INBOX', 'ALLOW_PRIVATE'])
      expect(output).toContain(`PRESSWATCH_${name}`);
    expect(await readdir(world.data)).toEqual(['inbox']);
  });
});

describe('sources', () => {
  const item = (body: string) => ({
    path: 'news/quay',
    guid: 'quay-1',
    title: 'Harbour board closes the north quay',
    summary: `<p>${body}</p>`,
    page: { mediaType: 'text/html', body: `<p>${body}</p>` },
  });
  const FIRST = 'The north quay is closed until the third of May, the harbour board has said in a notice to masters.';
  const MENDED = FIRST.replace('third of May', 'ninth of June');

  it('asks no feed that is not enabled, polls it once it is, and keeps a correction as a revision', async () => {
    await using server = await startFeedServer('Harbour board');
    server.put(item(FIRST));
    await using world = await createWorld({ PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8' });
    const feed = `  - { id: harbour, kind: feed, url: "${server.feedUrl}", every: 1s }`;
    await writeFile(join(world.folder, 'sources.yaml'), `sources:\n${feed}\n`);
    const app = await world.start();
    await world.drop('first.md', '# Something else\n\nThat came by the drop folder.\n');
    await found(app).toBe(1); // by now the fetcher has looked at what it may look at
    expect(server.requests).toEqual([]);

    const enabled = await world.presswatch(['sources', 'enable', 'harbour']);
    expect(enabled).toMatchObject({ code: 0, out: 'harbour is enabled\n' });
    await found(app, '"third of May"').toBe(1);
    server.put(item(MENDED));
    await found(app, '"ninth of June"').toBe(1);
    await found(app, '"third of May"').toBe(0);

    const [hit] = (await app.search('source:harbour')).hits;
    const { body: release } = await app.get(`/releases/${hit?.releaseId}`);
    expect(release.revisions.map(({ number }: Json) => number)).toEqual([1, 2]);
    expect(JSON.stringify(release.content.body)).toContain('ninth of June');
    expect(release.provenance.capture).toBe(release.captures.at(-1).id);

    await world.presswatch(['sources', 'disable', 'harbour']);
    const listed = (await world.presswatch(['sources', 'list', '--json'])).json();
    expect(listed.find(({ id }) => id === 'harbour')).toMatchObject({ enabled: false });
  });

  it('says what is wrong with a list of sources, by line, and runs with the rest', async () => {
    await using world = await createWorld();
    await mkdir(join(world.folder, 'papers'));
    await writeFile(join(world.folder, 'papers', 'a.md'), '# A paper\n\nFrom a folder of its own.\n');
    const lines = [
      'sources:',
      '  - { id: papers, kind: folder, path: papers, enabled: true }',
      '  - { id: wire, kind: fax }',
    ];
    await writeFile(join(world.folder, 'sources.yaml'), `${lines.join('\n')}\n`);
    const app = await world.start();
    await found(app, 'source:papers').toBe(1);
    expect(app.process.output()).toMatch(/sources\.yaml:3: kind: /);
  });
});
