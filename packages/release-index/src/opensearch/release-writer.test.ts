import type { BulkOperation, BulkResult, Client } from '@presswatch/opensearch';
import { describe, expect, it } from 'vitest';
import { captureDocument } from '../contract/documents.ts';
import { createReleaseWriter } from './release-writer.ts';

describe('the writer of releases', () => {
  it('reads what conflicts in parts: what is stored of a release may be large', async () => {
    const reads: number[] = [];
    const client = {
      mget: async ({ body }: { body: { docs: readonly object[] } }) => {
        reads.push(body.docs.length);
        return { body: { docs: body.docs.map(() => ({ _index: 'releases-1', found: false })) } };
      },
    } as unknown as Client;
    const seen = new Set<string>();
    /** Somebody else makes each release first, and erases it. */
    const write = async (operations: readonly BulkOperation[]): Promise<BulkResult[]> =>
      operations.map(({ action }) => {
        const isFirst = action.includes('"create"') && !seen.has(action);
        seen.add(action);
        return { kind: isFirst ? 'conflict' : 'done' };
      });
    const target = { releases: 'releases', captures: 'captures' };
    const documents = Array.from({ length: 120 }, (_, n) => captureDocument({ release: `r${n}` }));
    const results = await createReleaseWriter({ client, bulk: { write }, target }).upsert(documents);
    expect(results).toEqual(documents.map(() => ({ kind: 'done' })));
    expect(reads).toEqual([50, 50, 20]);
  });
});
