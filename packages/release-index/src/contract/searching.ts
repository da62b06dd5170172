import { describe, expect, it } from 'vitest';
import { CursorError } from '../port.ts';
import { captureDocument, releaseIdOf, START } from './documents.ts';
import { type ReleaseIndexCapabilities, type ReleaseIndexHarness, useBench } from './harness.ts';

const DAY = 86_400_000;
const published = (value: string) => ({ value, precision: 'day' as const, zone: null, stated: value, from: 'test' });
const ids = (...names: readonly string[]): string[] => names.map(releaseIdOf);

/** Words, fields, dates, order, pages, facets, marks. */
export function describeSearching(
  makeHarness: () => Promise<ReleaseIndexHarness>,
  { countLimit, sampledFacets }: ReleaseIndexCapabilities,
): void {
  describe('searching', () => {
    const bench = useBench(makeHarness);

    it('finds words, phrases, prefixes and their absence', async () => {
      await bench.write(
        captureDocument({
          release: 'a',
          after: 1,
          title: 'Harbour opens',
          body: ['The new harbour is open to ships.'],
        }),
        captureDocument({ release: 'b', after: 2, title: 'Airport closes', body: ['Ships are not affected.'] }),
      );
      expect(await bench.found('ships')).toEqual(ids('b', 'a'));
      expect(await bench.found('"new harbour"')).toEqual(ids('a'));
      expect(await bench.found('"harbour new"')).toEqual([]);
      expect(await bench.found('harb*')).toEqual(ids('a'));
      expect(await bench.found('ships -harbour')).toEqual(ids('b'));
      expect(await bench.found('harbour OR airport')).toEqual(ids('b', 'a'));
      expect(await bench.found('-airport')).toEqual(ids('a'));
      expect(await bench.found('submarine')).toEqual([]);
    });

    it('finds by field', async () => {
      await bench.write(
        captureDocument({
          release: 'a',
          source: 'wire-7',
          title: 'Sanctions widened',
          content: {
            kind: 'statement',
            language: 'en-GB',
            issuer: { name: 'Ministry of Tides', from: 'stamp' },
            distributor: { name: 'Public Wire' },
            countries: ['GB', 'NO'],
            topics: [{ id: 'medtop:20000657', name: 'sanctions', score: 1, by: 'sanctions' }],
            entities: [{ type: 'PERSON', name: 'Astrid Vold' }],
          },
        }),
        captureDocument({ release: 'b', title: 'Tides and wires', body: ['Astrid Vold, GB, statement.'] }),
      );
      const queries = ['title:sanctions', 'issuer:tides', 'distributor:"public wire"', 'country:no', 'kind:statement'];
      queries.push(
        'topic:"medtop:20000657"',
        'topic:sanctions',
        'entity:vold',
        'lang:en',
        'lang:en-gb',
        'source:wire-7',
      );
      for (const query of queries) expect([query, await bench.found(query)]).toEqual([query, ids('a')]);
      expect(await bench.found('source:wire')).toEqual([]);
    });

    it('finds by stated publication and by first seen', async () => {
      await bench.write(
        captureDocument({ release: 'a', content: { published: published('2023-05-02') } }),
        captureDocument({ release: 'b', content: { published: published('2023-06-02') } }),
        captureDocument({ release: 'undated', after: 3 * DAY }),
      );
      expect(await bench.found('after:2023-06-01')).toEqual(ids('b'));
      expect(await bench.found('before:2023-06-01')).toEqual(ids('a'));
      expect(await bench.found('seen-after:2024-01-03')).toEqual(ids('undated'));
      expect(await bench.found('*')).toEqual(ids('undated', 'b', 'a'));
      expect((await bench.index.reader.get(releaseIdOf('a')))?.sortAt).toBe(Date.UTC(2023, 4, 2));
      expect((await bench.index.reader.get(releaseIdOf('undated')))?.sortAt).toBe(START + 3 * DAY);
    });

    it('gives the best match first where asked', async () => {
      await bench.write(
        captureDocument({ release: 'best', after: 1, title: 'Harbour', body: ['Harbour, harbour.'] }),
        captureDocument({ release: 'poor', after: 2, body: [`A harbour ${'and much else '.repeat(50)}`] }),
      );
      const byRelevance = await bench.search('harbour', { sort: 'relevance' });
      expect(byRelevance.hits.map((hit) => hit.release.releaseId)).toEqual(ids('best', 'poor'));
      expect(await bench.found('harbour')).toEqual(ids('poor', 'best'));
    });

    it.each(['newest', 'relevance'] as const)('pages by %s through everything once', async (sort) => {
      const names = Array.from({ length: 23 }, (_, n) => `n${n}`);
      await bench.write(...names.map((release, n) => captureDocument({ release, after: n >> 2, title: 'Harbour' })));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await bench.search('harbour', { sort, limit: 5, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.total).toEqual({ value: 23, exact: true });
        seen.push(...page.hits.map((hit) => hit.release.releaseId));
        cursor = page.cursor;
      } while (cursor !== undefined && seen.length < 100);
      expect(seen.toSorted()).toEqual(ids(...names).toSorted());
    });

    it('misses and repeats nothing on later pages while releases are added', async () => {
      const names = Array.from({ length: 12 }, (_, n) => `n${n}`);
      await bench.write(...names.map((release) => captureDocument({ release, after: 100, title: 'Harbour' })));
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let round = 0; round < 20; round++) {
        const page = await bench.search('harbour', { limit: 5, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.hits.map((hit) => hit.release.releaseId));
        cursor = page.cursor;
        if (cursor === undefined) break;
        await bench.write(
          captureDocument({ release: `newer${round}`, after: 200 + round, title: 'Harbour' }),
          captureDocument({ release: `older${round}`, after: round, title: 'Airport' }),
        );
      }
      expect(seen).toHaveLength(names.length);
      expect(seen.toSorted()).toEqual(ids(...names).toSorted());
    });

    it('refuses cursors of another query or sort, and what is none', async () => {
      await bench.write(...['a', 'b', 'c'].map((release) => captureDocument({ release, title: 'Harbour' })));
      const { cursor = '' } = await bench.search('harbour', { limit: 1 });
      expect(cursor).not.toBe('');
      await expect(bench.search('airport', { limit: 1, cursor })).rejects.toThrow(CursorError);
      await expect(bench.search('harbour', { limit: 1, cursor, sort: 'relevance' })).rejects.toThrow(CursorError);
      for (const wrong of ['', 'x', 'e30', 'W10', 'bnVsbA', `${cursor}x`.repeat(20)]) {
        await expect(bench.search('harbour', { cursor: wrong })).rejects.toThrow(CursorError);
      }
    });

    it('counts facets of all matches exactly', async () => {
      const wishes = Array.from({ length: 6 }, (_, n) => ({
        release: `n${n}`,
        source: n < 4 ? 'wire' : 'ministry',
        title: n === 5 ? 'Airport' : 'Harbour',
        content: {
          countries: n % 2 === 0 ? ['GB', 'NO'] : ['NO'],
          entities: [{ type: 'ORG', name: n === 0 ? 'The UN' : 'UN', wikidata: 'Q1065' }],
        },
      }));
      await bench.write(...wishes.map((wish) => captureDocument(wish)));
      const { facets, total } = await bench.search('harbour', { facets: ['country', 'source', 'entity', 'issuer'] });
      expect(total).toEqual({ value: 5, exact: true });
      const counts = facets.map(({ field, values, sampled }) => [
        field,
        sampled,
        Object.fromEntries(values.map((value) => [value.value, value.count])),
      ]);
      expect(counts).toEqual([
        ['country', false, { NO: 5, GB: 3 }],
        ['source', false, { wire: 4, ministry: 1 }],
        ['entity', false, { Q1065: 5 }],
        ['issuer', false, {}],
      ]);
      expect(facets[0]?.values.map((value) => value.value)).toEqual(['NO', 'GB']);
    });

    it('says when there are more matches than it counts, and when facets are of the newest only', async () => {
      const over = 7;
      const names = Array.from({ length: countLimit + over }, (_, n) => `n${n}`);
      const documents = names.map((release, n) =>
        captureDocument({ release, after: n, source: n < over ? 'old' : 'new' }),
      );
      for (let at = 0; at < documents.length; at += 500) await bench.write(...documents.slice(at, at + 500));
      const result = await bench.search('*', { facets: ['source'], limit: 1 });
      expect(result.total).toEqual({ value: countLimit, exact: false });
      const newest = { value: 'new', label: 'new', count: countLimit };
      const values = sampledFacets ? [newest] : [newest, { value: 'old', label: 'old', count: over }];
      expect(result.facets).toEqual([{ field: 'source', values, sampled: sampledFacets }]);
      const within = await bench.search('source:old', { facets: ['source'] });
      expect(within).toMatchObject({ total: { value: over, exact: true }, facets: [{ sampled: false }] });
    });

    it('marks what matched', async () => {
      await bench.write(
        captureDocument({ title: 'Harbours open', body: ['First.', 'The harbour — at last — is open.'] }),
      );
      const { hits } = await bench.search('harbour', { highlight: true });
      const marked = (hits[0]?.highlights ?? []).map(({ field, text, marks }) => [
        field,
        marks.map(([start, end]) => text.slice(start, end)),
      ]);
      expect(marked).toEqual([
        ['title', ['Harbours']],
        ['body', ['harbour']],
      ]);
      expect((await bench.search('harbour')).hits[0]?.highlights).toEqual([]);
    });
  });
}
