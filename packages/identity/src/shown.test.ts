import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrival, contentVersion, mergeArrival, type Shown, withdrawnAt } from './shown.ts';
import { indexVersion } from './version.ts';

const T = Date.UTC(2024, 5, 28);
const arrival = (ms: number, options: { sha?: string; epoch?: number; removed?: boolean } = {}): Arrival => ({
  capture: { fetchedAt: T + ms, sha256: options.sha ?? 'a' },
  epoch: options.epoch ?? 0,
  removed: options.removed ?? false,
});

/** The arrivals merged one by one, and the one whose content stands at the end, as an index would have it. */
function merge(arrivals: readonly Arrival[]): { shown: Shown; content: Arrival | null } {
  let shown: Shown | null = null;
  let content: Arrival | null = null;
  for (const next of arrivals) {
    const merged: ReturnType<typeof mergeArrival> = mergeArrival(shown, next);
    shown = merged.shown;
    if (merged.takesContent) content = next;
  }
  if (shown === null) throw new Error('nothing arrived');
  return { shown, content };
}

/** Few times, hashes and epochs, so that ties and replays are common; a capture is either removed or not. */
const arrivals = fc.array(
  fc
    .record({
      ms: fc.integer({ min: 0, max: 3 }),
      sha: fc.constantFrom('a', 'b', 'c'),
      epoch: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ ms, sha, epoch }) => arrival(ms, { sha, epoch, removed: sha === 'c' })),
  { minLength: 1, maxLength: 8 },
);
const withShuffle = arrivals.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
);

describe('mergeArrival', () => {
  it('shows the same in whatever order things arrive', () => {
    fc.assert(
      fc.property(withShuffle, ([straight, shuffled]) => {
        expect(merge(shuffled)).toEqual(merge(straight));
      }),
      { seed: 81, numRuns: 2000 },
    );
  });

  it('changes nothing when everything arrives again', () => {
    fc.assert(
      fc.property(withShuffle, ([straight, again]) => {
        expect(merge([...straight, ...again])).toEqual(merge(straight));
      }),
      { seed: 82, numRuns: 1000 },
    );
  });

  it('tells the content to take exactly as it records it', () => {
    fc.assert(
      fc.property(arrivals, (list) => {
        const { shown, content } = merge(list);
        expect(content).toEqual(shown.content);
      }),
      { seed: 83, numRuns: 1000 },
    );
  });

  it('keeps the greatest version and the least time seen', () => {
    fc.assert(
      fc.property(arrivals, (list) => {
        const { shown } = merge(list);
        expect(shown.version).toBe(Math.max(...list.map((a) => indexVersion(a.capture.fetchedAt, a.epoch))));
        expect(shown.firstSeen).toBe(Math.min(...list.map((a) => a.capture.fetchedAt)));
      }),
      { seed: 84 },
    );
  });

  it('lets a replay replace what the same capture gave, and never the other way round', () => {
    const [live, replay] = [arrival(1), arrival(1, { epoch: 1 })];
    expect(merge([live, replay]).content).toBe(replay);
    expect(merge([replay, live]).content).toBe(replay);
  });

  it('never lets a replay of an older capture win', () => {
    const [newer, replay] = [arrival(2), arrival(1, { epoch: 9 })];
    expect(merge([newer, replay]).content).toBe(newer);
  });

  it('breaks ties of time by the greater hash, whatever the epoch', () => {
    const [small, great] = [arrival(1, { sha: 'a', epoch: 5 }), arrival(1, { sha: 'b' })];
    expect(merge([great, small]).content).toBe(great);
    expect(merge([small, great]).content).toBe(great);
  });

  it('takes an equal arrival’s content: it may have been parsed anew', () => {
    const known = mergeArrival(null, arrival(1)).shown;
    expect(mergeArrival(known, arrival(1)).takesContent).toBe(true);
  });
});

describe('a release found gone', () => {
  const [there, gone] = [arrival(1), arrival(2, { sha: 'c', removed: true })];

  it('keeps its content and says when', () => {
    const { shown } = merge([gone, there]);
    expect(shown.content).toEqual(there);
    expect(withdrawnAt(shown)).toBe(gone.capture.fetchedAt);
    expect(contentVersion(shown)).toBe(indexVersion(there.capture.fetchedAt, 0));
  });

  it('is there again when a later look finds it', () => {
    expect(withdrawnAt(merge([gone, arrival(3), there]).shown)).toBeNull();
  });

  it('has no content while only removals were seen', () => {
    const { shown, content } = merge([gone]);
    expect(content).toBeNull();
    expect(contentVersion(shown)).toBeNull();
  });
});
