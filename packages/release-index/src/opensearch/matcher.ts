import { type Client, connect, type OpenSearchConnection } from '@presswatch/opensearch';
import { QUERY_VERSION } from '@presswatch/query';
import type { CaptureDocument } from '../documents.ts';
import { IndexUnavailableError, type Matcher } from '../port.ts';
import { searchableText } from '../projection.ts';
import { askedFields } from './asked-fields.ts';
import { indexNames } from './mapping.ts';
import { asked } from './unavailable.ts';
import { askable } from './wide-query.ts';

export interface OpenSearchMatcherOptions {
  readonly connection: OpenSearchConnection;
  /** Of the names of the indices: see `setUpIndices`, which makes them. */
  readonly prefix: string;
}

export type OpenSearchMatcher = Matcher & { close(): Promise<void> };

/** In one request: a short one, because every saved search that may meet one of them is tried. */
const BATCH = { documents: 100, length: 4_000_000 };
/** The most hits that OpenSearch gives at once. */
const MAX_MET = 10_000;

/**
 * Opens the saved searches, kept in a percolator. What was put or deleted counts from the moment the call resolves, for
 * every process. A capture that found its release gone matches nothing; `seen-after:` means the capture's own time.
 * Every call throws IndexUnavailableError where OpenSearch gives no whole answer.
 */
export async function openOpenSearchMatcher({
  connection,
  prefix,
}: OpenSearchMatcherOptions): Promise<OpenSearchMatcher> {
  const client = connect(connection);
  const index = indexNames(prefix).searches;
  let checked = false;
  return {
    put: async (id, tree) => {
      const body = { query: askable(tree), queryVersion: QUERY_VERSION, tree };
      await mustExist(client, index);
      await asked(`the saved search ${id} cannot be stored in ${index}`, () =>
        // People change them now and then, so a refresh each costs nothing.
        client.index({ index, id, body: body as never, refresh: true }),
      );
    },
    delete: async (id) => {
      await mustExist(client, index);
      await asked(`the saved search ${id} cannot be deleted from ${index}`, () =>
        client.delete({ index, id, refresh: true }, { ignore: [404] }),
      );
    },
    percolate: async (documents) => {
      if (!checked && documents.length > 0) await mustBeOfThisVersion(client, index);
      checked ||= documents.length > 0;
      const met = documents.map((): string[] => []);
      for (const batch of batchesOf(documents)) {
        for (const { id, slots } of await percolate(client, index, batch)) {
          for (const slot of slots) met[batch[slot]?.at ?? -1]?.push(id);
        }
      }
      return met.map((ids) => ids.sort());
    },
    close: () => client.close(),
  };
}

/** A write to an index that is not there would make one, without its mapping. */
async function mustExist(client: Client, index: string): Promise<void> {
  const { body } = await asked(`${index} cannot be reached`, () => client.indices.exists({ index }));
  if (!body) throw new IndexUnavailableError(`there is no index ${index}: run presswatch setup`);
}

async function mustBeOfThisVersion(client: Client, index: string): Promise<void> {
  const query = { bool: { must_not: [{ term: { queryVersion: QUERY_VERSION } }] } };
  const answer = await asked(`the saved searches of ${index} cannot be read`, () =>
    client.search({ index, allow_partial_search_results: false, body: { query, size: 1, _source: false } as never }),
  );
  const [other] = answer.body.hits.hits;
  if (other === undefined) return;
  throw new IndexUnavailableError(
    `saved search ${String(other._id)} in ${index} is of another query version, this Presswatch knows ${QUERY_VERSION}: save it again`,
  );
}

/** A document to percolate, and its place among those of the call. */
interface Asked {
  readonly at: number;
  readonly json: string;
}

function* batchesOf(documents: readonly CaptureDocument[]): Generator<Asked[]> {
  let batch: Asked[] = [];
  let length = 0;
  for (const [at, document] of documents.entries()) {
    if (document.content === null) continue;
    const json = JSON.stringify(askedFields(searchableText(document, document.capture.fetchedAt)));
    if (batch.length > 0 && (batch.length === BATCH.documents || length + json.length > BATCH.length)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push({ at, json });
    length += json.length;
  }
  if (batch.length > 0) yield batch;
}

interface Met {
  readonly id: string;
  /** The documents of the batch that it meets. */
  readonly slots: readonly number[];
}

async function percolate(client: Client, index: string, batch: readonly Asked[]): Promise<Met[]> {
  const query = `{"percolate":{"field":"query","documents":[${batch.map(({ json }) => json).join(',')}]}}`;
  const body = `{"query":${query},"size":${MAX_MET},"_source":false,"sort":["_doc"],"track_total_hits":true}`;
  const answer = await asked(`${index} cannot be percolated`, () =>
    client.search({ index, allow_partial_search_results: false, body: body as never }),
  );
  const { hits } = answer.body as unknown as {
    hits: {
      total: { value: number };
      hits: readonly { _id: string; fields?: { _percolator_document_slot?: readonly number[] } }[];
    };
  };
  if (hits.total.value > MAX_MET) {
    throw new IndexUnavailableError(
      `${hits.total.value} saved searches of ${index} meet the same few releases, more than ${MAX_MET}: delete some`,
    );
  }
  return hits.hits.map(({ _id, fields }) => ({ id: _id, slots: fields?._percolator_document_slot ?? [] }));
}
