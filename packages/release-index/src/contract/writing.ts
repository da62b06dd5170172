import { captureKey, revisionsOf } from '@presswatch/identity';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaptureDocument } from '../documents.ts';
import { captureDocument, releaseIdOf, START } from './documents.ts';
import { type ReleaseIndexHarness, useBench } from './harness.ts';
import { expectedCaptures, expectedRelease } from './model.ts';

const keyOf = (document: CaptureDocument): string => captureKey(document.releaseId, document.capture);

/** How releases arrive, are merged, refused and erased. */
export function describeWriting(makeHarness: () => Promise<ReleaseIndexHarness>): void {
  describe('writing', () => {
    const bench = useBench(makeHarness);
    const id = releaseIdOf('one');
    const get = () => bench.index.reader.get(id);

    it('makes one document of a capture written twice', async () => {
      const document = captureDocument({ title: 'Harbour opens' });
      await bench.write(document);
      await bench.write(document, document);
      expect(await bench.index.reader.captures(id)).toEqual([document]);
      expect(await bench.search('harbour')).toMatchObject({ total: { value: 1, exact: true } });
      expect(await get()).toEqual(expectedRelease([document]));
    });

    it('never lets an older capture replace a newer one', async () => {
      const older = captureDocument({ after: 1, title: 'Draft' });
      const newer = captureDocument({ after: 2, title: 'Final' });
      await bench.write(newer);
      await bench.write(older);
      expect((await get())?.shown).toEqual(newer);
      expect((await get())?.firstSeen).toBe(START + 1);
      expect(await bench.found('draft')).toEqual([]);
      expect(await bench.found('final')).toEqual([id]);
    });

    it('lets a replay replace what the same capture gave, and nothing earlier replace the replay', async () => {
      const live = captureDocument({ title: 'Misread' });
      const replay = captureDocument({ title: 'Well read', epoch: 1 });
      await bench.write(live);
      await bench.write(replay);
      await bench.write(live);
      expect(await bench.index.reader.captures(id)).toEqual([replay]);
      expect((await get())?.shown).toEqual(replay);
      expect(await bench.found('misread')).toEqual([]);
    });

    it('shows a withdrawn release on, and says since when', async () => {
      const present = captureDocument({ after: 1, title: 'Harbour opens' });
      await bench.write(present, captureDocument({ after: 7, content: null }));
      expect(await get()).toMatchObject({ withdrawnAt: START + 7, shown: present });
      expect(await bench.found('harbour')).toEqual([id]);
      await bench.write(captureDocument({ after: 9, title: 'Harbour opens' }));
      expect(await get()).toMatchObject({ withdrawnAt: null });
    });

    it('keeps a release of which only removals were seen, without content', async () => {
      await bench.write(captureDocument({ content: null }));
      expect(await get()).toMatchObject({ shown: null, contentVersion: null, withdrawnAt: START, sortAt: START });
    });

    it('keeps every capture, so that revisions can be told', async () => {
      const titles = ['A', 'A', 'B', 'A'];
      await bench.write(...titles.map((title, after) => captureDocument({ after, title })).toReversed());
      const captures = await bench.index.reader.captures(id);
      expect(captures.map((capture) => capture.content?.title)).toEqual(titles);
      const inputs = captures.map(({ capture, content }) => ({ capture, contentHash: content?.contentHash ?? null }));
      expect(revisionsOf(inputs).map((revision) => revision.captures.length)).toEqual([2, 1, 1]);
    });

    it('refuses a bad document and writes its neighbours', async () => {
      const bad = captureDocument({ release: 'bad', after: -START, title: 'Of 1970' });
      const good = ['first', 'last'].map((release) => captureDocument({ release }));
      const results = await bench.index.writer.upsert([...good.slice(0, 1), bad, ...good.slice(1)]);
      expect(results).toEqual([
        { kind: 'done' },
        { kind: 'rejected', code: expect.stringMatching(/^[a-z-]+$/), message: expect.stringContaining(' ') },
        { kind: 'done' },
      ]);
      await bench.index.writer.refresh();
      expect((await bench.found('*')).toSorted()).toEqual(['first', 'last'].map(releaseIdOf).toSorted());
      expect(await bench.index.reader.get(bad.releaseId)).toBeNull();
    });

    it('erases a capture, and shows what is left', async () => {
      const older = captureDocument({ after: 1, title: 'Draft', aliases: ['guid-1'] });
      const newer = captureDocument({ after: 2, title: 'Final', aliases: ['guid-1', 'guid-2'] });
      await bench.write(older, newer);
      await bench.index.writer.erase([keyOf(newer), keyOf(captureDocument({ release: 'unknown' })), 'no key']);
      await bench.index.writer.refresh();
      expect(await get()).toEqual(expectedRelease([older]));
      expect(await bench.index.reader.captures(id)).toEqual([older]);
      expect(await bench.found('final')).toEqual([]);
      expect(await bench.found('draft')).toEqual([id]);
      expect(await bench.index.reader.lookUp('guid-2')).toEqual([]);
      expect(await bench.index.reader.lookUp('guid-1')).toEqual([id]);
    });

    it('erases a release with its last capture', async () => {
      const captures = [1, 2].map((after) => captureDocument({ after, title: 'Final', aliases: ['guid-1'] }));
      await bench.write(...captures, captureDocument({ release: 'other' }));
      await bench.index.writer.erase(captures.map(keyOf));
      await bench.index.writer.refresh();
      expect(await get()).toBeNull();
      expect(await bench.index.reader.captures(id)).toEqual([]);
      expect(await bench.index.reader.lookUp('guid-1')).toEqual([]);
      expect(await bench.found('*')).toEqual([releaseIdOf('other')]);
    });
  });

  describe('arrivals in any order', () => {
    const bench = useBench(makeHarness);
    /** What each look gave is a function of the look, as it is in life; looks repeat, tie and come again as replays. */
    const look = fc.record({
      after: fc.integer({ min: 0, max: 3 }),
      bytes: fc.constantFrom('x', 'y'),
      epoch: fc.integer({ min: 0, max: 2 }),
      removed: fc.boolean(),
    });
    const arrivals = fc.array(fc.record({ look, batch: fc.integer({ min: 0, max: 2 }) }), {
      minLength: 1,
      maxLength: 9,
    });
    let runs = 0;

    it('give the same release', async () => {
      const property = fc.asyncProperty(arrivals, async (given) => {
        const release = `arrivals-${runs++}`;
        const documents = given.map(({ look: { removed, ...wish } }) => {
          const title = `${release} ${wish.after} ${wish.bytes} ${wish.epoch}`;
          return captureDocument({ release, title, ...wish, ...(removed ? { content: null } : {}) });
        });
        for (const batch of [0, 1, 2]) await bench.write(...documents.filter((_, n) => given[n]?.batch === batch));
        const expected = expectedRelease(documents);
        expect(await bench.index.reader.get(releaseIdOf(release))).toEqual(expected);
        expect(await bench.index.reader.captures(releaseIdOf(release))).toEqual(expectedCaptures(documents));
        const title = expected?.shown?.content?.title;
        if (title !== undefined) expect(await bench.found(`title:"${title}"`)).toEqual([releaseIdOf(release)]);
        expect(await bench.found(`title:"${release}"`)).toHaveLength(title === undefined ? 0 : 1);
      });
      await fc.assert(property, { seed: 20240628, numRuns: 60 });
    });
  });
}
