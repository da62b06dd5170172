import type { ClientRequest, IncomingMessage } from 'node:http';
import { Connection } from '@opensearch-project/opensearch';

/** What a request is made of, as the client hands it to a connection. */
type RequestParams = Parameters<Connection['request']>[0] & { readonly timeout?: number };

/**
 * A connection whose requests end in time. The client's own time-out ends with the first byte of an answer, so that an
 * answer which stops half-way would hold its caller for ever; this one holds for the whole answer.
 */
export class DeadlineConnection extends Connection {
  override request(
    params: RequestParams,
    callback: (error: Error | null, response: IncomingMessage | null) => void,
  ): ClientRequest {
    let response: IncomingMessage | null = null;
    const limit = params.timeout ?? 30_000;
    const onDeadline = (): void => {
      const error = new Error(`no whole answer within ${limit} ms`);
      if (response === null) request.destroy(error);
      else response.destroy(error);
    };
    const timer = setTimeout(onDeadline, limit);
    const request = super.request(params, (error, answer) => {
      response = answer;
      if (answer === null) clearTimeout(timer);
      else {
        answer.once('close', () => clearTimeout(timer));
        // The client's own listener prints what befalls a request after its answer began; the answer tells it, too.
        request.removeAllListeners('error').on('error', () => undefined);
      }
      callback(error, answer);
    });
    return request;
  }
}
