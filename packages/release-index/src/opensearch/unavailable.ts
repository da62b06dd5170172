import { BulkUnavailableError, failureVerdict } from '@presswatch/opensearch';
import { IndexUnavailableError, ReindexRunningError } from '../port.ts';

/**
 * Runs a call to OpenSearch; whatever keeps it from answering is thrown as the port says it.
 *
 * @throws IndexUnavailableError, and ReindexRunningError as it is
 */
export async function asked<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof IndexUnavailableError || error instanceof ReindexRunningError) throw error;
    if (error instanceof BulkUnavailableError) throw new IndexUnavailableError(error.message, { cause: error });
    const verdict = failureVerdict(error);
    const why = 'message' in verdict ? verdict.message : verdict.kind;
    // The client's error carries the request with its credentials: only its words go on.
    throw new IndexUnavailableError(`${what}: ${why}`, { cause: new Error((error as Error).message) });
  }
}
