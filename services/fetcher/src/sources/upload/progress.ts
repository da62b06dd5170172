import { ErasedReleaseError } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import type { Origin, RawReleasePresent } from '@presswatch/events';
import { createPublisher } from '../../raw/publish.ts';
import { toRawRecord } from '../../raw/raw-record.ts';

/** Something that gave no release, in a sentence that says what to do next. */
export interface IngestProblem {
  /** The path, URL, or `file:line`. */
  readonly what: string;
  /** kebab-case */
  readonly code: string;
  readonly message: string;
}

/** How far an ingest has come. Counts are of the whole ingest; ids and problems are new since the last event. */
export interface IngestProgress {
  /** Releases whose publishing is acknowledged. */
  readonly acknowledged: number;
  readonly failed: number;
  /** Inputs found so far. */
  readonly found: number;
  readonly releaseIds: readonly string[];
  readonly problems: readonly IngestProblem[];
}

/** What one input gave; `what` names it. */
export type Ingested =
  | { readonly kind: 'releases'; readonly what: string; readonly releases: readonly RawReleasePresent[] }
  | { readonly kind: 'problem'; readonly problem: IngestProblem };

export interface PublishOptions {
  readonly log: Pick<EventLog, 'publish'>;
  readonly clock: () => number;
  readonly origin: Origin;
}

/**
 * Publishes what inputs give in batches, and tells how far it is: after each acknowledged batch, after each problem, and
 * at the end. Only acknowledged releases are counted; one that is too large for the log is a problem of its own.
 *
 * @throws what the log throws: what was not acknowledged is not counted
 */
export async function* publishAll(
  inputs: AsyncIterable<Ingested>,
  options: PublishOptions,
): AsyncGenerator<IngestProgress> {
  const publisher = createPublisher(options.log);
  const total = { acknowledged: 0, failed: 0, found: 0 };
  let releaseIds: string[] = [];
  let problems: IngestProblem[] = [];
  const report = (): IngestProgress => {
    const progress = { ...total, releaseIds, problems };
    releaseIds = [];
    problems = [];
    return progress;
  };
  for await (const input of inputs) {
    total.found++;
    if (input.kind === 'problem') {
      total.failed++;
      problems.push(input.problem);
    } else {
      for (const release of input.releases) {
        await publisher.add(
          toRawRecord(release, options.origin, options.clock()),
          () => {
            total.acknowledged++;
            releaseIds.push(release.releaseId);
          },
          (error) => {
            total.failed++;
            problems.push(
              error instanceof ErasedReleaseError ? erased(input.what, error) : tooLarge(input.what, error),
            );
          },
        );
      }
    }
    if (releaseIds.length > 0 || problems.length > 0) yield report();
  }
  await publisher.flush();
  yield report();
}

const erased = (what: string, error: Error): IngestProblem => ({
  what,
  code: 'erased',
  message: `${error.message}; whoever had it erased can be found in the records (kind erasure)`,
});

const tooLarge = (what: string, error: Error): IngestProblem => ({
  what,
  code: 'too-large',
  message: `${error.message.slice(0, 300)}; the other releases are published, ingest this one as a file of its own`,
});
