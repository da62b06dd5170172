import { captureKey, indexVersion } from '@presswatch/identity';
import type { BulkOperation } from '@presswatch/opensearch';
import type { CaptureDocument } from '../documents.ts';
import { ownAlias } from './generation-names.ts';
import type { MergedRelease } from './merge.ts';
import { captureDocumentJson, type ShownDocument, searchDocumentJson } from './project/index-document.ts';
import type { Found } from './stored-releases.ts';

/** The aliases that a writer writes to. */
export interface WriteTarget {
  readonly releases: string;
  readonly captures: string;
}

export const captureVersion = ({ capture, epoch }: Pick<CaptureDocument, 'capture' | 'epoch'>): number =>
  indexVersion(capture.fetchedAt, epoch);

/** Writes a capture document blindly: what is there of a later epoch stays. */
export function captureOperation({ captures }: WriteTarget, { document, json }: ShownDocument): BulkOperation {
  const index = {
    _index: captures,
    _id: captureKey(document.releaseId, document.capture),
    routing: document.releaseId,
    version: captureVersion(document),
    version_type: 'external_gte',
  };
  return { action: JSON.stringify({ index }), document: captureDocumentJson(document, json) };
}

const conditions = (found: Found) => ({
  _index: ownAlias(found.index),
  if_seq_no: found.seqNo,
  if_primary_term: found.primaryTerm,
});

/** Writes a search document if it is still as it was found: new, or the one that was merged into. */
export function releaseOperation(
  { releases }: WriteTarget,
  found: Found | null,
  { shown, from }: MergedRelease,
): BulkOperation {
  const { releaseId } = from.document;
  const names = { _id: releaseId, routing: releaseId };
  const action =
    found === null ? { create: { _index: releases, ...names } } : { index: { ...conditions(found), ...names } };
  return { action: JSON.stringify(action), document: searchDocumentJson(from, shown) };
}

/** Deletes a search document if it is still as it was found. */
export const releaseDeletion = (releaseId: string, found: Found): BulkOperation => ({
  action: JSON.stringify({ delete: { ...conditions(found), _id: releaseId, routing: releaseId } }),
});

/** Deletes a capture document unless a later epoch of it came meanwhile. */
export function captureDeletion(
  { captures }: WriteTarget,
  releaseId: string,
  id: string,
  version: number,
): BulkOperation {
  const names = { _index: captures, _id: id, routing: releaseId };
  return { action: JSON.stringify({ delete: { ...names, version, version_type: 'external_gte' } }) };
}
