import type { RawReleasePresent } from '@presswatch/events';
import { UPLOAD_SOURCE } from './create-ingest.ts';
import { readPaths } from './ingest-paths.ts';
import type { IngestProblem } from './progress.ts';

/** A file as the fetcher would publish it: one raw release, or several where it is a feed or NDJSON. Nothing is published. */
export async function rawFromFile(
  path: string,
  clock: () => number = Date.now,
): Promise<{ readonly releases: readonly RawReleasePresent[]; readonly problems: readonly IngestProblem[] }> {
  const releases: RawReleasePresent[] = [];
  const problems: IngestProblem[] = [];
  const source = { id: UPLOAD_SOURCE, kind: 'upload' };
  for await (const input of readPaths([path], { source, clock, signal: new AbortController().signal })) {
    if (input.kind === 'problem') problems.push(input.problem);
    else releases.push(...input.releases);
  }
  return { releases, problems };
}
