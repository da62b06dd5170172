/** A server that the settings name, as it answered. */
export interface ServerView {
  /** `Kafka`, `OpenSearch`, `Redis` */
  readonly name: string;
  /** Without user and password. */
  readonly address: string;
  readonly up: boolean;
  readonly version?: string;
  /** Why it is not up. */
  readonly problem?: string;
  /** Kafka: the processes that consume, by group (a stage's name). */
  readonly members?: Readonly<Record<string, number>>;
  /** ms by which the server's clock goes before (+) or behind (−) this machine's; as exact as the answer was quick. */
  readonly clockAheadMs?: number;
  /** OpenSearch: whether the security plugin is there; asked without TLS or a user it would refuse. */
  readonly security?: boolean;
  /** OpenSearch: `green`, `yellow` or `red`. */
  readonly health?: string;
  /** OpenSearch: the fullest node's disk, 0 to 100. */
  readonly diskUsedPercent?: number;
  /** OpenSearch: the nodes' heap, 0 to 100, the fullest. */
  readonly heapUsedPercent?: number;
}

/** ms that a server is given to answer; who asks wants to know now. */
export const ASK_MS = 5_000;

/** Resolves with the work, or rejects after so many ms. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
