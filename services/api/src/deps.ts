import type { DeadLetters } from '@presswatch/dead-letters';
import type { EventLog } from '@presswatch/event-log';
import type { PipelineStatus, SourceView } from '@presswatch/inspection';
import type { ReleaseReader } from '@presswatch/release-index';
import type { FastifyBaseLogger } from 'fastify';

/** Whether the process lives and can do its work. */
export interface Health {
  readonly live: boolean;
  readonly ready: boolean;
  /** What is wrong, in sentences that say what to do. */
  readonly problems: readonly string[];
}

/** What the API reads from. */
export interface ApiDeps {
  readonly index: ReleaseReader;
  readonly log: Pick<EventLog, 'readAt'>;
  readonly deadLetters: Pick<DeadLetters, 'list' | 'show' | 'counts'>;
  status(): Promise<PipelineStatus>;
  sources(): Promise<readonly SourceView[]>;
  /** In Prometheus' text format. */
  metrics(): Promise<string>;
  health(): Health;
  readonly logger: FastifyBaseLogger | false;
  /** The folder of the built page. Default: where `services/web` is built to. */
  readonly page?: string;
  /**
   * The names by which the process may be called. Anything else in a Host header is refused: a page elsewhere may have
   * bound its name to this address. Default: loopback's names. `any` where a proxy in front decides.
   */
  readonly hosts?: readonly string[] | 'any';
}
