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
    throw new IndexUnavailableError(`${what}: ${why}`, { cause: error });
  }
}
