import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { recordErasure } from '@presswatch/erasures';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { openSqliteGenerations, openSqliteIndex } from '@presswatch/release-index/sqlite';
import { holdFile } from '@presswatch/sqlite';
import { openSqliteState } from '@presswatch/state/sqlite';
import { type TempFolder, tempFolder } from '@presswatch/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqlitePorts } from '../testing/sqlite-ports.ts';
import { inTopic, STAGES, START, type World, worldOver } from '../testing/world.ts';
import { backup } from './backup.ts';
import type { EmbeddedFiles } from './files.ts';
import { BackupError, MANIFEST } from './manifest.ts';
import { beginReplacing, finishReplacing } from './replacing.ts';
import { DataInUseError, finishRestore, restore } from './restore.ts';

const never = new AbortController().signal;
const filesIn = (folder: string): EmbeddedFiles => ({
  state: join(folder, 'state.db'),
  log: join(folder, 'log.db'),
  index: join(folder, 'index.db'),
  records: join(folder, 'records.db'),
});

let world: World;
let files: EmbeddedFiles;
let temp: TempFolder;
let copy: string;
let target: string;
beforeEach(async () => {
  const ports = await sqlitePorts();
  files = filesIn(ports.folder);
  await openSqliteState({ path: files.state }).close();
  world = worldOver(ports);
  temp = await tempFolder();
  copy = join(temp.path, 'copy');
  target = join(temp.path, 'target');
});
afterEach(async () => {
  await world.close();
  await temp.remove();
});

const take = (more: Partial<Parameters<typeof backup>[0]> = {}) =>
  backup({ files, folder: copy, version: '1.2.3', signal: never, now: () => START, ...more });
it('takes no copy of data that a restore has put in place by half', async () => {
  await beginReplacing(files, undefined);
  await expect(take()).rejects.toThrow(/half way: run presswatch status/);
  await finishReplacing(files);
  expect((await take()).files).toHaveLength(4);
});

const putBack = (more: Partial<Parameters<typeof restore>[0]> = {}) =>
  restore({ folder: copy, files: filesIn(target), stages: STAGES, locks: [], replace: false, ...more });

/** What restored files hold. */
async function readBack(folder: string) {
  const { log: path, index: indexPath, records: recordsPath } = filesIn(folder);
  const log = openSqliteLog({ path, retention: undefined });
  const index = await openSqliteIndex({ path: indexPath, inline: true });
  const records = openSqliteRecords({ path: recordsPath });
  const raw = await inTopic(log, 'releases.raw');
  const shown = new Set<string>();
  for await (const { releaseId } of index.reader.scan()) shown.add(releaseId);
  const note = await records.get('note', 'x');
  await log.close();
  await index.close();
  await records.close();
  return { raw, shown, note };
}

/** The keys of what the log says that the indexer has finished. */
function finishedByIndexer(path: string): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db
    .prepare(
      `SELECT r.record_key AS key FROM records r
       JOIN topics t ON t.id = r.topic AND t.name = 'releases.enriched'
       JOIN consumer_groups g ON g.topic = t.id AND g.name = 'indexer'
       JOIN finished f ON f.consumer_group = g.id AND f.part = r.part AND r.position < f.up_to`,
    )
    .all();
  db.close();
  return rows.map(({ key }) => String(key));
}

describe('backup', () => {
  it('copies what is there, says what it copied, and a restore gives it back', async () => {
    await world.publish('https://example.org/1', 'One\nbody');
    await world.records.create('note', 'x', { text: 'kept' });
    await world.start();
    await world.drained();
    const manifest = await take();
    expect(manifest).toMatchObject({ presswatch: '1.2.3', takenAt: START });
    expect(manifest.files.map(({ name }) => name)).toEqual(['state', 'log', 'index', 'records']);
    expect(manifest.files[2]?.counts).toEqual({ releases: 1, captures: 1 });
    expect((await readdir(copy)).sort()).toEqual([MANIFEST, 'index.db', 'log.db', 'records.db', 'state.db']);
    expect((await putBack()).manifest).toEqual(manifest);
    const { raw, shown, note } = await readBack(target);
    expect(raw).toEqual(await inTopic(world.log, 'releases.raw'));
    expect(shown.size).toBe(1);
    expect(note?.value).toEqual({ text: 'kept' });
  });

  it('is one moment of an installation that goes on: what the log calls finished is in the index', async () => {
    for (let n = 0; n < 40; n++) await world.publish(`https://example.org/${n}`, `Title ${n}\n${'text '.repeat(200)}`);
    await world.start();
    await world.drained();
    let publishing = true;
    const busy = (async () => {
      for (let n = 40; publishing; n++) await world.publish(`https://example.org/${n}`, `Title ${n}\nbody`);
    })();
    await take({ onProgress: () => undefined });
    publishing = false;
    await busy;
    await putBack();
    const { shown } = await readBack(target);
    const finished = finishedByIndexer(filesIn(target).log);
    expect(finished.length).toBeGreaterThan(0);
    for (const key of finished) expect(shown).toContain(key.slice(0, 32));
  });

  it('goes into an empty folder only, and a broken-off one leaves none', async () => {
    await mkdir(copy, { recursive: true });
    await writeFile(join(copy, 'x'), '');
    await expect(take()).rejects.toThrow(BackupError);
    await rm(join(copy, 'x'));
    await expect(take({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(await readdir(copy)).toEqual([]);
    await expect(putBack()).rejects.toThrow(/no whole backup/);
  });

  it('says what to do where there is no data', async () => {
    await expect(take({ files: filesIn(join(temp.path, 'nowhere')) })).rejects.toThrow(/PRESSWATCH_DATA/);
  });
});

describe('restore', () => {
  it.each(['state', 'log', 'index', 'records'])('touches nothing where the copy of %s was changed', async (name) => {
    await take();
    await appendFile(join(copy, `${name}.db`), 'x');
    await expect(putBack()).rejects.toThrow(/checksum differs/);
    await expect(readdir(target)).rejects.toThrow('ENOENT');
  });

  it('touches nothing where a file is damaged though its checksum is right', async () => {
    await world.publish('https://example.org/1', `One\n${'text '.repeat(5000)}`);
    await take();
    const path = join(copy, 'log.db');
    const bytes = await readFile(path);
    bytes.fill(0xff, 4096 * 2, 4096 * 4);
    await writeFile(path, bytes);
    const manifest = JSON.parse(await readFile(join(copy, MANIFEST), 'utf8'));
    const { createHash } = await import('node:crypto');
    manifest.files[1].sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(copy, MANIFEST), JSON.stringify(manifest));
    await expect(putBack()).rejects.toThrow(/damaged/);
  });

  it('refuses data that a process has', async () => {
    await take();
    const lock = join(temp.path, 'lock.db');
    const held = holdFile(lock);
    await expect(putBack({ locks: [lock] })).rejects.toThrow(DataInUseError);
    held?.release();
    await putBack({ locks: [lock] });
  });

  it('leaves data that is there alone, or moves it aside', async () => {
    await world.publish('https://example.org/1', 'One\nbody');
    await take();
    await putBack();
    await expect(putBack()).rejects.toThrow(/--replace/);
    const { aside } = await putBack({ replace: true, now: () => START });
    expect(aside).toBe(join(target, 'replaced-2024-06-28T12-00-00-000Z'));
    expect(await readdir(aside ?? '')).toContain('log.db');
    expect((await readBack(target)).raw).toHaveLength(1);
    expect((await readBack(aside ?? '')).raw).toHaveLength(1);
  });

  it('finds the index where it was made anew', async () => {
    await world.publish('https://example.org/1', 'One\nbody');
    await world.start();
    await world.drained();
    await take();
    await putBack();
    const path = filesIn(target).index;
    const generations = await openSqliteGenerations({ path, inline: true });
    const generation = await generations.begin();
    await generation.promote();
    await generation.finish();
    const again = join(temp.path, 'again');
    const manifest = await take({ files: filesIn(target), folder: again });
    expect(manifest.files[2]?.counts).toEqual({ releases: 0, captures: 0 });
    const { aside } = await putBack({ replace: true });
    expect((await readBack(target)).shown.size).toBe(1);
    expect((await readBack(aside ?? '')).shown.size).toBe(0);
  });

  it('tells of erasures that came after the backup: they hold', async () => {
    await world.publish('https://example.org/1', 'One\nbody');
    await take();
    await putBack();
    const records = openSqliteRecords({ path: filesIn(target).records });
    const erasure = { releaseId: 'a'.repeat(32), at: START, by: 'x', why: 'y' };
    await recordErasure(records, erasure);
    await records.close();
    expect(await putBack({ replace: true })).toMatchObject({ erasures: [erasure], erased: 1 });
  });

  it('ended half way, it brings nothing back that was erased since the backup', async () => {
    const { releaseId } = await world.publish('https://example.org/1', 'Xylophone\nbody');
    await world.publish('https://example.org/1', 'poison', START + 1000);
    await world.publish('https://example.org/2', 'Two\nbody');
    await world.start();
    await world.drained();
    await take();
    await putBack();
    const records = openSqliteRecords({ path: filesIn(target).records });
    await recordErasure(records, { releaseId, at: START, by: 'x', why: 'y' });
    await records.close();
    for (const path of Object.values(filesIn(target))) await writeFile(`${path}.restoring-wal`, 'of a killed one');
    const inTheWay = join(target, 'replaced-2024-06-28T12-00-00-000Z');
    await writeFile(inTheWay, ''); // ends the restore after it was decided, before a file is in place
    await expect(putBack({ replace: true, now: () => START })).rejects.toThrow('EEXIST');
    await rm(inTheWay);
    expect(await finishRestore(filesIn(target), [])).toBe(true);
    expect((await readdir(target)).filter((name) => /restor/.test(name))).toEqual([]);
    const { raw, shown } = await readBack(target);
    expect(raw.filter(({ value }) => value !== null).map(({ key }) => key.startsWith(releaseId))).toEqual([false]);
    expect(raw.filter(({ value }) => value === null)).toHaveLength(2); // which the stages pass on
    expect(shown).not.toContain(releaseId);
    expect(shown.size).toBe(1);
    const log = openSqliteLog({ path: filesIn(target).log, retention: undefined });
    const letters = await inTopic(log, 'releases.raw.parser.dlq');
    await log.close();
    expect(letters.map(({ value }) => value)).toEqual([null]);
    for (const path of Object.values(filesIn(target))) {
      expect((await readFile(path)).toString('latin1')).not.toMatch(/xylophone/i);
    }
  });
});
