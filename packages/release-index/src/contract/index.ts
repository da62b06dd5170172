import { describe } from 'vitest';
import type { ReleaseIndexCapabilities, ReleaseIndexHarness } from './harness.ts';
import { describeReading } from './reading.ts';
import { describeSearching } from './searching.ts';
import { describeWriting } from './writing.ts';

export { captureDocument, type DocumentWish, releaseIdOf, START } from './documents.ts';
export { describeGenerations, type GenerationsHarness } from './generations.ts';
export { type MatcherHarness, type ReleaseIndexCapabilities, type ReleaseIndexHarness, tree } from './harness.ts';
export { describeMatcher } from './matching.ts';

/** The contract of `ReleaseIndex`: any adapter runs it. */
export function describeReleaseIndex(
  name: string,
  makeHarness: () => Promise<ReleaseIndexHarness>,
  capabilities: ReleaseIndexCapabilities,
): void {
  describe(`${name} as ReleaseIndex`, () => {
    describeWriting(makeHarness);
    describeReading(makeHarness, capabilities);
    describeSearching(makeHarness, capabilities);
  });
}
