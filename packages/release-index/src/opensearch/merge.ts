import { type Arrival, mergeArrival, type Shown } from '@presswatch/identity';
import type { CaptureDocument } from '../documents.ts';
import type { MergeState, ShownDocument } from './project/index-document.ts';

/** A search document as it is stored, less what is only searched. */
export interface StoredRelease {
  readonly version: number;
  readonly firstSeen: number;
  readonly merge: MergeState;
  readonly shown?: CaptureDocument;
}

/** A release after a merge: its state, and the capture that it shows (the newest where only removals were seen). */
export interface MergedRelease {
  readonly shown: Shown;
  readonly from: ShownDocument;
}

export const arrivalOf = ({ capture, epoch, content }: CaptureDocument): Arrival => ({
  capture: { fetchedAt: capture.fetchedAt, sha256: capture.sha256 },
  epoch,
  removed: content === null,
});

export const shownOf = ({ version, firstSeen, merge }: StoredRelease): Shown => ({
  version,
  firstSeen,
  newest: merge.newest,
  content: merge.content,
});

/**
 * Merges captures of one release, in the order of their arrival, into what is stored.
 *
 * @returns null where they change nothing
 */
export function mergeCaptures(known: StoredRelease | null, arrivals: readonly ShownDocument[]): MergedRelease | null {
  let shown: Shown | null = known === null ? null : shownOf(known);
  const before = JSON.stringify(shown);
  let content: ShownDocument | null = null;
  let newest: ShownDocument | null = null;
  for (const given of arrivals) {
    const arrival = arrivalOf(given.document);
    const merged = mergeArrival(shown, arrival);
    shown = merged.shown;
    if (merged.takesContent) content = given;
    if (shown.newest === arrival) newest = given;
  }
  if (shown === null) return null;
  const from = shown.content === null ? newest : content;
  if (from !== null) return { shown, from };
  if (JSON.stringify(shown) === before) return null;
  const document = shown.content === null ? known?.merge.removal : known?.shown;
  if (document === undefined)
    throw new Error(`the search document of ${arrivals[0]?.document.releaseId} lacks what it shows`);
  return { shown, from: { document, json: JSON.stringify(document) } };
}
