import { Client } from '@opensearch-project/opensearch';
import { DeadlineConnection } from './deadline-connection.ts';

/** How an OpenSearch cluster is reached. */
export interface OpenSearchConnection {
  /** `http://host:9200` or `https://host:9200`, one or more nodes of one cluster. */
  readonly nodes: readonly string[];
  readonly auth?: { readonly username: string; readonly password: string };
  /** PEM of the authority that signed the servers' certificates; default: the well-known ones. */
  readonly ca?: string;
  /** ms that one request may take until its answer is whole. Default 30,000. */
  readonly requestTimeoutMs?: number;
}

/** A client without retries of its own: who calls decides what is tried again. */
export function connect(connection: OpenSearchConnection): Client {
  const { nodes, auth, ca, requestTimeoutMs = 30_000 } = connection;
  return new Client({
    nodes: [...nodes],
    Connection: DeadlineConnection,
    maxRetries: 0,
    requestTimeout: requestTimeoutMs,
    ...(auth === undefined ? {} : { auth: { ...auth } }),
    ...(ca === undefined ? {} : { ssl: { ca } }),
  });
}
