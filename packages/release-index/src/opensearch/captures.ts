import { compareCaptures } from '@presswatch/identity';
import type { Client } from '@presswatch/opensearch';
import type { CaptureDocument } from '../documents.ts';
import { asked } from './unavailable.ts';

const PAGE = 200;

interface FoundCapture {
  readonly _id: string;
  readonly _source: { readonly fetchedAt: number; readonly document: CaptureDocument };
}

/** All captures of a release, oldest first. @throws IndexUnavailableError */
export async function readCaptures(client: Client, index: string, releaseId: string): Promise<CaptureDocument[]> {
  const found: FoundCapture[] = [];
  for (;;) {
    const page = await pageAfter(client, index, releaseId, found);
    found.push(...page);
    if (page.length < PAGE) break;
  }
  return found.map(({ _source }) => _source.document).sort((a, b) => compareCaptures(a.capture, b.capture));
}

/** Several captures may be of one moment: the next page begins at it, without those that were read. */
async function pageAfter(
  client: Client,
  index: string,
  releaseId: string,
  found: readonly FoundCapture[],
): Promise<readonly FoundCapture[]> {
  const from = found.at(-1)?._source.fetchedAt;
  const filter: object[] = [{ term: { releaseId } }];
  if (from !== undefined) filter.push({ range: { fetchedAt: { gte: from, format: 'epoch_millis' } } });
  const read = found.filter(({ _source }) => _source.fetchedAt === from).map(({ _id }) => _id);
  const body = {
    size: PAGE,
    sort: [{ fetchedAt: 'asc' }],
    query: { bool: { filter, must_not: [{ ids: { values: read } }] } },
    _source: ['fetchedAt', 'document'],
    track_total_hits: false,
  };
  const answer = await asked(`the captures of ${index} cannot be read`, () =>
    client.search({ index, routing: releaseId, allow_partial_search_results: false, body: body as never }),
  );
  return answer.body.hits.hits as unknown as readonly FoundCapture[];
}
