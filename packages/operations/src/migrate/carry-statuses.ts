import { DEAD_LETTER_KIND, type DeadLetters } from '@presswatch/dead-letters';
import { type RecordStore, VersionConflictError } from '@presswatch/records';

/** What became of the decisions about dead letters. */
export interface CarriedStatuses {
  readonly carried: number;
  /** The target has decided otherwise, or the same, already. */
  readonly there: number;
  /** No dead letter of the target has this stage and capture (yet): ids in the source. */
  readonly unmatched: readonly string[];
}

/**
 * Carries over which dead letters were replayed or discarded. Their ids name positions, which are others in the target;
 * so they are matched by stage and capture, once the target's stages have given the same captures up.
 */
export async function carryStatuses(
  source: DeadLetters,
  target: DeadLetters,
  targetRecords: RecordStore,
): Promise<CarriedStatuses> {
  const letters = new Map<string, { readonly id: string; readonly status: string; readonly at: number }>();
  for await (const { id, group, key, status, at } of target.each()) {
    letters.set(`${group} ${key}`, { id, status, at });
  }
  let carried = 0;
  let there = 0;
  const unmatched: string[] = [];
  for await (const { id, group, key, status, statusAt, note } of source.each()) {
    if (status === 'open') continue;
    const match = letters.get(`${group} ${key}`);
    // What was replayed went through in the end, and does so in the target: then there is no letter to match.
    if (match === undefined && status === 'discarded') unmatched.push(id);
    if (match === undefined) continue;
    // Not before the target gave it up: a decision that is older than its letter would not count.
    const value = { status, at: Math.max(statusAt ?? 0, match.at), ...(note === undefined ? {} : { note }) };
    // A replayed letter that fails in the target again is open there, as any other.
    if (match.status === 'open' && status === 'discarded' && (await decide(targetRecords, match.id, value))) carried++;
    else there++;
  }
  return { carried, there, unmatched };
}

async function decide(records: RecordStore, id: string, value: unknown): Promise<boolean> {
  try {
    return (await records.create(DEAD_LETTER_KIND, id, value)) !== null;
  } catch (error) {
    if (error instanceof VersionConflictError) return false;
    throw error;
  }
}
