import { type Capture, compareCaptures } from './capture.ts';
import { indexVersion } from './version.ts';

/** A capture that arrives at the index, in whatever order. */
export interface Arrival {
  readonly capture: Capture;
  readonly epoch: number;
  /** The look found the release gone. */
  readonly removed: boolean;
}

/** Which capture a release shows, and since when; kept with its search document. */
export interface Shown {
  /** The greatest version seen: the search document's external version. */
  readonly version: number;
  /** The least fetchedAt seen, in ms. */
  readonly firstSeen: number;
  /** The newest capture of all and whether it found the release gone. */
  readonly newest: Arrival;
  /** The newest capture that is not removed: where the content comes from. Null while only removals were seen. */
  readonly content: Arrival | null;
}

/** The total order in which arrivals win: the later capture, then the greater hash, then the later epoch. */
function compareArrivals(a: Arrival, b: Arrival): number {
  return compareCaptures(a.capture, b.capture) || a.epoch - b.epoch;
}

const latest = (a: Arrival | null, b: Arrival): Arrival => (a !== null && compareArrivals(a, b) > 0 ? a : b);

/**
 * Merges one arrival into what is known. Commutative, associative and idempotent, so the order of arrival never changes
 * what is shown. An arrival equal to the present one (same capture, same epoch) replaces it: it may have been parsed anew.
 *
 * @returns the merged state; `takesContent` says that the arrival's content is the one to show
 */
export function mergeArrival(known: Shown | null, arrival: Arrival): { shown: Shown; takesContent: boolean } {
  const content = arrival.removed ? (known?.content ?? null) : latest(known?.content ?? null, arrival);
  const version = indexVersion(arrival.capture.fetchedAt, arrival.epoch);
  const shown: Shown = {
    version: Math.max(known?.version ?? 0, version),
    firstSeen: Math.min(known?.firstSeen ?? Number.MAX_SAFE_INTEGER, arrival.capture.fetchedAt),
    newest: latest(known?.newest ?? null, arrival),
    content,
  };
  return { shown, takesContent: content === arrival };
}

/** When the release was found gone, in ms; null while its newest capture shows it present. */
export const withdrawnAt = (shown: Shown): number | null =>
  shown.newest.removed ? shown.newest.capture.fetchedAt : null;

/** The version of the content shown, or null while only removals were seen. */
export const contentVersion = (shown: Shown): number | null =>
  shown.content === null ? null : indexVersion(shown.content.capture.fetchedAt, shown.content.epoch);
