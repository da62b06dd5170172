import fs from 'node:fs';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureDocument, describeGenerations } from '../contract/index.ts';
import { ReindexRunningError } from '../port.ts';
import { openSqliteGenerations, openSqliteIndex, openSqliteReader } from './index.ts';

const makeFolder = () => mkdtemp(join(tmpdir(), 'presswatch-generations-'));

for (const inline of [false, true]) {
  describeGenerations(`SQLite ${inline ? 'inline' : 'in threads'}`, async () => {
    const folder = await makeFolder();
    const path = join(folder, 'index.db');
    return {
      open: () => openSqliteIndex({ path, inline }),
      openGenerations: () => openSqliteGenerations({ path, inline }),
      dispose: () => rm(folder, { recursive: true }),
    };
  });
}

describe('the files of generations', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await makeFolder();
    path = join(folder, 'index.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const promoteOne = async (release: string) => {
    const generations = await openSqliteGenerations({ path, inline: true });
    const generation = await generations.begin();
    await generation.writer.upsert([captureDocument({ release })]);
    await generation.promote();
    await generation.finish();
    return generation.id;
  };
  const has = async (release: string) => {
    const { reader, close } = await openSqliteReader({ path, inline: true });
    const found = await reader.get(captureDocument({ release }).releaseId);
    await close();
    return found !== null;
  };

  it('are one at a time', async () => {
    const [one, two] = [await openSqliteGenerations({ path }), await openSqliteGenerations({ path })];
    const generation = await one.begin();
    await expect(two.begin()).rejects.toThrow(ReindexRunningError);
    await generation.drop();
    await (await two.begin()).drop();
  });

  it('are removed when another takes over, and what a crash left too', async () => {
    const index = await openSqliteIndex({ path, inline: true });
    await index.writer.upsert([captureDocument({ release: 'a' })]);
    await writeFile(`${path}.7`, 'half a file');
    await writeFile(`${path}.7-wal`, '');
    await symlink('index.db.7', `${path}.link`);
    expect(await promoteOne('b')).toBe('index.db.1');
    await index.close();
    expect(await promoteOne('c')).toBe('index.db.2');
    expect((await readdir(folder)).toSorted()).toEqual(['index.db', 'index.db.2', 'index.db.reindex']);
    expect([await has('a'), await has('b'), await has('c')]).toEqual([false, false, true]);
  });

  it('stay, the former and the new, where the change of the link may not be durable', async () => {
    await promoteOne('a');
    const generations = await openSqliteGenerations({ path, inline: true });
    const generation = await generations.begin();
    await generation.writer.upsert([captureDocument({ release: 'b' })]);
    const { fsyncSync } = fs;
    let left = 1; // the folder is made durable before the change of the link, and after it
    fs.fsyncSync = (file) => {
      if (left-- > 0) return fsyncSync(file);
      throw new Error('the disk is gone');
    };
    syncBuiltinESMExports();
    await expect(generation.promote()).rejects.toThrow(/the disk is gone.*run presswatch reindex again/);
    fs.fsyncSync = fsyncSync;
    syncBuiltinESMExports();
    await generation.drop();
    expect((await readdir(folder)).filter((name) => /\d$/.test(name)).toSorted()).toEqual(['index.db.1', 'index.db.2']);
    expect(await promoteOne('c')).toBe('index.db.3');
    expect((await readdir(folder)).filter((name) => /\d$/.test(name))).toEqual(['index.db.3']);
  });

  it('begin where no index is yet', async () => {
    await promoteOne('first');
    expect(await has('first')).toBe(true);
  });

  it('leave other files of the folder alone', async () => {
    const others = ['index.db.v1-17.bak', 'index.db.x', 'index.dbs.3', 'log.db', 'log.db-wal'];
    for (const name of others) await writeFile(join(folder, name), 'x');
    await promoteOne('a');
    expect((await readdir(folder)).filter((name) => others.includes(name)).toSorted()).toEqual(others.toSorted());
  });
});
