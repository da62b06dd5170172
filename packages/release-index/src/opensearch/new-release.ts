import type { BulkOperation } from '@presswatch/opensearch';
import type { CaptureDocument } from '../documents.ts';
import { mergeCaptures } from './merge.ts';
import { captureOperation, releaseOperation, type WriteTarget } from './operations.ts';

/** What `upsert` writes of a release that the index does not know yet: for measuring what it is held against. */
export function newReleaseOperations(
  target: WriteTarget,
  document: CaptureDocument,
): { readonly capture: BulkOperation; readonly release: BulkOperation } {
  const item = { document, json: JSON.stringify(document) };
  const merged = mergeCaptures(null, [item]);
  if (merged === null) throw new Error(`${document.releaseId}: a first capture always makes a release`);
  return { capture: captureOperation(target, item), release: releaseOperation(target, null, merged) };
}
