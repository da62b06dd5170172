/** Where the servers of a test listen. */
export interface ServerAddresses {
  /** Kafka's brokers as `host:port`. */
  readonly brokers: readonly string[];
  /** OpenSearch, as `http://host:port`. */
  readonly opensearch: string;
  /** Redis, as `redis://host:port`. */
  readonly redis: string;
}
