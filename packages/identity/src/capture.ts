import { createHash } from 'node:crypto';

/** One look at a release: when it was fetched and what the bytes were. */
export interface Capture {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly fetchedAt: number;
  /** SHA-256 of the bytes as fetched, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** SHA-256 of the bytes, as a capture carries it. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The order of captures in time: by fetchedAt, ties by the greater hash, the same on every machine. */
export function compareCaptures(a: Capture, b: Capture): number {
  if (a.fetchedAt !== b.fetchedAt) return a.fetchedAt - b.fetchedAt;
  if (a.sha256 === b.sha256) return 0;
  return a.sha256 < b.sha256 ? -1 : 1;
}

/** The capture's name within its release: `<fetchedAt>-<sha256>`. */
export const captureId = (capture: Capture): string => `${capture.fetchedAt}-${capture.sha256}`;

/** The key of every record about a capture, and the id of its document: `<releaseId>/<captureId>`. */
export const captureKey = (releaseId: string, capture: Capture): string => `${releaseId}/${captureId(capture)}`;

/** Takes a capture key apart; `undefined` where it is none. */
export function parseCaptureKey(key: string): { releaseId: string; capture: Capture } | undefined {
  const match = /^([0-9a-f]{32})\/(\d{1,15})-([0-9a-f]{64})$/.exec(key);
  if (!match) return undefined;
  const [, releaseId = '', fetchedAt = '', hash = ''] = match;
  return { releaseId, capture: { fetchedAt: Number(fetchedAt), sha256: hash } };
}
