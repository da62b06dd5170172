import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeErase } from '../testing/erasing.ts';
import { sqlitePorts } from '../testing/sqlite-ports.ts';
import { START } from '../testing/world.ts';
import { eraseRelease } from './erase-release.ts';

/** The files of a folder in which some bytes stand. */
async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    if (words.some((word) => bytes.includes(word))) found.push(name);
  }
  return found;
}

describeErase('SQLite', sqlitePorts, (ground) => {
  it('leaves no word of it in any file, while the other releases stay', async () => {
    const { world, ports, deps } = ground();
    const secret = 'zyxquilliam';
    const inBytes = Buffer.from(secret).toString('base64').slice(0, 12);
    const filler = 'harvest figures of the province '.repeat(40);
    for (let n = 0; n < 60; n++) await world.publish(`https://example.org/${n}`, `Title ${n}\n${filler}`);
    // Three bytes of the title more, so that base64 falls the same way in every reading.
    const { releaseId } = await world.publish('https://example.org/secret', `${secret}\n${filler} ${secret}`);
    await world.publish('https://example.org/secret', `${secret} 2\n${filler} ${secret}`, START + 1000);
    for (let n = 60; n < 120; n++) await world.publish(`https://example.org/${n}`, `Title ${n}\n${filler}`);
    await world.start();
    await world.drained();
    expect(await filesWith(ports.folder, [secret, inBytes])).not.toEqual([]);
    const erased = await eraseRelease(deps, { releaseId, at: START, by: 'x', why: 'y' });
    expect(erased).toMatchObject({ captures: 2, remains: [] });
    expect(await filesWith(ports.folder, [secret, inBytes])).toEqual([]);
    await world.drained();
    expect(await world.titles()).toHaveLength(120);
    const { total } = await world.index.reader.search({ query: { kind: 'all' }, limit: 1 });
    expect(total.value).toBe(120);
  });
});
