import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaptureDocument } from '../documents.ts';
import { CursorError, ReindexRunningError, type ReleaseIndex, type ReleaseIndexGenerations } from '../port.ts';
import { captureDocument, releaseIdOf } from './documents.ts';
import { tree } from './harness.ts';

/** A store whose index can be made anew. */
export interface GenerationsHarness {
  /** Opens the index, as often as wished: each opening stands for a process. */
  open(): Promise<ReleaseIndex>;
  openGenerations(): Promise<ReleaseIndexGenerations>;
  /** Removes the store; what was opened is closed. */
  dispose(): Promise<void>;
}

/** The contract of `ReleaseIndexGenerations`: any adapter runs it. */
export function describeGenerations(name: string, makeHarness: () => Promise<GenerationsHarness>): void {
  describe(`${name} as ReleaseIndexGenerations`, () => {
    let harness: GenerationsHarness;
    let live: ReleaseIndex;
    let other: ReleaseIndex;
    let generations: ReleaseIndexGenerations;
    beforeEach(async () => {
      harness = await makeHarness();
      live = await harness.open();
      other = await harness.open();
      generations = await harness.openGenerations();
    });
    afterEach(async () => {
      await Promise.all([live.close(), other.close(), generations.close()]);
      await harness.dispose();
    });
    const write = async (index: Pick<ReleaseIndex, 'writer'>, ...documents: readonly CaptureDocument[]) => {
      const results = await index.writer.upsert(documents);
      expect(results.filter((result) => result.kind !== 'done')).toEqual([]);
      await index.writer.refresh();
    };
    const found = async (query: string, index = other) =>
      (await index.reader.search({ query: tree(query), limit: 200 })).hits.map((hit) => hit.release.releaseId);
    const named = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => captureDocument({ release: `n${from + n}`, title: 'Harbour' }));

    it('shows nothing of a generation before it is promoted, and nothing but it afterwards', async () => {
      await write(live, captureDocument({ release: 'old', title: 'Harbour' }));
      const generation = await generations.begin();
      await write(generation, captureDocument({ release: 'new', title: 'Harbour' }));
      expect(await found('harbour')).toEqual([releaseIdOf('old')]);
      await generation.promote();
      for (const index of [live, other]) expect(await found('harbour', index)).toEqual([releaseIdOf('new')]);
      await generation.promote();
      await generation.finish();
      expect(await found('harbour')).toEqual([releaseIdOf('new')]);
      expect(await other.reader.get(releaseIdOf('old'))).toBeNull();
      await write(live, captureDocument({ release: 'next', title: 'Harbour' }));
      await write(other, captureDocument({ release: 'new', after: 1, title: 'Harbour' }));
      expect((await found('harbour')).toSorted()).toEqual([releaseIdOf('new'), releaseIdOf('next')].toSorted());
    });

    it('is made anew while others write and search: no search fails, nothing is lost', async () => {
      const log: CaptureDocument[] = named(0, 60);
      await write(live, ...log);
      let going = true;
      const untilFailure = (work: () => Promise<void>) =>
        work().finally(() => {
          going = false;
        });
      const writing = untilFailure(async () => {
        for (let n = 60; going; n += 3) {
          const next = named(n, n + 3);
          log.push(...next);
          await write(n % 2 === 0 ? live : other, ...next);
          await nextTurn(); // adapters that block never give one themselves
        }
      });
      let searches = 0;
      const searching = untilFailure(async () => {
        while (going) {
          const { total } = await other.reader.search({ query: tree('harbour') });
          expect(total.value).toBeGreaterThanOrEqual(60);
          expect(await live.reader.captures(releaseIdOf('n7'))).toHaveLength(1);
          searches += 1;
          await nextTurn();
        }
      });
      const generation = await generations.begin();
      let read = 0;
      const readOn = async (end: number) => {
        while (read < end) {
          const batch = log.slice(read, Math.min(end, read + 50));
          await write(generation, ...batch);
          read += batch.length;
        }
      };
      await readOn(log.length); // as it is now: the live writers go on
      await generation.promote();
      const after = searches;
      while (going && searches < after + 3) await nextTurn();
      going = false;
      await Promise.all([writing, searching]);
      await readOn(log.length);
      await generation.finish();
      for (const { releaseId } of log) expect((await other.reader.get(releaseId))?.releaseId).toBe(releaseId);
      const { total } = await live.reader.search({ query: tree('harbour') });
      expect(total.value).toBe(log.length);
    });

    it('are one at a time', async () => {
      const others = await harness.openGenerations();
      const generation = await generations.begin();
      await expect(others.begin()).rejects.toThrow(ReindexRunningError);
      await write(generation, captureDocument({ release: 'first', title: 'Harbour' }));
      await generation.promote();
      await expect(others.begin()).rejects.toThrow(ReindexRunningError);
      await generation.finish();
      expect(await found('harbour')).toEqual([releaseIdOf('first')]);
      await (await others.begin()).drop();
      await others.close();
    });

    it('removes what an unfinished one left, and goes on as if it had not been', async () => {
      await write(live, captureDocument({ release: 'old', title: 'Harbour' }));
      const dropped = await generations.begin();
      await write(dropped, captureDocument({ release: 'half', title: 'Harbour' }));
      await dropped.drop();
      expect(await found('harbour')).toEqual([releaseIdOf('old')]);
      const again = await generations.begin();
      await write(again, captureDocument({ release: 'new', title: 'Harbour' }));
      await again.promote();
      await again.finish();
      expect(await found('harbour')).toEqual([releaseIdOf('new')]);
      const third = await generations.begin();
      await third.promote();
      await third.finish();
      expect(await found('*')).toEqual([]);
    });

    it('answers or refuses cursors of the former generation, and gives no wrong page', async () => {
      const documents = named(0, 9);
      await write(live, ...documents);
      const first = await other.reader.search({ query: tree('harbour'), limit: 4 });
      const generation = await generations.begin();
      await write(generation, ...documents.toReversed());
      await generation.promote();
      await generation.finish();
      const next = other.reader.search({ query: tree('harbour'), limit: 20, cursor: first.cursor ?? '' });
      const outcome = await next.then(
        ({ hits }) => [...first.hits, ...hits].map((hit) => hit.release.releaseId).toSorted(),
        (error: unknown) => error,
      );
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CursorError);
      else expect(outcome).toEqual(documents.map((document) => document.releaseId).toSorted());
    });
  });
}
