import { describe, expect, it } from 'vitest';
import { IndexUnavailableError } from '../port.ts';
import { captureDocument, releaseIdOf } from './documents.ts';
import { type ReleaseIndexCapabilities, type ReleaseIndexHarness, useBench } from './harness.ts';

/** Look-up, scan, and what outlives a restart or a crash. */
export function describeReading(
  makeHarness: () => Promise<ReleaseIndexHarness>,
  { crashes }: ReleaseIndexCapabilities,
): void {
  describe('reading', () => {
    const bench = useBench(makeHarness);

    it('shows the newest capture of a release at once, before anything is refreshed', async () => {
      const document = captureDocument({ release: 'fresh' });
      await bench.index.writer.upsert([document]);
      expect(await bench.index.reader.captures(document.releaseId)).toEqual([document]);
    });

    it('knows nothing of what was never written', async () => {
      for (const id of [releaseIdOf('unknown'), 'no id', '']) {
        expect(await bench.index.reader.get(id)).toBeNull();
        expect(await bench.index.reader.captures(id)).toEqual([]);
        expect(await bench.index.reader.lookUp(id)).toEqual([]);
      }
      expect(await bench.search('*', { facets: ['kind'] })).toEqual({
        hits: [],
        total: { value: 0, exact: true },
        facets: [{ field: 'kind', values: [], sampled: false }],
      });
    });

    it('looks up by link, in any spelling, by GUID and by path, of every capture', async () => {
      await bench.write(
        captureDocument({ after: 1, aliases: ['tag:example.org,2024:1', 'folder/éa.txt'] }),
        captureDocument({ after: 2, content: { url: 'https://Example.org:443/news/1/?utm_source=x#top' } }),
        captureDocument({ release: 'two', aliases: ['http://example.org/news/1'] }),
        captureDocument({ release: 'three', aliases: ['http://example.org/news/2'] }),
      );
      const one = releaseIdOf('one');
      const lookUp = (alias: string) => bench.index.reader.lookUp(alias);
      const both = [one, releaseIdOf('two')].toSorted();
      expect(await lookUp('http://example.org/news/1')).toEqual(both);
      expect(await lookUp('https://EXAMPLE.org/news/1?utm_medium=mail')).toEqual(both);
      expect(await lookUp('tag:example.org,2024:1')).toEqual([one]);
      expect(await lookUp('folder/e\u0301a.txt')).toEqual([one]);
      expect(await lookUp('http://example.org/news')).toEqual([]);
    });

    it('scans every release once, in the order of ids', async () => {
      const names = Array.from({ length: 450 }, (_, n) => `n${n}`);
      await bench.write(...names.map((release) => captureDocument({ release })));
      const seen: string[] = [];
      for await (const release of bench.index.reader.scan()) {
        seen.push(release.releaseId);
        if (seen.length === 10) await bench.write(captureDocument({ release: 'n17', after: 5 }));
      }
      expect(seen).toEqual(names.map(releaseIdOf).toSorted());
    });

    it('keeps everything over a restart', async () => {
      const document = captureDocument({ title: 'Harbour opens', source: 'wire', aliases: ['guid-1'] });
      await bench.write(document);
      await bench.reopen();
      expect((await bench.index.reader.get(document.releaseId))?.shown).toEqual(document);
      expect(await bench.found('harbour source:wire')).toEqual([document.releaseId]);
      expect(await bench.index.reader.lookUp('guid-1')).toEqual([document.releaseId]);
      await bench.write(captureDocument({ release: 'two', title: 'Harbour closes', source: 'wire' }));
      const { facets } = await bench.search('harbour', { facets: ['source'] });
      expect(facets[0]?.values).toEqual([{ value: 'wire', label: 'wire', count: 2 }]);
    });

    it('answers searches while it writes, each with whole releases', async () => {
      const names = Array.from({ length: 120 }, (_, n) => `n${n}`);
      const writes = Array.from({ length: 6 }, (_, part) =>
        bench.index.writer.upsert(
          names.slice(part * 20, part * 20 + 20).map((release) => captureDocument({ release, title: 'Harbour' })),
        ),
      );
      let writing = true;
      const allWritten = Promise.all(writes).finally(() => {
        writing = false;
      });
      while (writing) {
        const { hits, total } = await bench.search('harbour', { limit: 200 });
        expect(hits).toHaveLength(total.value);
        for (const { release } of hits) expect(release.shown?.content?.title).toBe('Harbour');
      }
      expect((await allWritten).flat()).toHaveLength(names.length);
      await bench.index.writer.refresh();
      expect(await bench.found('harbour')).toHaveLength(names.length);
    });

    if (!crashes) return;

    it('says that a crash lost a call, goes on after it, and keeps what it had acknowledged', async () => {
      const before = captureDocument({ release: 'before', title: 'Harbour' });
      await bench.write(before);
      const many = Array.from({ length: 400 }, (_, n) => captureDocument({ release: `n${n}`, title: 'Airport' }));
      const lost = bench.index.writer.upsert(many);
      const lostSearch = bench.search('harbour');
      const verdicts = Promise.allSettled([lost, lostSearch]);
      bench.harness.crash?.();
      for (const verdict of await verdicts) {
        if (verdict.status === 'rejected') expect(verdict.reason).toBeInstanceOf(IndexUnavailableError);
      }
      expect((await verdicts).map((verdict) => verdict.status)).toContain('rejected');
      expect(await bench.found('harbour')).toEqual([before.releaseId]);
      await bench.write(...many);
      expect((await bench.search('airport')).total).toEqual({ value: 400, exact: true });
    });
  });
}
