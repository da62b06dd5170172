import { checkUpTo, lost } from '../finish-rules.ts';
import type { Batch, Finish, NewRecord, StoredRecord } from '../port.ts';
import type { Committer, Write } from './committer.ts';
import type { PreparedRecord } from './store.ts';

/** One batch in the hands of a handler. */
export interface BatchRun {
  readonly batch: Batch;
  readonly bytes: number;
  /** The first offset that is not durably finished. */
  finishedUpTo(): number;
  /** Asks the handler to stop soon; it may still finish what is done. */
  abort(): void;
  /** The handler has returned: from now on nothing can be finished through this batch. */
  end(): void;
}

export interface BatchRunOptions {
  readonly topic: string;
  readonly partition: number;
  readonly group: { readonly id: number; readonly name: string };
  readonly records: readonly StoredRecord[];
  readonly bytes: number;
  readonly committer: Committer;
  /** @throws RecordTooLargeError */
  readonly prepare: (records: readonly NewRecord[]) => readonly PreparedRecord[];
}

export function createBatchRun(options: BatchRunOptions): BatchRun {
  const { topic, partition, group, records } = options;
  const controller = new AbortController();
  const start = records[0]?.offset ?? 0;
  const end = (records.at(-1)?.offset ?? start) + 1;
  let over = false;
  let durable = start;
  let requested = start;
  let previous: Write | undefined;

  const mustOwn = (): void => {
    if (over) throw lost(`${topic}/${partition} is not held by this member of ${group.name} any more`);
  };
  const finish = async (work: Finish): Promise<void> => {
    mustOwn();
    checkUpTo(work.upTo, requested, end);
    const prepared = options.prepare([...work.outputs, ...work.deadLetters]);
    const moves = { groupId: group.id, partition, upTo: work.upTo };
    const write: Write = { records: prepared, moves, guard: mustOwn, after: previous };
    previous = write;
    requested = work.upTo;
    try {
      await options.committer.commit(write);
      durable = work.upTo;
    } catch (error) {
      requested = durable;
      throw error;
    } finally {
      if (previous === write) previous = undefined;
    }
  };

  return {
    batch: { topic, partition, records, signal: controller.signal, finish, heartbeat: async () => mustOwn() },
    bytes: options.bytes,
    finishedUpTo: () => durable,
    abort: () => controller.abort(lost(`${topic}/${partition} is being taken from this member of ${group.name}`)),
    end() {
      over = true;
    },
  };
}
