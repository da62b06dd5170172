import { appendFile, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseErased } from '@presswatch/erasures';
import { MAX_RAW_BYTES, TRUNCATED_BYTES } from '@presswatch/events';
import type { FolderSource } from '@presswatch/sources';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../../../test/world.ts';
import { createFolderPoller, type FolderPoller } from './poll-folder.ts';
import { fileProblem, isIgnored } from './walk.ts';

let world: World;
let inbox: string;
let source: FolderSource;
let poller: FolderPoller;
beforeEach(async () => {
  world = await makeWorld();
  inbox = join(world.folder, 'inbox');
  await mkdir(inbox);
  source = { id: 'inbox', kind: 'folder', path: inbox, every: 2_000, enabled: true };
  poller = createFolderPoller(source);
});
afterEach(() => world.close());

/** Writes a file whose time is `age` ms before the world's clock. */
async function put(name: string, content: string | Buffer, age = 60_000): Promise<void> {
  const path = join(inbox, name);
  await writeFile(path, content);
  const at = (world.time.now - age) / 1000;
  await utimes(path, at, at);
}
const poll = (over = {}) => poller.poll(world.context(over));
const names = async () => (await world.published()).map(({ release }) => release.aliases[0]);

describe('createFolderPoller', () => {
  it('publishes what is there once: deep, without dot files and unfinished ones, whatever the bytes are', async () => {
    await mkdir(join(inbox, 'deep/er'), { recursive: true });
    await mkdir(join(inbox, '.git'));
    await put('a.txt', 'Notice');
    await put('deep/er/b.html', '<html>B</html>');
    await put('empty.txt', '');
    await put('binary.bin', Buffer.from([0, 1, 2]));
    for (const name of ['.hidden', '.git/x.txt', 'c.txt.part', 'd.txt~']) await put(name, 'no');
    expect(await poll()).toEqual({ kind: 'ok', published: 4, items: 4 });
    expect(await poll()).toEqual({ kind: 'ok', published: 0, items: 4 });
    expect((await names()).sort()).toEqual(['a.txt', 'binary.bin', 'deep/er/b.html', 'empty.txt']);
    const published = await world.published();
    expect(published.find(({ text }) => text === '<html>B</html>')?.release).toMatchObject({
      source: { id: 'inbox', kind: 'folder' },
      mediaType: 'text/html',
      size: 14,
      hints: { fileName: 'b.html' },
    });
    expect(published.every(({ envelope }) => envelope.origin === 'backfill')).toBe(true);
  });

  it('goes by what is remembered where another process wrote first', async () => {
    await poll();
    await put('a.txt', 'Notice');
    const overtaken = { ...world.state.memory, compareAndSet: async () => false };
    expect(await poll({ memory: overtaken })).toMatchObject({ published: 1 });
    world.time.now += 1;
    expect(await poll()).toMatchObject({ published: 1 });
    expect(await poll()).toMatchObject({ published: 0 });
  });

  it('waits until a file rests: old enough, or the same at two looks', async () => {
    await poll();
    await put('a.txt', 'half', 100);
    expect(await poll()).toMatchObject({ published: 0 });
    await appendFile(join(inbox, 'a.txt'), ', and the rest');
    expect(await poll()).toMatchObject({ published: 0 });
    expect(await poll()).toMatchObject({ published: 1 });
    expect((await world.published())[0]).toMatchObject({ text: 'half, and the rest', envelope: { origin: 'live' } });
  });

  it('takes a changed file for a new capture of the same release; a touched, moved-away or deleted one for nothing', async () => {
    await put('a.txt', 'one');
    await put('b.txt', 'two');
    await poll();
    world.time.now += 100_000;
    await put('a.txt', 'one, corrected');
    expect(await poll()).toMatchObject({ published: 1 });
    await put('a.txt', 'one, corrected', 30_000);
    await rm(join(inbox, 'b.txt'));
    expect(await poll()).toMatchObject({ published: 0, items: 1 });
    const published = await world.published();
    const captures = published.filter(({ release }) => release.aliases[0] === 'a.txt');
    expect(captures.map(({ text }) => text)).toEqual(['one', 'one, corrected']);
    expect(new Set(captures.map(({ release }) => release.releaseId)).size).toBe(1);
    await rename(join(inbox, 'a.txt'), join(inbox, 'c.txt'));
    expect(await poll()).toMatchObject({ published: 1 });
  });

  it('forgets nothing over a restart, and repeats everything when the state is emptied', async () => {
    await put('a.txt', 'one');
    await poll();
    poller = createFolderPoller(source);
    expect(await poll()).toMatchObject({ published: 0 });
    const emptied = await makeWorld();
    expect(await poll({ memory: emptied.state.memory })).toMatchObject({ published: 1 });
    await emptied.close();
  });

  it('publishes again, under the same id, what was published but not remembered', async () => {
    await put('a.txt', 'one');
    const broken = { ...world.state.memory, compareAndSet: () => Promise.reject(new Error('killed')) };
    await expect(poll({ memory: broken })).rejects.toThrow('killed');
    world.time.now += 1;
    poller = createFolderPoller(source);
    expect(await poll()).toMatchObject({ published: 1 });
    const ids = (await world.published()).map(({ release }) => release.releaseId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('remembers nothing that the log has not acknowledged', async () => {
    await put('a.txt', 'one');
    const log = { publish: () => Promise.reject(new Error('disk full')) };
    await expect(poll({ log })).rejects.toThrow('disk full');
    expect(await poll()).toMatchObject({ published: 1 });
  });

  it('is done with a file whose last release was erased', async () => {
    await put('feed.xml', '<rss><channel><item><guid>1</guid></item><item><guid>2</guid></item></channel></rss>');
    await poll();
    const erased = (await world.published()).at(-1)?.release.releaseId ?? '';
    const erasures = { erasedOf: async (ids: readonly string[]) => new Set(ids.filter((id) => id === erased)) };
    const log = refuseErased(world.log, erasures);
    await put(
      'feed.xml',
      '<rss><channel><item><guid>1</guid></item><item><guid>2</guid></item> </channel></rss>',
      30_000,
    );
    world.time.now += 1000;
    expect(await poll({ log })).toMatchObject({ published: 1 });
    world.time.now += 1000;
    expect(await poll({ log })).toMatchObject({ published: 0 });
  });

  it('publishes the beginning of a file over the size limit, and its size', async () => {
    await put('big.txt', Buffer.alloc(MAX_RAW_BYTES + 10, 'a'));
    await poll();
    const [big] = await world.published();
    expect(big?.release).toMatchObject({ truncated: true, size: MAX_RAW_BYTES + 10 });
    expect(big?.text).toHaveLength(TRUNCATED_BYTES);
    expect(await poll()).toMatchObject({ published: 0 });
  });

  it('cuts a feed in the folder into its items', async () => {
    await put('feed.xml', '<rss><channel><item><guid>1</guid></item><item><guid>2</guid></item></channel></rss>');
    expect(await poll()).toMatchObject({ published: 2, items: 1 });
    expect(await poll()).toMatchObject({ published: 0 });
  });

  it('reads links to files inside, and refuses those that lead out', async () => {
    await put('a.txt', 'one');
    await symlink(join(inbox, 'a.txt'), join(inbox, 'inside.txt'));
    expect(await poll()).toMatchObject({ kind: 'ok', published: 2 });
    await writeFile(join(world.folder, 'secret.txt'), 'secret');
    await symlink(join(world.folder, 'secret.txt'), join(inbox, 'outside.txt'));
    await symlink(world.folder, join(inbox, 'up'));
    expect(await poll()).toMatchObject({ kind: 'bad', state: 'failing', reason: 'link-outside', published: 0 });
    expect((await world.published()).some(({ text }) => text === 'secret')).toBe(false);
  });

  it('says that the folder is missing', async () => {
    await rm(inbox, { recursive: true });
    expect(await poll()).toMatchObject({
      kind: 'bad',
      reason: 'folder-missing',
      message: expect.stringContaining(inbox),
    });
  });

  it('publishes the others where one cannot be read', async () => {
    await put('b.txt', 'two');
    await symlink(join(inbox, 'a.txt'), join(inbox, 'a.txt'));
    expect(await poll()).toMatchObject({ kind: 'bad', reason: 'unreadable', published: 1 });
  });
});

describe('fileProblem', () => {
  it.each([
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['ENOENT', 'folder-missing'],
    ['EIO', 'unreadable'],
  ])('%s', (code, expected) => {
    const problem = fileProblem('a.txt', '/inbox/a.txt', Object.assign(new Error('system'), { code }));
    expect(problem).toMatchObject({ code: expected, message: expect.stringContaining('/inbox/a.txt') });
  });
});

describe('isIgnored', () => {
  it.each(['.x', 'a~', 'a.part', 'a.PART', 'a.tmp', 'a.crdownload'])('%s', (name) =>
    expect(isIgnored(name)).toBe(true),
  );
  it.each(['a.txt', 'part', 'a.part.txt'])('not %s', (name) => expect(isIgnored(name)).toBe(false));
});
