import { failureVerdict } from '@presswatch/opensearch';
import { RecordsUnavailableError } from '../records-unavailable.ts';

/**
 * Runs one request. What fails becomes RecordsUnavailableError; the cause keeps the verdict's words only, because the
 * client's errors carry the request, with its credentials.
 *
 * @throws RangeError where a record is larger than the server takes
 */
export async function asked<T>(what: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const verdict = failureVerdict(error);
    const said = 'message' in verdict ? verdict.message : `OpenSearch answers ${verdict.kind}`;
    if (verdict.kind === 'split' && verdict.code === 'too-large') throw new RangeError(`${what}: ${said}`);
    throw unavailable(what, said);
  }
}

export const unavailable = (what: string, said: string): RecordsUnavailableError =>
  new RecordsUnavailableError(
    `${what}: ${/: (run|make|look|open|set|see|write) /.test(said) ? said : `${said}: ${TRY_AGAIN}`}`,
  );

const TRY_AGAIN = 'see that OpenSearch runs and is healthy, then try again';
