interface Waiting<D, R> {
  readonly documents: readonly D[];
  readonly resolve: (results: readonly R[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface WriteQueueOptions<D> {
  /** Groups that are written at a time. */
  readonly atOnce: number;
  /** A group is full at so many documents, or at this length of them. A call is never split. */
  readonly maxDocuments: number;
  readonly maxLength: number;
  readonly lengthOf: (document: D) => number;
}

/**
 * Gathers calls that come while others are written, so that the partitions of a topic share requests.
 *
 * @param write one group; one result a document
 */
export function createWriteQueue<D, R>(
  write: (documents: readonly D[]) => Promise<readonly R[]>,
  { atOnce, maxDocuments, maxLength, lengthOf }: WriteQueueOptions<D>,
): (documents: readonly D[]) => Promise<readonly R[]> {
  const queue: Waiting<D, R>[] = [];
  let running = 0;

  const takeGroup = (): Waiting<D, R>[] => {
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
  const writeGroup = async (group: readonly Waiting<D, R>[]): Promise<void> => {
    try {
      const results = await write(group.flatMap((call) => call.documents));
      let at = 0;
      for (const call of group) {
        call.resolve(results.slice(at, at + call.documents.length));
        at += call.documents.length;
      }
    } catch (error) {
      for (const call of group) call.reject(error);
    }
  };
  const run = async (): Promise<void> => {
    running += 1;
    while (queue.length > 0) await writeGroup(takeGroup());
    running -= 1;
  };
  return (documents) =>
    new Promise((resolve, reject) => {
      queue.push({ documents, resolve, reject });
      if (running < atOnce) void run();
    });
}
