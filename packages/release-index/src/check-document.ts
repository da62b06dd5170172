import { captureKey, indexVersion, parseCaptureKey } from '@presswatch/identity';
import type { CaptureDocument } from './documents.ts';
import type { UpsertResult } from './port.ts';

/** A document's JSON in UTF-16 units: above the size limit of every record on the log. */
export const MAX_DOCUMENT_LENGTH = 16 * 1024 * 1024;

/** Why a document can never be written; undefined where nothing stands against it. */
export function checkDocument(document: CaptureDocument, json: string): UpsertResult | undefined {
  const { releaseId, capture, epoch } = document;
  if (json.length > MAX_DOCUMENT_LENGTH) {
    const message = `the document of ${releaseId} is ${json.length} characters long, the index takes ${MAX_DOCUMENT_LENGTH}: shorten what made it`;
    return { kind: 'rejected', code: 'too-large', message };
  }
  try {
    indexVersion(capture.fetchedAt, epoch);
  } catch (error) {
    const message = `${(error as Error).message}: mend the clock or the epoch that gave it, and replay`;
    return { kind: 'rejected', code: 'bad-version', message };
  }
  if (parseCaptureKey(captureKey(releaseId, capture)) !== undefined) return undefined;
  const message = `releaseId ${JSON.stringify(releaseId).slice(0, 80)} or its capture's sha256 is not hexadecimal of 32 and 64 digits: it was not made by the fetcher`;
  return { kind: 'rejected', code: 'bad-key', message };
}
