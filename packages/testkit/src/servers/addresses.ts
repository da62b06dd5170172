/** Where the servers of a test listen. */
export interface ServerAddresses {
  /** Kafka's brokers as `host:port`. */
  readonly brokers: readonly string[];
  /** Their listeners with TLS and users, where these were wished for. */
  readonly secureBrokers?: readonly string[];
  /** OpenSearch, as `http://host:port`. */
  readonly opensearch: string;
  /** Redis, as `redis://host:port`. */
  readonly redis: string;
}
