import type { EventLog } from '@presswatch/event-log';
import type { Budgets, Memory } from '@presswatch/state';
import type { HttpClient } from '../http/client.ts';

/** What a poll gets from the fetcher. */
export interface PollContext {
  readonly log: Pick<EventLog, 'publish'>;
  readonly memory: Memory;
  readonly budgets: Budgets;
  readonly client: HttpClient;
  readonly clock: () => number;
  /** ms between two requests to one host. */
  readonly hostIntervalMs: number;
  /** Aborted when the fetcher stops or the lease is lost. */
  readonly signal: AbortSignal;
}

/** How one look at a source went. */
export type PollResult =
  | { readonly kind: 'ok'; readonly published: number; readonly items?: number }
  | {
      readonly kind: 'bad';
      readonly state: 'failing' | 'not-a-feed' | 'blocked' | 'gone';
      /** kebab-case */
      readonly reason: string;
      readonly message: string;
      /** What could be published all the same. */
      readonly published: number;
      /** ms: no sooner than then. */
      readonly retryAt?: number;
    }
  /** The host's turn is not now: nothing is known of the source. */
  | { readonly kind: 'deferred'; readonly until: number };
