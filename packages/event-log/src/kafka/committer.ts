import { passes, persist, typeOf } from './trouble.ts';

/** Offsets by partition, sent to the group’s coordinator. */
export type SendOffsets = (offsets: ReadonlyMap<number, number>) => Promise<void>;

export interface Committer {
  /** Resolves when the group’s offset is durable. Rejects with what Kafka said. */
  commit(partition: number, upTo: number): Promise<void>;
}

/** ms: longer than a broker’s restart; after it the batch is handed out again, here or elsewhere. */
const DEADLINE_MS = 75_000;

/** One commit under way; what comes meanwhile, of all partitions, goes with the next. */
export function createCommitter(send: SendOffsets): Committer {
  let next = new Map<number, number>();
  let upcoming: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    await last;
    const offsets = next;
    next = new Map();
    upcoming = undefined;
    const until = Date.now() + DEADLINE_MS;
    const sending = persist(() => send(offsets), {
      until: () => until,
      passes: (error) => passes(error) && !isGroupChange(error),
    });
    last = sending.catch(() => undefined); // told to those who wait for this one
    await sending;
  };

  return {
    commit(partition, upTo) {
      next.set(partition, Math.max(upTo, next.get(partition) ?? 0));
      upcoming ??= flush();
      return upcoming;
    },
  };
}

const GONE = new Set(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID']);
const CHANGES = new Set([...GONE, 'REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP']);

/** The member must join again before it goes on. */
export const isGroupChange = (error: unknown): boolean => CHANGES.has(typeOf(error) ?? '');

/** Others have the member’s partitions already. */
export const isGone = (error: unknown): boolean => GONE.has(typeOf(error) ?? '');
