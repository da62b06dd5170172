import { BulkUnavailableError, failureVerdict } from '@presswatch/opensearch';
import { IndexUnavailableError } from '../port.ts';

/**
 * Runs a call to OpenSearch; whatever keeps it from answering is thrown as the port says it.
 *
 * @throws IndexUnavailableError
 */
export async function asked<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof IndexUnavailableError) throw error;
    if (error instanceof BulkUnavailableError) throw new IndexUnavailableError(error.message, { cause: error });
    const verdict = failureVerdict(error);
    const why = 'message' in verdict ? verdict.message : verdict.kind;
    throw new IndexUnavailableError(`${what}: ${why}`, { cause: error });
  }
}
