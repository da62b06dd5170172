import type { CaptureDocument, ReleaseDocument } from '../documents.ts';

/** What of a search document is read, and no more: the rest is there to be found by. */
export const VIEW_FIELDS = [
  'releaseId',
  'version',
  'contentVersion',
  'firstSeen',
  'withdrawnAt',
  'sortAt',
  'shown',
] as const;

export interface ReleaseView {
  readonly releaseId: string;
  readonly version: number;
  readonly contentVersion?: number;
  readonly firstSeen: number;
  readonly withdrawnAt?: number;
  readonly sortAt: number;
  readonly shown?: CaptureDocument;
}

export const toRelease = (view: ReleaseView): ReleaseDocument => ({
  releaseId: view.releaseId,
  firstSeen: view.firstSeen,
  withdrawnAt: view.withdrawnAt ?? null,
  contentVersion: view.contentVersion ?? null,
  version: view.version,
  shown: view.shown ?? null,
  sortAt: view.sortAt,
});
