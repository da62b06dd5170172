import type { Client } from '@presswatch/opensearch';
import type { CaptureDocument, ReleaseDocument } from '../documents.ts';
import { IndexUnavailableError, type ReleaseReader } from '../port.ts';
import { aliasForm } from '../projection.ts';
import { readCaptures } from './captures.ts';
import { aliasOf } from './generation-names.ts';
import { type ReleaseView, toRelease, VIEW_FIELDS } from './release-view.ts';
import { COUNT_LIMIT, type FoundRelease, search } from './search.ts';
import { asked } from './unavailable.ts';

export interface OpenSearchReaderOptions {
  /** Of the names of the indices. */
  readonly prefix: string;
  /** How many matches are counted exactly; default 10,000. Smaller in tests only. */
  readonly countLimit?: number;
}

const RELEASE_ID = /^[0-9a-f]{32}$/;
const SCAN_PAGE = 200;
/** One alias leads to few releases, unless a source gives one to all of its items. */
const MAX_LOOKED_UP = 1000;

/**
 * The reading side. `get`, and of the captures the one that is shown, see what was acknowledged at once, everything else
 * what was refreshed: within a second.
 * Every call throws IndexUnavailableError where OpenSearch gives no whole answer; an index that is missing is told with
 * `presswatch setup`.
 */
export function createOpenSearchReader(client: Client, options: OpenSearchReaderOptions): ReleaseReader {
  const releases = aliasOf(options.prefix, 'releases');
  const captures = aliasOf(options.prefix, 'captures');
  const target = { client, releases, countLimit: options.countLimit ?? COUNT_LIMIT };
  return {
    get: async (releaseId) => (RELEASE_ID.test(releaseId) ? get(client, releases, releaseId) : null),
    captures: async (releaseId) =>
      RELEASE_ID.test(releaseId) ? capturesOf(client, { releases, captures }, releaseId) : [],
    lookUp: (alias) => lookUp(client, captures, aliasForm(alias)),
    search: (request) => search(target, request),
    scan: () => scan(client, releases),
  };
}

/**
 * The captures of a release, oldest first. The two indices are refreshed at moments of their own: where the release is
 * there and the capture that it shows is not found yet, that one is taken from the release.
 */
async function capturesOf(
  client: Client,
  { releases, captures }: { readonly releases: string; readonly captures: string },
  releaseId: string,
): Promise<readonly CaptureDocument[]> {
  const [found, release] = await Promise.all([
    readCaptures(client, captures, releaseId),
    get(client, releases, releaseId),
  ]);
  const shown = release?.shown;
  const isShown = ({ capture }: CaptureDocument) =>
    capture.fetchedAt === shown?.capture.fetchedAt && capture.sha256 === shown.capture.sha256;
  if (!shown || found.some(isShown)) return found;
  return [...found, shown].toSorted((a, b) => a.capture.fetchedAt - b.capture.fetchedAt);
}

async function get(client: Client, index: string, id: string): Promise<ReleaseDocument | null> {
  const { body } = await asked(`the releases of ${index} cannot be read`, () =>
    client.mget({ index, _source: [...VIEW_FIELDS], body: { docs: [{ _id: id, routing: id }] } }),
  );
  const [found] = body.docs as unknown as [
    { readonly _source?: ReleaseView; readonly error?: { readonly reason?: string } },
  ];
  if (found.error !== undefined) {
    const why = found.error.reason ?? 'no reason given';
    throw new IndexUnavailableError(`the releases of ${index} cannot be read (${why}): run presswatch setup`);
  }
  return found._source === undefined ? null : toRelease(found._source);
}

async function lookUp(client: Client, index: string, alias: string): Promise<string[]> {
  if (alias === '') return [];
  const aggs = { releases: { terms: { field: 'releaseId', size: MAX_LOOKED_UP, order: { _key: 'asc' } } } };
  const body = { size: 0, query: { bool: { filter: [{ term: { aliases: alias } }] } }, aggs };
  const answer = await asked(`the captures of ${index} cannot be searched`, () =>
    client.search({ index, allow_partial_search_results: false, body: body as never }),
  );
  const found = answer.body.aggregations as unknown as { releases: { buckets: readonly { key: string }[] } };
  return found.releases.buckets.map(({ key }) => key);
}

/** Each page is looked for anew, behind the last id: no state is kept over there, however slowly this is read. */
async function* scan(client: Client, index: string): AsyncGenerator<ReleaseDocument> {
  for (let after: string | undefined; ; ) {
    const body = {
      size: SCAN_PAGE,
      sort: [{ releaseId: 'asc' }],
      _source: VIEW_FIELDS,
      track_total_hits: false,
      ...(after === undefined ? {} : { search_after: [after] }),
    };
    const answer = await asked(`the releases of ${index} cannot be read through`, () =>
      client.search({ index, allow_partial_search_results: false, body: body as never }),
    );
    const page = answer.body.hits.hits as unknown as readonly FoundRelease[];
    for (const { _source } of page) yield toRelease(_source);
    after = page.at(-1)?._source.releaseId;
    if (after === undefined || page.length < SCAN_PAGE) return;
  }
}
