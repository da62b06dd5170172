import { join } from 'node:path';
import { openSqliteState } from '@presswatch/state/sqlite';
import { expect, it } from 'vitest';
import { cli, useWorld, world } from '../testing/cli-world.ts';

useWorld();

it('replays a stage and tells what came of it; without a time it asks for one', async () => {
  await world.publish();
  expect(await cli(['replay', 'parser'])).toMatchObject({ exit: 2, err: expect.stringContaining('--since') });
  const done = await cli(['replay', 'parser', '--since', 'beginning', '--json']);
  expect(done.json().at(-1)).toMatchObject({ event: 'done', done: 1, total: 1, epoch: 1 });
  expect(await cli(['replay', 'parser', '--resume'])).toMatchObject({ exit: 3 });
  expect((await cli(['replay', 'parser', '--since', 'beginning', '--dry-run'])).out).toContain(
    '1 record of releases.raw',
  );
  expect((await cli(['replay', 'nobody', '--since', '1d'])).exit).toBe(2);
});

it('says that an older topic cannot be replayed from, and what can', async () => {
  const { err } = await cli(['replay', 'enricher', '--since', '2024-01-01', '--dry-run']);
  expect(err).toContain('presswatch replay parser');
});

it('erases after a yes only', async () => {
  const { releaseId } = await world.add();
  const asked = await cli(['erase', releaseId, '--why', 'court order'], { stdin: 'no\n' });
  expect(asked).toMatchObject({ exit: 1, err: expect.stringContaining('Statement on the harvest') });
  expect(await world.index.reader.get(releaseId)).not.toBeNull();
  const erased = await cli(['erase', releaseId, '--why', 'court order', '--by', 'legal'], { stdin: 'yes\n' });
  expect(erased).toMatchObject({ exit: 0, out: expect.stringContaining('1 capture') });
  expect(await world.index.reader.get(releaseId)).toBeNull();
  expect((await world.records.get('erasure', releaseId))?.value).toMatchObject({ by: 'legal', why: 'court order' });
  expect((await cli(['erase', 'f'.repeat(32), '--why', 'x', '--yes'])).exit).toBe(3);
  expect((await cli(['erase', 'x', '--why', 'x', '--yes'])).exit).toBe(2);
});

it('makes the index anew, and prints how many there were', async () => {
  await world.add();
  expect(await cli(['reindex'])).toMatchObject({ exit: 0, out: expect.stringContaining('(1 before, -1)') });
});

it('backs up, and restores only where nothing is in the way', async () => {
  await openSqliteState({ path: join(world.folder, 'state.db') }).close();
  await world.add();
  const copy = join(world.folder, 'copy');
  expect(await cli(['backup', copy])).toMatchObject({ exit: 0, out: expect.stringContaining('1 captures') });
  expect((await cli(['backup', copy])).exit).toBe(1);
  expect(await cli(['restore', copy])).toMatchObject({ exit: 1, err: expect.stringContaining('--replace') });
});

it('migrates to named stores, and compares', async () => {
  await world.publish();
  const to = ['log', 'index', 'records'].flatMap((port) => [`--to-${port}`, join(world.folder, `to-${port}.db`)]);
  expect((await cli(['migrate', ...to])).exit).toBe(2);
  const all = [...to, '--to-state', 'sqlite:x'];
  expect(await cli(['migrate', ...all])).toMatchObject({ exit: 0, out: expect.stringContaining('1 capture copied') });
  expect((await cli(['migrate', '--verify', ...all])).out).toContain('both hold the same');
});
