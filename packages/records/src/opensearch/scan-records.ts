import type { Client } from '@presswatch/opensearch';
import type { RecordStore, StoredItem } from '../port.ts';
import { asked, unavailable } from './failure.ts';
import { wellFormed } from './record-id.ts';
import { versionOf } from './record-version.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

interface Hit {
  readonly _seq_no: number;
  readonly _primary_term: number;
  readonly _source: { readonly id: string; readonly value: string };
}

/**
 * One page of a kind. A search sees only what was refreshed, so the index is refreshed first, whoever wrote to it:
 * half a millisecond where nothing is new. Keywords are sorted by their UTF-8 bytes, which is the order of code points.
 */
export async function scanRecords(
  client: Client,
  index: string,
  kind: string,
  { after, prefix = '', limit = DEFAULT_LIMIT }: NonNullable<Parameters<RecordStore['scan']>[1]> = {},
): Promise<readonly StoredItem[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RangeError(`a page of ${limit} records: ask for 1 to ${MAX_LIMIT}`);
  }
  const filter: object[] = [{ term: { kind } }];
  if (prefix !== '') filter.push({ prefix: { id: wellFormed(prefix) } });
  const body = {
    query: { bool: { filter } },
    sort: [{ id: 'asc' }],
    size: limit,
    seq_no_primary_term: true,
    track_total_hits: false,
    ...(after !== undefined && { search_after: [wellFormed(after)] }),
  };
  const hits = await asked(`the records of ${kind} cannot be read`, () => search(client, index, body));
  return hits.map(({ _seq_no, _primary_term, _source }) => ({
    kind,
    id: _source.id,
    value: JSON.parse(_source.value),
    version: versionOf({ seqNo: _seq_no, primaryTerm: _primary_term }),
  }));
}

/** The kinds of all records, in order. */
export async function listKinds(client: Client, index: string): Promise<readonly string[]> {
  const body = { size: 0, aggs: { kinds: { terms: { field: 'kind', size: 1000, order: { _key: 'asc' } } } } };
  const found = await asked('the kinds of records cannot be read', () => answer(client, index, body));
  const { kinds } = found.aggregations as unknown as Record<
    'kinds',
    { readonly buckets: readonly { readonly key: string }[] }
  >;
  return kinds.buckets.map(({ key }) => key);
}

const search = async (client: Client, index: string, body: object): Promise<readonly Hit[]> =>
  (await answer(client, index, body)).hits.hits as unknown as Hit[];

async function answer(client: Client, index: string, body: object) {
  const refreshed = await client.indices.refresh({ index });
  const { failed, successful } = refreshed.body._shards ?? {};
  if (failed || !successful) throw unavailable('the records cannot be read', `${index} has shards that do not answer`);
  const found = await client.search({ index, allow_partial_search_results: false, body: body as never });
  return found.body;
}
