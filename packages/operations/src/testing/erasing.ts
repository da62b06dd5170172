import { recordErasure } from '@presswatch/erasures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EraseDeps, eraseRelease } from '../erase/erase-release.ts';
import { replayStage } from '../replay/replay-stage.ts';
import { parserOf } from './stages.ts';
import { inTopic, type Ports, STAGES, START, type World, worldOver } from './world.ts';

const never = new AbortController().signal;

/** What an erasure does, over any adapters. */
export function describeErase<P extends Ports>(
  name: string,
  open: () => Promise<P>,
  more: (ground: () => { readonly world: World; readonly ports: P; readonly deps: EraseDeps }) => void = () =>
    undefined,
  timeout = 30_000,
): void {
  describe(`erase over ${name}`, { timeout }, () => {
    let ports: P;
    let world: World;
    let deps: EraseDeps;
    beforeEach(async () => {
      ports = await open();
      world = worldOver(ports);
      const { log, records, index } = ports;
      deps = { log, records, index: index.reader, writer: index.writer, stages: STAGES, settleMs: 0, passMs: 10_000 };
    });
    afterEach(() => world.close());
    more(() => ({ world, ports, deps }));

    const erasure = (releaseId: string) => ({ releaseId, at: START, by: 'press office', why: 'asked for' });

    it('takes a release out of log, index, captures and dead letters, and no other', async () => {
      const { releaseId, key } = await world.publish('https://example.org/1', 'One\nbody');
      const second = await world.publish('https://example.org/1', 'poison', START + 1000);
      await world.publish('https://example.org/2', 'Two\nbody');
      await world.start();
      await world.drained();
      expect((await world.deadLetters.list()).items).toHaveLength(1);
      const erased = await eraseRelease(deps, erasure(releaseId));
      expect(erased).toMatchObject({ captures: 2, deadLetters: 1, behind: [] });
      await world.drained();
      expect(await world.titles()).toEqual(['Two']);
      expect(await world.index.reader.get(releaseId)).toBeNull();
      expect(await world.index.reader.captures(releaseId)).toEqual([]);
      expect((await world.deadLetters.list()).items).toEqual([]);
      expect(await world.deadLetters.counts()).toEqual([]);
      for (const topic of ['releases.raw', 'releases.parsed', 'releases.enriched']) {
        const tombstones = (await inTopic(world.log, topic)).filter(({ value }) => value === null);
        expect(tombstones.map((one) => one.key).sort()).toEqual([key, second.key].sort());
      }
    });

    it('erases what no stage has read yet: it never comes', async () => {
      const { releaseId } = await world.publish('https://example.org/1', 'One\nbody');
      const erased = await eraseRelease({ ...deps, passMs: 0 }, erasure(releaseId));
      expect(erased).toMatchObject({ captures: 1, behind: ['parser', 'enricher', 'indexer'] });
      await world.start();
      await world.drained();
      expect(await world.titles()).toEqual([]);
    });

    it('is not undone by a replay, and letters of the release are refused', async () => {
      const { releaseId, record } = await world.publish('https://example.org/1', 'One\nbody');
      await world.publish('https://example.org/1', 'poison', START + 1000);
      await world.start();
      await world.drained();
      const letter = (await world.deadLetters.list()).items[0]?.id ?? '';
      await eraseRelease(deps, erasure(releaseId));
      // As from a store that was restored: the record is there again, but so is the erasure.
      await world.log.publish([record]);
      const request = { definition: parserOf(), stage: 'parser', topic: 'releases.raw', signal: never };
      const result = await replayStage(world, { ...request, from: { since: 0 } });
      expect(result.erased).toBeGreaterThan(0);
      const values = (await inTopic(world.log, 'releases.parsed')).filter(
        (parsed) => parsed.value !== null && Buffer.from(parsed.headers.ce_origin ?? '').toString() === 'replay',
      );
      expect(values).toEqual([]);
      expect(await world.deadLetters.replay(letter)).toEqual({ id: letter, outcome: 'not-found' });
    });

    it('knows nothing of a release that never was, and writes nothing then', async () => {
      const releaseId = '0123456789abcdef'.repeat(2);
      expect(await eraseRelease(deps, erasure(releaseId))).toBeNull();
      expect(await world.records.get('erasure', releaseId)).toBeNull();
    });

    it('may be asked for again', async () => {
      const { releaseId } = await world.publish('https://example.org/1', 'One\nbody');
      await recordErasure(world.records, erasure(releaseId)); // broken off after this
      expect(await eraseRelease({ ...deps, passMs: 0 }, erasure(releaseId))).toMatchObject({ captures: 1 });
      expect(await eraseRelease({ ...deps, passMs: 0 }, erasure(releaseId))).not.toBeNull();
      expect(await world.records.get('erasure', releaseId)).toMatchObject({ value: { by: 'press office' } });
    });
  });
}
