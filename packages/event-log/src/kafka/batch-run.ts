import { checkUpTo, lost } from '../finish-rules.ts';
import type { Batch, Finish, NewRecord, Position, StoredRecord } from '../port.ts';

/** One batch in the hands of a handler. */
export interface BatchRun {
  readonly batch: Batch;
  /** The first offset that is not committed. */
  finishedUpTo(): number;
  /** Asks the handler to stop soon; it may still finish what is done. */
  abort(): void;
  /** From now on nothing can be finished through this batch: the handler has returned, or the partition is lost. */
  end(): void;
}

export interface BatchRunOptions {
  readonly topic: string;
  readonly partition: number;
  readonly group: string;
  readonly records: readonly StoredRecord[];
  /** @throws RecordTooLargeError before anything is written */
  readonly publish: (records: readonly NewRecord[]) => Promise<readonly Position[]>;
  /** @throws PartitionLostError */
  readonly commit: (partition: number, upTo: number) => Promise<void>;
  /** Resolves when the member has given a sign of life, or has learnt that it must give partitions back. */
  readonly beat: () => Promise<void>;
}

export function createBatchRun(options: BatchRunOptions): BatchRun {
  const { topic, partition, group, records } = options;
  const controller = new AbortController();
  const start = records[0]?.offset ?? 0;
  const end = (records.at(-1)?.offset ?? start) + 1;
  let over = false;
  let committed = start;
  let requested = start;
  let failures = 0;
  let previous: Promise<void> = Promise.resolve();

  const mustOwn = (): void => {
    if (over) throw lost(`${topic}/${partition} is not held by this member of ${group} any more`);
  };
  const write = async (work: Finish, failuresBefore: number): Promise<void> => {
    mustOwn();
    if (failures > failuresBefore) throw new Error(`${topic}/${partition}: the finish before this one failed`);
    await options.publish([...work.outputs, ...work.deadLetters]);
    mustOwn();
    await options.commit(partition, work.upTo);
    committed = work.upTo;
  };
  const finish = async (work: Finish): Promise<void> => {
    mustOwn();
    checkUpTo(work.upTo, requested, end);
    requested = work.upTo;
    const failuresBefore = failures;
    const written = previous.then(() => write(work, failuresBefore));
    const settled = written.catch(() => {
      failures++;
      requested = committed;
    });
    previous = settled;
    await settled;
    await written;
  };

  return {
    batch: {
      topic,
      partition,
      records,
      signal: controller.signal,
      finish,
      async heartbeat() {
        mustOwn();
        await options.beat();
        mustOwn();
      },
    },
    finishedUpTo: () => committed,
    abort: () => controller.abort(lost(`${topic}/${partition} is being taken from this member of ${group}`)),
    end() {
      over = true;
    },
  };
}
