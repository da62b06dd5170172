import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@presswatch/sqlite';
import type { Position } from '../port.ts';
import type { PreparedRecord, Store } from './store.ts';

/** One call's writes: all of them become durable, or none. */
export interface Write {
  readonly records: readonly PreparedRecord[];
  readonly moves?: { readonly groupId: number; readonly partition: number; readonly upTo: number };
  /** Throws where the caller may not write any more; asked just before the writing. */
  readonly guard?: () => void;
  /** A write that this one must not overtake: where it fails, this one fails. */
  readonly after?: Write | undefined;
}

export interface Committer {
  /** Resolves when the write is durable. */
  commit(write: Write): Promise<readonly Position[]>;
  /** Writes what waits, now. */
  flush(): void;
}

interface Call {
  readonly write: Write;
  readonly bytes: number;
  readonly resolve: (positions: readonly Position[]) => void;
  readonly reject: (error: unknown) => void;
}

/** About how many bytes go into one transaction, so that a flood of calls does not hold up the event loop. */
const TRANSACTION_BYTES = 4 * 1024 * 1024;

/**
 * Group commit: the calls of one turn of the event loop share a transaction, because every commit waits for the disk.
 * A call is never split. When one of them fails, the transaction is rolled back and each is written on its own.
 */
export function createCommitter(
  db: DatabaseSync,
  store: Store,
  onWritten: (positions: readonly Position[]) => void,
): Committer {
  let waiting: Call[] = [];
  let scheduled: NodeJS.Immediate | undefined;
  const writer = createWriter(db, store, onWritten);

  const writeNext = (): void => {
    const count = countWithin(waiting);
    const calls = waiting.slice(0, count);
    waiting = waiting.slice(count);
    writer(calls);
  };
  const schedule = (): void => {
    scheduled ??= setImmediate(() => {
      scheduled = undefined;
      writeNext();
      if (waiting.length > 0) schedule();
    });
  };

  return {
    commit: (write) =>
      new Promise((resolve, reject) => {
        waiting.push({ write, bytes: bytesOf(write), resolve, reject });
        schedule();
      }),
    flush() {
      if (scheduled) clearImmediate(scheduled);
      scheduled = undefined;
      while (waiting.length > 0) writeNext();
    },
  };
}

/** Writes calls in one transaction and settles each of them; never throws. */
function createWriter(db: DatabaseSync, store: Store, onWritten: (positions: readonly Position[]) => void) {
  const failed = new WeakSet<Write>();
  const apply = ({ write }: Call): readonly Position[] => {
    if (write.after && failed.has(write.after)) throw new Error('an earlier finish of the batch could not be written');
    write.guard?.();
    const now = Date.now();
    const positions = write.records.map((record) => store.append(record, now));
    if (write.moves) store.moveFinished(write.moves.groupId, write.moves.partition, write.moves.upTo);
    return positions;
  };
  const settle = (call: Call, positions: readonly Position[]): void => {
    onWritten(positions);
    call.resolve(positions);
  };
  const fail = (call: Call, error: unknown): void => {
    failed.add(call.write);
    call.reject(error);
  };
  const writeAlone = (call: Call): void => {
    try {
      settle(
        call,
        inTransaction(db, () => apply(call)),
      );
    } catch (error) {
      fail(call, error);
    }
  };

  return (calls: readonly Call[]): void => {
    let applying = false;
    try {
      const written = inTransaction(db, () => {
        applying = true;
        const positions = calls.map(apply);
        applying = false;
        return positions;
      });
      for (const [index, call] of calls.entries()) settle(call, written[index] ?? []);
    } catch (error) {
      // One call's fault: the others must not pay for it. The file's fault (busy, or full at the commit): everybody's.
      if (applying && calls.length > 1) for (const call of calls) writeAlone(call);
      else for (const call of calls) fail(call, error);
    }
  };
}

function countWithin(calls: readonly Call[]): number {
  let bytes = 0;
  const over = calls.findIndex((call) => {
    bytes += call.bytes;
    return bytes > TRANSACTION_BYTES;
  });
  return over === -1 ? calls.length : Math.max(over, 1);
}

const bytesOf = (write: Write): number => write.records.reduce((sum, record) => sum + (record.value?.length ?? 0), 0);
