/** How many throws of one kind in a row are a bug in the stage, not in its inputs. */
export const BUG_THROWS = 20;

/** Tells a bug that throws on everything from single bad inputs, over all partitions of a stage. */
export interface BugGuard {
  /** Notes one event that was handled without throwing, or threw. @returns true when the stage is to be paused */
  note(threw: string | undefined): boolean;
  /** The kind of throw that paused the stage. */
  readonly paused: string | undefined;
}

export function createBugGuard(limit = BUG_THROWS): BugGuard {
  let kind: string | undefined;
  let row = 0;
  let paused: string | undefined;
  return {
    note(threw) {
      row = threw === undefined ? 0 : threw === kind ? row + 1 : 1;
      kind = threw;
      if (row >= limit) paused = threw;
      return paused !== undefined;
    },
    get paused() {
      return paused;
    },
  };
}
