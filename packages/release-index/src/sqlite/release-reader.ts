import type { DatabaseSync } from 'node:sqlite';
import { type Capture, compareCaptures, indexVersion } from '@presswatch/identity';
import type { CaptureDocument, ReleaseDocument } from '../documents.ts';
import { aliasForm } from '../projection.ts';
import { hashBytes } from './capture-store.ts';
import { aliasName } from './release-store.ts';

const RELEASE = `
  SELECT r.id, r.release_id, r.version, r.first_seen, r.withdrawn_at, r.sort_at, c.fetched_at, c.epoch, c.document
  FROM releases r LEFT JOIN captures c ON c.id = r.content`;

interface ReleaseRow {
  readonly release_id: Uint8Array;
  readonly version: number;
  readonly first_seen: number;
  readonly withdrawn_at: number | null;
  readonly sort_at: number;
  readonly fetched_at: number | null;
  readonly epoch: number | null;
  readonly document: string | null;
}

/** The look-ups over one connection that need no search. */
export interface ReleaseLookUps {
  get(releaseId: string): ReleaseDocument | null;
  /** By releases.id; undefined where it was erased meanwhile. */
  byRow(id: number): ReleaseDocument | undefined;
  captures(releaseId: string): CaptureDocument[];
  lookUp(alias: string): string[];
  /** The releases that follow an id in the order of ids; the empty text comes before all. */
  following(releaseId: string, limit: number): ReleaseDocument[];
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const RELEASE_ID = /^[0-9a-f]{32}$/;

function toRelease(row: ReleaseRow): ReleaseDocument {
  return {
    releaseId: hexOf(row.release_id),
    firstSeen: row.first_seen,
    withdrawnAt: row.withdrawn_at,
    contentVersion: row.fetched_at === null || row.epoch === null ? null : indexVersion(row.fetched_at, row.epoch),
    version: row.version,
    shown: row.document === null ? null : (JSON.parse(row.document) as CaptureDocument),
    sortAt: row.sort_at,
  };
}

/** Oldest first. Of a capture that was read as present and as removed, what the newer epoch said. */
function inOrder(documents: readonly CaptureDocument[]): CaptureDocument[] {
  const last = new Map<string, CaptureDocument>();
  const nameOf = (capture: Capture) => `${capture.fetchedAt}-${capture.sha256}`;
  for (const document of documents) {
    const known = last.get(nameOf(document.capture));
    if (known === undefined || document.epoch >= known.epoch) last.set(nameOf(document.capture), document);
  }
  return [...last.values()].sort((a, b) => compareCaptures(a.capture, b.capture));
}

export function createReleaseLookUps(db: DatabaseSync): ReleaseLookUps {
  const byReleaseId = db.prepare(`${RELEASE} WHERE r.release_id = ?`);
  const byId = db.prepare(`${RELEASE} WHERE r.id = ?`);
  const after = db.prepare(`${RELEASE} WHERE r.release_id > ? ORDER BY r.release_id LIMIT ?`);
  const captures = db.prepare(
    'SELECT c.document FROM releases r JOIN captures c ON c.release = r.id WHERE r.release_id = ?',
  );
  const aliases = db.prepare(
    'SELECT r.release_id FROM aliases a JOIN releases r ON r.id = a.release WHERE a.name = ? ORDER BY r.release_id',
  );
  const asReleases = (rows: unknown): ReleaseDocument[] => (rows as ReleaseRow[]).map(toRelease);
  return {
    get: (releaseId) =>
      RELEASE_ID.test(releaseId) ? (asReleases(byReleaseId.all(hashBytes(releaseId)))[0] ?? null) : null,
    byRow: (id) => asReleases(byId.all(id))[0],
    captures: (releaseId) => {
      if (!RELEASE_ID.test(releaseId)) return [];
      const rows = captures.all(hashBytes(releaseId)) as unknown as { readonly document: string }[];
      return inOrder(rows.map((row) => JSON.parse(row.document) as CaptureDocument));
    },
    lookUp: (alias) => {
      const rows = aliases.all(aliasName(aliasForm(alias))) as unknown as { readonly release_id: Uint8Array }[];
      return rows.map((row) => hexOf(row.release_id));
    },
    following: (releaseId, limit) => asReleases(after.all(hashBytes(releaseId), limit)),
  };
}
