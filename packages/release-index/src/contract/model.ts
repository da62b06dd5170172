import {
  type Arrival,
  captureKey,
  compareCaptures,
  contentVersion,
  mergeArrival,
  type Shown,
  withdrawnAt,
} from '@presswatch/identity';
import type { CaptureDocument, ReleaseDocument } from '../documents.ts';
import { sortAtOf } from '../times.ts';

const arrivalOf = ({ capture, epoch, content }: CaptureDocument): Arrival => ({
  capture,
  epoch,
  removed: content === null,
});

/** What an index must keep of these arrivals, whatever their order: the newest epoch of each capture, oldest first. */
export function expectedCaptures(documents: readonly CaptureDocument[]): CaptureDocument[] {
  const kept = new Map<string, CaptureDocument>();
  for (const document of documents) {
    const key = captureKey(document.releaseId, document.capture);
    if (document.epoch >= (kept.get(key)?.epoch ?? 0)) kept.set(key, document);
  }
  return [...kept.values()].sort((a, b) => compareCaptures(a.capture, b.capture));
}

/** What an index must show of arrivals of one release; null where there are none. */
export function expectedRelease(documents: readonly CaptureDocument[]): ReleaseDocument | null {
  let shown: Shown | null = null;
  for (const document of documents) shown = mergeArrival(shown, arrivalOf(document)).shown;
  const [first] = documents;
  if (shown === null || first === undefined) return null;
  const { content } = shown;
  const isShown = (document: CaptureDocument) =>
    content !== null && compareCaptures(document.capture, content.capture) === 0 && document.epoch === content.epoch;
  const document = documents.find(isShown) ?? null;
  return {
    releaseId: first.releaseId,
    firstSeen: shown.firstSeen,
    withdrawnAt: withdrawnAt(shown),
    contentVersion: contentVersion(shown),
    version: shown.version,
    shown: document,
    sortAt: sortAtOf(document?.content ?? null, shown.firstSeen),
  };
}
