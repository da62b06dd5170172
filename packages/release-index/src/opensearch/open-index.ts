import { connect, createBulkWriter, type OpenSearchConnection } from '@presswatch/opensearch';
import type { ReleaseIndex } from '../port.ts';
import { aliasOf } from './generation-names.ts';
import { createOpenSearchReader } from './reader.ts';
import { createReleaseWriter } from './release-writer.ts';

export interface OpenSearchIndexOptions {
  readonly connection: OpenSearchConnection;
  /** Of the names of its indices: see `setUpIndices`, which makes them. */
  readonly prefix: string;
  /** How many matches are counted exactly; default 10,000. Smaller in tests only. */
  readonly countLimit?: number;
}

/**
 * Opens the index to write and to search. Nothing is asked of OpenSearch before the first call; any number of processes
 * may write.
 */
export async function openOpenSearchIndex(options: OpenSearchIndexOptions): Promise<ReleaseIndex> {
  const { connection, prefix, countLimit } = options;
  const client = connect(connection);
  const target = { releases: aliasOf(prefix, 'releases'), captures: aliasOf(prefix, 'captures') };
  return {
    writer: createReleaseWriter({ client, bulk: createBulkWriter(client), target }),
    reader: createOpenSearchReader(client, { prefix, ...(countLimit === undefined ? {} : { countLimit }) }),
    close: () => client.close(),
  };
}
