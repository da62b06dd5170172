import { setTimeout as wait } from 'node:timers/promises';
import type { CaptureDocument, ReleaseReader, ReleaseWriter } from '@presswatch/release-index';
import { Counter, Histogram, type Registry } from 'prom-client';

export interface SearchableOptions {
  readonly writer: ReleaseWriter;
  readonly reader: Pick<ReleaseReader, 'get' | 'search'>;
  readonly registry: Registry;
  /** ms between two samples at the least. Default 1,000. */
  readonly everyMs?: number;
  /** ms between two looks for a sample: how exact the figure is. Default 50. */
  readonly lookMs?: number;
  /** ms after which a sample is given up. Default 60,000. */
  readonly patienceMs?: number;
  /** ms; default: the present time. */
  readonly clock?: () => number;
}

export interface WatchedWriter {
  /** Writes as the writer given does, and takes samples of what it has written. */
  readonly writer: ReleaseWriter;
  /** Ends the sample under way. */
  close(): Promise<void>;
}

const SECONDS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60, 300, 3600];
/** The most hits that a search gives at once. */
const MOST_HITS = 200;

/**
 * Measures how long releases take from their publishing by the fetcher until a search finds them. An acknowledged write is
 * durable, but on OpenSearch not yet searchable, so nothing short of a search tells: about one release a second is looked
 * for by searches, every 50 ms, until it is found. Only releases that are new to the index are such samples, since an older
 * capture of the same release would be found at once, and none that are replayed, which were published long ago.
 */
export function watchSearchable(options: SearchableOptions): WatchedWriter {
  const { writer, reader, registry, everyMs = 1_000, clock = Date.now } = options;
  const histogram = new Histogram({
    name: 'presswatch_publish_to_searchable_seconds',
    help: 'Time from the publishing of a raw release until a search finds it; of samples, one a second at the most',
    labelNames: ['origin'],
    buckets: SECONDS,
    registers: [registry],
  });
  const given = new Counter({
    name: 'presswatch_searchable_samples_given_up_total',
    help: 'Samples of publish-to-searchable that were not found in time, or could not be looked for',
    registers: [registry],
  });
  const stopping = new AbortController();
  let sampledAt = Number.NEGATIVE_INFINITY;
  let sampling: Promise<void> | undefined;

  function sample(document: CaptureDocument | undefined): void {
    if (document === undefined || sampling !== undefined || stopping.signal.aborted) return;
    if (clock() - sampledAt < everyMs) return;
    sampledAt = clock();
    sampling = follow(document)
      .catch(() => given.inc()) // the index may be away: the stage itself says so
      .finally(() => {
        sampling = undefined;
      });
  }

  async function follow(document: CaptureDocument): Promise<void> {
    const { releaseId, capture, ingestedAt, origin } = document;
    const { lookMs = 50, patienceMs = 60_000 } = options;
    if ((await reader.get(releaseId))?.firstSeen !== capture.fetchedAt) return; // known before
    const query = { kind: 'time', field: 'seen', from: capture.fetchedAt, to: capture.fetchedAt + 1 } as const;
    for (const until = clock() + patienceMs; !stopping.signal.aborted; ) {
      const { hits, total } = await reader.search({ query, limit: MOST_HITS });
      if (hits.some(({ release }) => release.releaseId === releaseId)) {
        histogram.observe({ origin }, (clock() - ingestedAt) / 1000);
        return;
      }
      if (total.value > MOST_HITS) return; // too many of one moment to be told apart
      if (clock() > until) return given.inc();
      await wait(lookMs, undefined, { signal: stopping.signal }).catch(() => undefined); // the loop sees that it ends
    }
  }

  return {
    writer: {
      erase: (keys) => writer.erase(keys),
      refresh: () => writer.refresh(),
      async upsert(documents) {
        const results = await writer.upsert(documents);
        sample(documents.findLast((document, at) => document.origin !== 'replay' && results[at]?.kind === 'done'));
        return results;
      },
    },
    async close() {
      stopping.abort();
      await sampling;
    },
  };
}
