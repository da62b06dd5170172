/** One call of a queue that writes several of them together. */
export interface QueuedCall<D, R> {
  readonly documents: readonly D[];
  readonly resolve: (results: readonly R[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes a group of calls as one and gives each of them its own results, one a document; a failure is everybody's. */
export async function settleCalls<D, R>(
  calls: readonly QueuedCall<D, R>[],
  write: (documents: readonly D[]) => Promise<readonly R[]>,
): Promise<void> {
  try {
    const results = await write(calls.flatMap((call) => call.documents));
    let at = 0;
    for (const call of calls) {
      call.resolve(results.slice(at, at + call.documents.length));
      at += call.documents.length;
    }
  } catch (error) {
    for (const call of calls) call.reject(error);
  }
}
