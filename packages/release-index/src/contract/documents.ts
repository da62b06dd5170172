import { createHash } from 'node:crypto';
import { contentHash } from '@presswatch/identity';
import type { CaptureDocument, ReleaseContent } from '../documents.ts';

/** 2024-01-01T00:00:00Z, in ms: when the first capture of these documents was fetched. */
export const START = Date.UTC(2024, 0, 1);

/** What a test says of a document; the rest is made up. */
export interface DocumentWish {
  /** Names the release: the same name, the same releaseId. */
  readonly release?: string;
  /** ms after START. */
  readonly after?: number;
  /** The bytes: two captures at one moment differ by them. */
  readonly bytes?: string;
  readonly epoch?: number;
  readonly source?: string;
  readonly aliases?: readonly string[];
  readonly title?: string;
  readonly body?: readonly string[];
  /** Null: the look found the release gone. */
  readonly content?: Partial<ReleaseContent> | null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The releaseId that a name stands for in these documents. */
export const releaseIdOf = (name: string): string => sha256(`release ${name}`).slice(0, 32);

/** A capture document that says what is wished and is plausible in everything else. */
export function captureDocument(wish: DocumentWish = {}): CaptureDocument {
  const { release = 'one', after = 0, epoch = 0 } = wish;
  const removed = wish.content === null;
  const fetchedAt = START + after;
  return {
    releaseId: releaseIdOf(release),
    capture: { fetchedAt, sha256: sha256(removed ? 'removed' : (wish.bytes ?? `bytes ${after}`)) },
    epoch,
    origin: epoch === 0 ? 'live' : 'replay',
    source: { id: wish.source ?? 'ministry', kind: 'feed' },
    aliases: wish.aliases ?? [],
    ingestedAt: fetchedAt + 5,
    way: [{ stage: 'fetcher', version: '1', at: fetchedAt + 5 }],
    rawAt: `releases.raw/0/${after}`,
    content: removed ? null : contentOf(wish),
  };
}

function contentOf(wish: DocumentWish): ReleaseContent {
  const title = wish.title ?? `Release ${wish.release ?? 'one'}`;
  const body = wish.body ?? ['Nothing further is known.'];
  return {
    title,
    kind: 'press-release',
    format: 'html',
    body: body.map((text) => ({ kind: 'paragraph', text })),
    links: [],
    entities: [],
    mentions: [],
    countries: [],
    topics: [],
    fingerprint: '0'.repeat(16),
    contentHash: contentHash(title, body),
    parserVersion: '1',
    enricherVersion: '1',
    gazetteerVersion: '1',
    ...wish.content,
  };
}
