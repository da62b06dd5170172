import { ErasuresUnreadableError } from '@presswatch/erasures';
import { RecordsUnavailableError } from '@presswatch/records';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EPOCH_COUNTER, EpochsSpentError, MOST_EPOCHS } from '../replay/epochs.ts';
import { type ReplayProgress, replayStage } from '../replay/replay-stage.ts';
import { NothingToResumeError, REPLAY_KIND, ReplayRunningError } from '../replay/runs.ts';
import { enricherOf, indexerOf, parserOf } from './stages.ts';
import { inTopic, type Ports, START, type World, worldOver } from './world.ts';

const never = new AbortController().signal;

/** What a replay does, over any adapters. */
export function describeReplay(name: string, open: () => Promise<Ports>, timeout = 30_000): void {
  describe(`replay over ${name}`, { timeout }, () => {
    let world: World;
    beforeEach(async () => {
      world = worldOver(await open());
    });
    afterEach(() => world.close());

    const parse = (suffix: string, from: { since: number } | 'resume' = { since: 0 }, more: object = {}) =>
      replayStage(world, {
        definition: parserOf(suffix),
        stage: 'parser',
        topic: 'releases.raw',
        from,
        signal: never,
        ...more,
      });

    it('reads releases anew under the next epoch, and the newer reading wins', async () => {
      await world.publish('https://example.org/1', 'One\nbody');
      await world.publish('https://example.org/2', 'Two\nbody');
      await world.start();
      await world.drained();
      expect(await world.titles()).toEqual(['One', 'Two']);
      const result = await parse(' (v2)');
      expect(result).toMatchObject({ state: 'done', epoch: 1, total: 2, done: 2, outputs: 2, deadLetters: 0 });
      await world.drained();
      expect(await world.titles()).toEqual(['One (v2)', 'Two (v2)']);
      expect(await inTopic(world.log, 'releases.raw')).toHaveLength(2);
      expect((await parse(' (v3)')).epoch).toBe(2);
    });

    it('marks what it writes as replayed, and positions stay those of the inputs', async () => {
      const { releaseId, key } = await world.publish('https://example.org/1', 'One\nbody');
      await parse('');
      const [parsed] = await inTopic(world.log, 'releases.parsed');
      const [raw] = await inTopic(world.log, 'releases.raw');
      const text = (header: unknown) => Buffer.from(header as Uint8Array | string).toString();
      expect(text(parsed?.headers.ce_origin)).toBe('replay');
      expect(text(parsed?.headers.ce_epoch)).toBe('1');
      expect(text(parsed?.headers.ce_rawat)).toBe(`releases.raw/${raw?.partition}/${raw?.offset}`);
      expect(parsed?.key).toBe(key);
      expect(parsed?.key.startsWith(releaseId)).toBe(true);
    });

    it('leaves a newer capture in place that comes in while it runs', async () => {
      await world.publish('https://example.org/1', 'Old\nbody');
      await world.start();
      await world.drained();
      const replaying = parse(' (again)');
      await world.publish('https://example.org/1', 'New\nbody', START + 1000);
      await replaying;
      await world.drained();
      expect((await world.titles())[0]).toMatch(/^New/);
    });

    it('takes only what was published since', async () => {
      await world.publish('https://example.org/1', 'One\nbody');
      const [first] = await inTopic(world.log, 'releases.raw');
      const since = (first?.publishedAt ?? 0) + 1;
      while (Date.now() <= since) await new Promise((done) => setTimeout(done, 1));
      await world.publish('https://example.org/2', 'Two\nbody');
      expect(await parse('', { since })).toMatchObject({ total: 1, done: 1 });
    });

    it('makes dead letters of what fails, and settles open ones that go through', async () => {
      await world.publish('https://example.org/1', 'poison');
      expect(await parse('')).toMatchObject({ done: 1, outputs: 0, deadLetters: 1, settled: 0 });
      const { items } = await world.deadLetters.list({ status: 'open' });
      expect(items).toMatchObject([{ group: 'parser', reason: { code: 'empty' } }]);
      const mended = { ...parserOf(), handler: { run: async () => ({ kind: 'emit' as const, events: [] }) } };
      expect(await parse('', { since: 0 }, { definition: mended })).toMatchObject({ deadLetters: 0, settled: 1 });
      expect((await world.deadLetters.list({ status: 'open' })).items).toEqual([]);
      expect((await world.deadLetters.list({ status: 'replayed' })).items).toHaveLength(1);
    });

    it('writes the index again from enriched releases', async () => {
      const { key } = await world.publish('https://example.org/1', 'One\nbody');
      await world.start();
      await world.drained();
      await world.stop();
      await world.index.writer.erase([key]);
      await world.index.writer.refresh();
      expect(await world.titles()).toEqual([]);
      const definition = indexerOf(world.index.writer);
      await replayStage(world, {
        definition,
        stage: 'indexer',
        topic: 'releases.enriched',
        from: { since: 0 },
        signal: never,
      });
      await world.index.writer.refresh();
      expect(await world.titles()).toEqual(['One']);
    });

    it('stops when told to, and goes on from there under the same epoch', async () => {
      for (let n = 0; n < 30; n++) await world.publish(`https://example.org/${n}`, `Title ${n}\nbody`);
      const stopping = new AbortController();
      let seen = 0;
      const slow = parserOf('', () => {
        if (++seen === 5) stopping.abort();
      });
      const first = await parse('', { since: 0 }, { definition: slow, signal: stopping.signal });
      expect(first).toMatchObject({ state: 'stopped', total: 30, epoch: 1 });
      expect(first.done).toBeLessThan(30);
      const told: ReplayProgress[] = [];
      const second = await parse('', 'resume', { onProgress: (progress: ReplayProgress) => told.push(progress) });
      expect(second).toMatchObject({ state: 'done', epoch: 1, total: 30, done: 30 });
      const keys = (await inTopic(world.log, 'releases.parsed')).map(({ key }) => key);
      expect(keys).toHaveLength(30);
      expect(new Set(keys).size).toBe(30);
      await expect(parse('', 'resume')).rejects.toThrow(NothingToResumeError);
    });

    it('runs alone, unless the other one has died', async () => {
      const run = { stage: 'parser', epoch: 7, since: 0, startedAt: 1, state: 'running', done: 1, total: 2, next: {} };
      await world.records.create(REPLAY_KIND, '0007', { ...run, beatAt: Date.now() });
      await expect(parse('')).rejects.toThrow(ReplayRunningError);
      const known = await world.records.get(REPLAY_KIND, '0007');
      await world.records.put(REPLAY_KIND, '0007', { ...run, beatAt: Date.now() - 120_000 }, known?.version ?? '');
      expect(await parse('')).toMatchObject({ state: 'done' });
    });

    it('says that it runs only after it has read the open dead letters, however long that takes', async () => {
      await world.publish('https://example.org/1', 'One\nbody');
      const { each } = world.deadLetters;
      const seen: number[] = [];
      const deadLetters: World['deadLetters'] = {
        ...world.deadLetters,
        async *each(filter) {
          seen.push((await world.records.scan(REPLAY_KIND, { limit: 10 })).length);
          yield* each(filter);
        },
      };
      const request = { definition: parserOf(), stage: 'parser', topic: 'releases.raw', signal: never };
      await replayStage({ ...world, deadLetters }, { ...request, from: { since: 0 } });
      expect(seen).toEqual([0]);
    });

    it('goes on when the records were away for a moment', async () => {
      await world.publish('https://example.org/1', 'One\nbody');
      let away = false;
      let missed = 0;
      const records: World['records'] = {
        ...world.records,
        put: async (...args) => {
          if (!away) return world.records.put(...args);
          missed++;
          throw new RecordsUnavailableError('nobody answers');
        },
      };
      const erasures = {
        erasedOf: async (ids: Iterable<string>) => {
          away = missed === 0;
          if (away) throw new ErasuresUnreadableError('nobody knows');
          return world.erasures.erasedOf(ids);
        },
      };
      const request = { definition: parserOf(), stage: 'parser', topic: 'releases.raw', signal: never };
      const result = await replayStage({ ...world, records, erasures }, { ...request, from: { since: 0 } });
      expect(result).toMatchObject({ state: 'done', done: 1, outputs: 1 });
      expect(missed).toBe(1);
    });

    it('leaves erased releases out, also when they are erased while it runs', async () => {
      const { releaseId } = await world.publish('https://example.org/1', 'One\nbody');
      await world.publish('https://example.org/2', 'Two\nbody');
      let asked = 0;
      // Erased between the reading and the publishing: the second question finds it.
      const erasures = { erasedOf: async () => new Set(++asked > 1 ? [releaseId] : []) };
      const late = { ...world, erasures };
      const request = { definition: parserOf(), stage: 'parser', topic: 'releases.raw', signal: never };
      const result = await replayStage(late, { ...request, from: { since: 0 } });
      expect(result.done).toBe(2);
      const keys = (await inTopic(world.log, 'releases.parsed')).map(({ key }) => key.slice(0, 32));
      expect(keys).not.toContain(releaseId);
    });

    it('says what to do when the epochs are used up', async () => {
      await world.records.create(EPOCH_COUNTER.kind, EPOCH_COUNTER.id, { epoch: MOST_EPOCHS });
      await expect(parse('')).rejects.toThrow(EpochsSpentError);
      await expect(parse('')).rejects.toThrow(/migrate/);
    });

    it('gives different replays different epochs, however many ask at once', async () => {
      const { takeEpoch } = await import('../replay/epochs.ts');
      const taken = await Promise.all(Array.from({ length: 5 }, () => takeEpoch(world.records)));
      expect(new Set(taken).size).toBe(5);
    });

    it('replays the enricher from parsed releases', async () => {
      await world.publish('https://example.org/1', 'One\nbody');
      await parse('');
      const definition = enricherOf();
      const result = await replayStage(world, {
        definition,
        stage: 'enricher',
        topic: 'releases.parsed',
        from: { since: 0 },
        signal: never,
      });
      expect(result).toMatchObject({ epoch: 2, outputs: 1 });
    });
  });
}
