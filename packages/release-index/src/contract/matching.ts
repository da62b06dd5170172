import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Matcher } from '../port.ts';
import { captureDocument } from './documents.ts';
import { type MatcherHarness, tree } from './harness.ts';

/** The contract of `Matcher`: any adapter runs it. */
export function describeMatcher(name: string, makeHarness: () => Promise<MatcherHarness>): void {
  describe(`${name} as Matcher`, () => {
    let harness: MatcherHarness;
    let matcher: Matcher & { close(): Promise<void> };
    beforeEach(async () => {
      harness = await makeHarness();
      matcher = await harness.open();
    });
    afterEach(async () => {
      await matcher.close();
      await harness.dispose();
    });
    const harbour = captureDocument({ release: 'a', title: 'Harbours open', content: { countries: ['NO'] } });
    const airport = captureDocument({ release: 'b', title: 'Airport closes', body: ['No harbour is affected.'] });

    it('names the searches that each document meets, in order', async () => {
      await matcher.put('z-words', tree('harbour'));
      await matcher.put('a-field', tree('title:harbour country:no'));
      await matcher.put('not', tree('-airport'));
      await matcher.put('phrase', tree('"harbour open"'));
      await matcher.put('none', tree('submarine'));
      expect(await matcher.percolate([harbour, airport])).toEqual([
        ['a-field', 'not', 'phrase', 'z-words'],
        ['z-words'],
      ]);
      expect(await matcher.percolate([])).toEqual([]);
    });

    it('replaces and forgets searches', async () => {
      await matcher.put('one', tree('harbour'));
      await matcher.put('one', tree('airport'));
      await matcher.put('two', tree('airport'));
      await matcher.delete('two');
      await matcher.delete('never there');
      expect(await matcher.percolate([harbour, airport])).toEqual([[], ['one']]);
    });

    it('meets no removal with anything', async () => {
      await matcher.put('all', tree('*'));
      await matcher.put('not', tree('-airport'));
      expect(await matcher.percolate([captureDocument({ content: null })])).toEqual([[]]);
    });

    it('keeps searches over a restart', async () => {
      await matcher.put('one', tree('harbour'));
      await matcher.close();
      matcher = await harness.open();
      expect(await matcher.percolate([harbour])).toEqual([['one']]);
    });

    it('sees what another opening of the same store changes', async () => {
      const other = await harness.open();
      await other.put('one', tree('harbour'));
      expect(await matcher.percolate([harbour])).toEqual([['one']]);
      await other.delete('one');
      await other.close();
      expect(await matcher.percolate([harbour])).toEqual([[]]);
    });
  });
}
