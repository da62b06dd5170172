import type { CaptureDocument } from '../documents.ts';
import type { UpsertResult } from '../port.ts';
import { type QueuedCall, settleCalls } from '../settle-calls.ts';

interface Waiting extends QueuedCall<string, UpsertResult> {
  readonly length: number;
}

/** About how many UTF-16 units of documents go into one transaction. A call is never split. */
const TRANSACTION_LENGTH = 16 * 1024 * 1024;

/** A call of so many documents comes out of a stream of many; smaller ones are news, and are written at once. */
const STREAM = 16;
/** Documents that are worth a transaction of their own: FTS5 takes 100 at half the price of 30. */
const ENOUGH = 100;
/** How long a stream's call waits for others, in ms. */
const LINGER_MS = 40;

type Upsert = (documents: readonly CaptureDocument[]) => Promise<readonly UpsertResult[]>;

/**
 * Group commit: calls that come while a transaction runs share the next one, because every commit waits for the disk
 * and costs processor time of its own. Under load a transaction waits a moment until there is enough for it.
 *
 * @param write one transaction; documents as JSON, one result a document
 */
export function createUpsertQueue(write: (documents: readonly string[]) => Promise<readonly UpsertResult[]>): Upsert {
  const queue: Waiting[] = [];
  let running = false;
  let arrived: (() => void) | undefined;

  const waitsForMore = (): boolean => {
    const count = queue.reduce((sum, call) => sum + call.documents.length, 0);
    return count < ENOUGH && queue.some((call) => call.documents.length >= STREAM);
  };
  const gather = (): Promise<void> =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        arrived = undefined;
        resolve();
      };
      const timer = setTimeout(done, LINGER_MS);
      arrived = () => {
        if (!waitsForMore()) done();
      };
    });
  const takeGroup = (): Waiting[] => {
    let end = 0;
    let length = 0;
    do length += queue[end++]?.length ?? 0;
    while (end < queue.length && length + (queue[end]?.length ?? 0) <= TRANSACTION_LENGTH);
    return queue.splice(0, end);
  };
  const run = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      if (waitsForMore()) await gather();
      await settleCalls(takeGroup(), write);
    }
    running = false;
  };
  return (given) =>
    new Promise((resolve, reject) => {
      const documents = given.map((document) => JSON.stringify(document));
      const length = documents.reduce((sum, json) => sum + json.length, 0);
      queue.push({ documents, length, resolve, reject });
      if (running) arrived?.();
      else void run();
    });
}
