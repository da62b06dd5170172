export { type Capture, captureId, captureKey, compareCaptures, parseCaptureKey, sha256 } from './capture.ts';
export { contentHash } from './content-hash.ts';
export { type FetchScope, type ItemNames, mintReleaseId, mintReleaseIds, NamelessItemError } from './release-id.ts';
export { type Revision, type RevisionInput, revisionsOf } from './revisions.ts';
export { type Arrival, contentVersion, mergeArrival, type Shown, withdrawnAt } from './shown.ts';
export { IDENTITY_VERSION, normaliseUrl } from './url.ts';
export { indexVersion } from './version.ts';
