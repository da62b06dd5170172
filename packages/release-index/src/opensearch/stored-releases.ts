import type { Client } from '@presswatch/opensearch';
import { IndexUnavailableError } from '../port.ts';
import type { StoredRelease } from './merge.ts';
import { asked } from './unavailable.ts';

/** What is stored of a release now, and what a conditional write of it must name. */
export interface Found {
  readonly release: StoredRelease;
  /** The index itself, not its alias: sequence numbers mean nothing in another. */
  readonly index: string;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

interface MgetDocument {
  readonly _index: string;
  readonly found?: boolean;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
  readonly _source?: StoredRelease;
  readonly error?: { readonly type?: string; readonly reason?: string };
}

/**
 * Reads search documents by id as they are now, refreshed or not.
 *
 * @returns null where there is none, in the order of the ids
 * @throws IndexUnavailableError
 */
export async function readStored(client: Client, alias: string, ids: readonly string[]): Promise<(Found | null)[]> {
  const docs = ids.map((id) => ({ _id: id, routing: id }));
  const source = ['version', 'firstSeen', 'merge', 'shown'];
  const { body } = await asked(`the releases of ${alias} cannot be read`, () =>
    client.mget({ index: alias, _source: source, body: { docs } } as never),
  );
  return (body as unknown as { docs: readonly MgetDocument[] }).docs.map((document) => {
    if (document.error !== undefined) {
      throw new IndexUnavailableError(
        `${alias} cannot be read (${document.error.reason ?? document.error.type}): run presswatch setup`,
      );
    }
    if (document.found !== true || document._source === undefined) return null;
    return {
      release: document._source,
      index: document._index,
      seqNo: document._seq_no ?? 0,
      primaryTerm: document._primary_term ?? 0,
    };
  });
}
