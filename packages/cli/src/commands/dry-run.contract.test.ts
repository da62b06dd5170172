import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, removed, useWorld, world } from '../testing/cli-world.ts';

useWorld();

describe('parse and enrich', () => {
  it('read documents and NDJSON, and print NDJSON', async () => {
    const { raw } = await world.publish();
    const fromFile = await cli(['parse', 'release.html']);
    expect(fromFile).toMatchObject({ exit: 0, err: '' });
    const fromLines = await cli(['parse', '-', '--json'], { stdin: `${JSON.stringify(raw)}\n` });
    expect(fromLines.out).toBe(fromFile.out);
    expect(fromLines.json()).toMatchObject([{ releaseId: raw.releaseId, reason: 'parsed' }]);
    const path = join(world.folder, 'parsed.ndjson');
    await writeFile(path, fromFile.out);
    expect((await cli(['enrich', path])).out).toBe(fromFile.out);
    expect((await cli(['enrich', 'release.html'])).out).toBe(fromFile.out);
  });

  it('--explain tells on standard error', async () => {
    const { err, json } = await cli(['parse', 'release.html', '--explain']);
    expect(JSON.parse(err)).toEqual({ field: 'title', value: 'x', from: 'stamp' });
    expect(json()).toHaveLength(1);
  });

  it('go on after what cannot be read, name it, and end with 1', async () => {
    const { raw } = await world.publish();
    const gone = { ...removed, releaseId: raw.releaseId };
    const stdin = ['{', '{"state":"present"}', JSON.stringify(gone), '', JSON.stringify(raw)].join('\n');
    const { exit, err, json } = await cli(['parse', '-', 'missing.txt'], { stdin });
    expect(exit).toBe(1);
    expect(json()).toHaveLength(1);
    const lines = err.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^standard input:1: the line is no JSON/);
    expect(lines[1]).toMatch(/^standard input:2: the line is no event of this kind/);
    expect(lines[2]).toBe('standard input:3: reject: it is gone (gone)');
    expect(lines[3]).toBe('missing.txt: there is no such file (not-found)');
  });
});
