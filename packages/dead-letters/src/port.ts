import type { NewRecord } from '@presswatch/event-log';
import type { DeadLetterFacts } from './record.ts';

/** What became of a dead letter. One that is replayed and fails again is a new dead letter. */
export const DEAD_LETTER_STATUSES = ['open', 'replayed', 'discarded'] as const;
export type DeadLetterStatus = (typeof DEAD_LETTER_STATUSES)[number];

/** A dead letter with what people did about it. */
export interface DeadLetter extends DeadLetterFacts {
  readonly status: DeadLetterStatus;
  /** ms: since when it is replayed or discarded. */
  readonly statusAt?: number;
  /** Why it was discarded. */
  readonly note?: string;
  /** Bytes of the original value. */
  readonly size: number;
}

/** A dead letter together with the record it keeps. */
export interface DeadLetterDetail extends DeadLetter {
  readonly original: NewRecord;
}

export interface DeadLetterFilter {
  readonly stage?: string;
  /** Default: every status. */
  readonly status?: DeadLetterStatus;
  /** A reason's code. */
  readonly reason?: string;
}

export interface DeadLetterPage {
  readonly items: readonly DeadLetter[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** How many dead letters of one stage have one reason and one status. */
export interface DeadLetterCount {
  readonly stage: string;
  readonly reason: string;
  readonly status: DeadLetterStatus;
  readonly count: number;
}

/**
 * What a replay or a discard came to. `already` names the status that the letter had before; `erased`: its release was
 * erased meanwhile, and is refused for ever.
 */
export type Settled =
  | { readonly id: string; readonly outcome: 'replayed' | 'discarded' | 'not-found' | 'erased' }
  | { readonly id: string; readonly outcome: 'already'; readonly status: DeadLetterStatus };

/** A cursor that this version did not give. */
export class DeadLetterCursorError extends Error {
  override readonly name = 'DeadLetterCursorError';
}

export interface DeadLetters {
  /**
   * A page of dead letters, stage by stage, in the order in which they were written within a partition. `limit` at most
   * 200 (default 50). @throws DeadLetterCursorError
   */
  list(page?: DeadLetterFilter & { readonly limit?: number; readonly cursor?: string }): Promise<DeadLetterPage>;
  /** Every dead letter that fits, as of the call, in the order of `list`. */
  each(filter?: DeadLetterFilter): AsyncIterable<DeadLetterDetail>;
  counts(): Promise<readonly DeadLetterCount[]>;
  show(id: string): Promise<DeadLetterDetail | null>;
  /**
   * Publishes the original record to its topic again, byte for byte, then marks the letter as replayed. A crash between
   * the two leaves it open: the record then goes through twice, to the same effect. A discarded letter may be replayed.
   */
  replay(id: string): Promise<Settled>;
  /** Replays every open letter that fits, as of the call. */
  replayAll(filter?: Omit<DeadLetterFilter, 'status'>): AsyncIterable<Settled>;
  /** Marks letters as replayed whose records went through their stage again by other means; publishes nothing. */
  markReplayed(ids: readonly string[]): Promise<void>;
  discard(id: string, note: string): Promise<Settled>;
  /** Discards every open letter that fits, as of the call. */
  discardAll(note: string, filter?: Omit<DeadLetterFilter, 'status'>): AsyncIterable<Settled>;
}
