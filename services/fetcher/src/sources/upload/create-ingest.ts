import type { EventLog } from '@presswatch/event-log';
import type { Origin } from '@presswatch/events';
import type { Budgets } from '@presswatch/state';
import type { HttpClient } from '../../http/client.ts';
import { readPaths } from './ingest-paths.ts';
import { readUrls } from './ingest-urls.ts';
import { type IngestProgress, publishAll } from './progress.ts';

export interface IngestDeps {
  readonly log: Pick<EventLog, 'publish'>;
  readonly budgets: Budgets;
  readonly client: HttpClient;
  /** ms between two requests to one host. Default 1,000. */
  readonly hostIntervalMs?: number;
  /** ms; default: the present time. */
  readonly clock?: () => number;
}

export interface IngestOptions {
  /** The id of the source that the releases are booked under. Default `upload`. */
  readonly source?: string;
  /** Default `backfill`: what people bring in by hand alerts nobody. */
  readonly origin?: Origin;
  /** Aborted: what is in work is published, nothing more is begun. */
  readonly signal: AbortSignal;
}

export interface Ingest {
  /** Files, folders and NDJSON files. @throws what the log throws */
  paths(paths: readonly string[], options: IngestOptions): AsyncIterable<IngestProgress>;
  urls(urls: readonly string[], options: IngestOptions): AsyncIterable<IngestProgress>;
}

export const UPLOAD_SOURCE = 'upload';

/** What the command `ingest` uses. */
export function createIngest(deps: IngestDeps): Ingest {
  const clock = deps.clock ?? Date.now;
  const publishing = (options: IngestOptions) => ({
    log: deps.log,
    clock,
    origin: options.origin ?? ('backfill' as const),
  });
  const sourceOf = (options: IngestOptions, kind: string) => ({ id: options.source ?? UPLOAD_SOURCE, kind });
  return {
    paths: (paths, options) =>
      publishAll(
        readPaths(paths, { source: sourceOf(options, 'upload'), clock, signal: options.signal }),
        publishing(options),
      ),
    urls: (urls, options) =>
      publishAll(
        readUrls(urls, {
          source: sourceOf(options, 'url'),
          clock,
          signal: options.signal,
          client: deps.client,
          budgets: deps.budgets,
          intervalMs: deps.hostIntervalMs ?? 1_000,
        }),
        publishing(options),
      ),
  };
}
