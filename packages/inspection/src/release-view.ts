import { captureId, type Revision, revisionsOf } from '@presswatch/identity';
import type { CaptureDocument, ReleaseDocument, ReleaseReader } from '@presswatch/release-index';

/** A capture without its content: what a list of looks shows. */
export interface CaptureView {
  /** `<fetchedAt>-<sha256>`: its name within the release. */
  readonly id: string;
  /** ms */
  readonly fetchedAt: number;
  readonly sha256: string;
  readonly source: CaptureDocument['source'];
  /** The look found the release gone. */
  readonly removed: boolean;
  readonly contentHash: string | null;
  readonly origin: string;
  /** ms: when the raw release was acknowledged. */
  readonly ingestedAt: number;
  /** The original bytes are kept. */
  readonly raw: boolean;
}

/** A run of captures with the same content. */
export interface RevisionView {
  /** From 1, made on reading. */
  readonly number: number;
  /** The id of its first capture: the revision's lasting name. */
  readonly name: string;
  /** ms: first and last look that showed it. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Null for a withdrawal. */
  readonly contentHash: string | null;
  readonly title: string | null;
  /** The ids of its captures, oldest first. */
  readonly captures: readonly string[];
}

/** A release with everything that was ever seen of it. */
export interface ReleaseView {
  readonly release: ReleaseDocument;
  /** Oldest first. */
  readonly captures: readonly CaptureView[];
  readonly revisions: readonly RevisionView[];
}

/** Reads a release with its captures and revisions; null where there is none of this id. */
export async function readRelease(index: ReleaseReader, releaseId: string): Promise<ReleaseView | null> {
  const release = await index.get(releaseId);
  if (release === null) return null;
  const captures = await index.captures(releaseId);
  const hashed = captures.map((document) => ({ ...document, contentHash: document.content?.contentHash ?? null }));
  return { release, captures: captures.map(captureView), revisions: revisionsOf(hashed).map(revisionView) };
}

function captureView(document: CaptureDocument): CaptureView {
  return {
    id: captureId(document.capture),
    fetchedAt: document.capture.fetchedAt,
    sha256: document.capture.sha256,
    source: document.source,
    removed: document.content === null,
    contentHash: document.content?.contentHash ?? null,
    origin: document.origin,
    ingestedAt: document.ingestedAt,
    raw: document.rawAt !== undefined && document.content !== null,
  };
}

function revisionView(revision: Revision<CaptureDocument & { contentHash: string | null }>): RevisionView {
  const { first, captures } = revision;
  return {
    number: revision.number,
    name: captureId(first.capture),
    firstSeen: first.capture.fetchedAt,
    lastSeen: (captures.at(-1) ?? first).capture.fetchedAt,
    contentHash: revision.contentHash,
    title: first.content?.title ?? null,
    captures: captures.map(({ capture }) => captureId(capture)),
  };
}
