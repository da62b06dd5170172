import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';
import { type RevisionInput, revisionsOf } from './revisions.ts';

const at = (fetchedAt: number, content: string | null, sha = String(fetchedAt)): RevisionInput => ({
  capture: { fetchedAt, sha256: sha },
  contentHash: content,
});

describe('revisionsOf', () => {
  it('gives three for A→B→A', () => {
    const revisions = revisionsOf([at(1, 'A'), at(2, 'B'), at(3, 'A')]);
    expect(revisions.map(({ number, contentHash: hash }) => [number, hash])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'A'],
    ]);
  });

  it('gives one for a page whose advertisement changed: other bytes, same text', () => {
    const text = contentHash('Night ferry returns', ['It runs again.']);
    expect(revisionsOf([at(1, text, 'bytes with one ad'), at(2, text, 'bytes with another')])).toHaveLength(1);
  });

  it('names each by its first capture and keeps all', () => {
    const [first, second] = revisionsOf([at(5, 'B'), at(1, 'A'), at(3, 'A')]);
    expect(first?.first.capture.fetchedAt).toBe(1);
    expect(first?.captures.map(({ capture }) => capture.fetchedAt)).toEqual([1, 3]);
    expect(second?.first.capture.fetchedAt).toBe(5);
  });

  it('takes a withdrawal for a revision of its own, and the same text after it for another', () => {
    expect(revisionsOf([at(1, 'A'), at(2, null), at(3, null), at(4, 'A')]).map((r) => r.contentHash)).toEqual([
      'A',
      null,
      'A',
    ]);
  });

  it('is empty for nothing', () => {
    expect(revisionsOf([])).toEqual([]);
  });

  const captures = fc.uniqueArray(
    fc.record({
      time: fc.integer({ min: 1, max: 5 }),
      sha: fc.constantFrom('a', 'b'),
      hash: fc.constantFrom('A', 'B', null),
    }),
    { selector: ({ time, sha }) => `${time}${sha}` },
  );

  it('is the same for every order of arrival, loses no capture, and never has two alike side by side', () => {
    fc.assert(
      fc.property(captures, fc.infiniteStream(fc.nat()), (list, noise) => {
        const inputs = list.map(({ time, sha, hash }) => at(time, hash, sha));
        const mixed = inputs
          .map((input) => ({ input, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const revisions = revisionsOf(inputs);
        expect(revisionsOf(mixed.map(({ input }) => input))).toEqual(revisions);
        expect(revisions.flatMap((revision) => revision.captures)).toHaveLength(inputs.length);
        for (const [n, revision] of revisions.entries()) {
          expect(revision.number).toBe(n + 1);
          expect(revision.contentHash).not.toBe(revisions[n + 1]?.contentHash);
        }
      }),
      { seed: 71, numRuns: 500 },
    );
  });
});
