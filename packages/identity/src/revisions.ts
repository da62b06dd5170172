import { type Capture, compareCaptures } from './capture.ts';

/** What numbering revisions needs of a capture. A capture that found the release gone has no content hash. */
export interface RevisionInput {
  readonly capture: Capture;
  readonly contentHash: string | null;
}

/** A run of neighbouring captures with the same content. Its number is made on reading; ledgers name `first`. */
export interface Revision<C extends RevisionInput> {
  /** From 1, in order of time. */
  readonly number: number;
  readonly contentHash: string | null;
  /** The first capture of the run: the revision's lasting name. */
  readonly first: C;
  /** All captures of the run, oldest first. */
  readonly captures: readonly C[];
}

/**
 * Groups captures, given in any order, into revisions: A→A→B→A gives three. A run of captures that found the release
 * gone is a revision of its own with a null hash (a withdrawal).
 */
export function revisionsOf<C extends RevisionInput>(captures: readonly C[]): Revision<C>[] {
  const ordered = captures.toSorted((a, b) => compareCaptures(a.capture, b.capture));
  const revisions: { number: number; contentHash: string | null; first: C; captures: C[] }[] = [];
  for (const capture of ordered) {
    const last = revisions.at(-1);
    if (last && last.contentHash === capture.contentHash) last.captures.push(capture);
    else {
      const number = revisions.length + 1;
      revisions.push({ number, contentHash: capture.contentHash, first: capture, captures: [capture] });
    }
  }
  return revisions;
}
