import type { ServerControl, StackWish } from '@presswatch/local-stack';
import type { ServerAddresses } from './addresses.ts';

/** Which servers are wanted; default all, Kafka with one broker. */
export type ServersWish = Pick<StackWish, 'kafka' | 'opensearch' | 'redis'>;

/** Servers of one's own, empty. */
export interface Servers {
  /** Where they listen; empty text or list for those not wished for. */
  readonly addresses: ServerAddresses;
  readonly run: 'as-containers' | 'as-processes';
  /** To kill, pause and restart them one by one; on the same ports and data. */
  readonly kafka: readonly ServerControl[];
  readonly opensearch: ServerControl | undefined;
  readonly redis: ServerControl | undefined;
  /** Ends them and removes what they wrote. */
  stop(): Promise<void>;
}
