import { ErasuresUnreadableError, recordErasure } from '@presswatch/erasures';
import { ReindexRunningError, type ReleaseIndexGenerations } from '@presswatch/release-index';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReindexDeps, type ReindexProgress, reindex } from '../reindex.ts';
import { indexerOf } from './stages.ts';
import { type Ports, START, type World, worldOver } from './world.ts';

const TOPIC = 'releases.enriched';
const never = new AbortController().signal;

/** What a reindex does, over any adapters. */
export function describeReindex(name: string, open: () => Promise<Ports>, timeout = 60_000): void {
  describe(`reindex over ${name}`, { timeout }, () => {
    let world: World;
    let deps: ReindexDeps;
    beforeEach(async () => {
      world = worldOver(await open());
      deps = { ...world, indexer: indexerOf };
      for (let n = 0; n < 20; n++) await world.publish(`https://example.org/${n}`, `Title ${n}\nbody`);
      await world.start();
      await world.drained();
    });
    afterEach(() => world.close());

    const count = async () => (await world.index.reader.search({ query: { kind: 'all' }, limit: 1 })).total.value;

    it('gives the same releases, without what the log does not know', async () => {
      const before = await world.titles();
      const [key] = (await firstCapture()).keys;
      await world.index.writer.erase([key]);
      await world.index.writer.refresh();
      expect(await world.titles()).toHaveLength(19);
      const told: ReindexProgress[] = [];
      const result = await reindex(deps, { topic: TOPIC, signal: never, onProgress: (one) => told.push(one) });
      expect(result).toMatchObject({ state: 'done', deadLetters: 0 });
      expect(result.done).toBeGreaterThanOrEqual(20);
      expect(await world.titles()).toEqual(before);
    });

    async function firstCapture() {
      for await (const { key } of world.log.scan(TOPIC)) return { keys: [key] as const };
      throw new Error('nothing was enriched');
    }

    it('loses nothing that comes in meanwhile, and no search fails or comes back empty', async () => {
      let busy = true;
      const publishing = (async () => {
        for (let n = 0; busy; n++) await world.publish(`https://example.org/live/${n}`, `Live ${n}\nbody`);
      })();
      const searching = (async () => {
        const counts: number[] = [];
        while (busy) {
          counts.push(await count());
          await new Promise((done) => setTimeout(done, 5));
        }
        return counts;
      })();
      await reindex(deps, { topic: TOPIC, signal: never });
      busy = false;
      await publishing;
      expect(Math.min(...(await searching))).toBeGreaterThanOrEqual(20);
      await world.drained();
      const raw = new Set<string>();
      for await (const { key } of world.log.scan('releases.raw')) raw.add(key.slice(0, 32));
      expect(await world.titles()).toHaveLength(raw.size);
    });

    it('leaves the former index in service when it is stopped, and begins anew the next time', async () => {
      const stopping = new AbortController();
      let written = 0;
      const indexer: ReindexDeps['indexer'] = (writer) =>
        indexerOf({
          ...writer,
          upsert: (documents) => {
            if (++written === 2) stopping.abort();
            return writer.upsert(documents);
          },
        });
      const result = await reindex({ ...deps, indexer }, { topic: TOPIC, signal: stopping.signal });
      expect(result.state).toBe('stopped');
      expect(await world.titles()).toHaveLength(20);
      expect((await reindex(deps, { topic: TOPIC, signal: never })).state).toBe('done');
      expect(await world.titles()).toHaveLength(20);
    });

    it('leaves the former index in service when it fails half way', async () => {
      const promote = () => Promise.reject(new Error('the disk is full'));
      const generations: ReleaseIndexGenerations = {
        close: world.generations.close,
        begin: async () => ({ ...(await world.generations.begin()), promote }),
      };
      await expect(reindex({ ...deps, generations }, { topic: TOPIC, signal: never })).rejects.toThrow('disk is full');
      expect(await world.titles()).toHaveLength(20);
      expect((await reindex(deps, { topic: TOPIC, signal: never })).state).toBe('done');
    });

    it('waits while the list of erased releases cannot be read, and says so', async () => {
      let away = true;
      const erasures = {
        erasedOf: async (ids: Iterable<string>) => {
          if (away) throw new ErasuresUnreadableError('nobody knows');
          return world.erasures.erasedOf(ids);
        },
      };
      const onProgress = ({ waiting }: ReindexProgress) => {
        if (waiting?.includes('nobody knows')) away = false;
      };
      const result = await reindex({ ...deps, erasures }, { topic: TOPIC, signal: never, onProgress });
      expect(result).toMatchObject({ state: 'done' });
      expect(await world.titles()).toHaveLength(20);
    });

    it('can be stopped while it waits for the list of erased releases', async () => {
      const stopping = new AbortController();
      const erasures = { erasedOf: () => Promise.reject(new ErasuresUnreadableError('nobody knows')) };
      const onProgress = () => stopping.abort();
      const request = { topic: TOPIC, signal: stopping.signal, onProgress };
      expect((await reindex({ ...deps, erasures }, request)).state).toBe('stopped');
      expect(await world.titles()).toHaveLength(20);
    });

    it('says after the promotion that the new index serves, and what to do', async () => {
      const finish = () => Promise.reject(new Error('the disk is full'));
      let drops = 0;
      const generations: ReleaseIndexGenerations = {
        close: world.generations.close,
        begin: async () => {
          const generation = await world.generations.begin();
          const drop = async () => void drops++;
          begun.push(generation);
          return { ...generation, finish, drop };
        },
      };
      const begun: Awaited<ReturnType<ReleaseIndexGenerations['begin']>>[] = [];
      const failed = reindex({ ...deps, generations }, { topic: TOPIC, signal: never });
      await expect(failed).rejects.toThrow(/the new index serves.*disk is full.*run presswatch reindex again/);
      expect(drops).toBe(0);
      await begun[0]?.finish();
      expect(await world.titles()).toHaveLength(20);
    });

    it('ends when another process has taken its place, without dead letters', async () => {
      const generations: ReleaseIndexGenerations = {
        close: world.generations.close,
        begin: async () => {
          const generation = await world.generations.begin();
          begun.push(generation);
          const upsert = () => Promise.reject(new ReindexRunningError('another one'));
          return { ...generation, writer: { ...generation.writer, upsert } };
        },
      };
      const begun: Awaited<ReturnType<ReleaseIndexGenerations['begin']>>[] = [];
      const failed = reindex({ ...deps, generations }, { topic: TOPIC, signal: never });
      await expect(failed).rejects.toThrow(ReindexRunningError);
      expect((await world.deadLetters.list({ status: 'open' })).items).toEqual([]);
      await begun[0]?.drop();
      expect(await world.titles()).toHaveLength(20);
    });

    it('leaves erased releases out', async () => {
      const { keys } = await firstCapture();
      const releaseId = keys[0].slice(0, 32);
      await recordErasure(world.records, { releaseId, at: START, by: 'x', why: 'y' });
      const result = await reindex(deps, { topic: TOPIC, signal: never });
      expect(result.erased).toBe(1);
      expect(await world.index.reader.get(releaseId)).toBeNull();
      expect(await world.titles()).toHaveLength(19);
    });

    it('lets tombstones erase', async () => {
      const { keys } = await firstCapture();
      await world.stop();
      const partitionKey = keys[0].slice(0, 32);
      await world.log.publish([{ topic: TOPIC, key: keys[0], partitionKey, value: null, headers: {} }]);
      await reindex(deps, { topic: TOPIC, signal: never });
      expect(await world.titles()).toHaveLength(19);
    });
  });
}
