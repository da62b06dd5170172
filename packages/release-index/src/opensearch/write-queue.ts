import { type QueuedCall, settleCalls } from '../settle-calls.ts';

export interface WriteQueueOptions<D> {
  /** Groups that are written at a time, the others beside the first only where they are worth a request of their own. */
  readonly atOnce: number;
  /** So many documents are worth one. */
  readonly worthwhile: number;
  /** A group is full at so many documents, or at this length of them. A call is never split. */
  readonly maxDocuments: number;
  readonly maxLength: number;
  readonly lengthOf: (document: D) => number;
}

/**
 * Gathers calls that come while others are written, so that the partitions of a topic share requests: a server has as much
 * work with many small requests as with few large ones (after Nagle, RFC 896).
 *
 * @param write one group; one result a document
 */
export function createWriteQueue<D, R>(
  write: (documents: readonly D[]) => Promise<readonly R[]>,
  { atOnce, worthwhile, maxDocuments, maxLength, lengthOf }: WriteQueueOptions<D>,
): (documents: readonly D[]) => Promise<readonly R[]> {
  const queue: QueuedCall<D, R>[] = [];
  let running = 0;

  const takeGroup = (): QueuedCall<D, R>[] => {
    let end = 0;
    let documents = 0;
    let length = 0;
    for (const call of queue) {
      documents += call.documents.length;
      length += call.documents.reduce((sum, document) => sum + lengthOf(document), 0);
      if (end > 0 && (documents > maxDocuments || length > maxLength)) break;
      end += 1;
    }
    return queue.splice(0, end);
  };
  const isWorthwhile = () => queue.reduce((sum, { documents }) => sum + documents.length, 0) >= worthwhile;
  const run = async (): Promise<void> => {
    running += 1;
    while (queue.length > 0 && (running === 1 || isWorthwhile())) await settleCalls(takeGroup(), write);
    running -= 1;
  };
  return (documents) =>
    new Promise((resolve, reject) => {
      queue.push({ documents, resolve, reject });
      if (running === 0 || (running < atOnce && isWorthwhile())) void run();
    });
}
