import type { RawReleasePresent } from '@presswatch/events';

/** When the releases of the bench were fetched, ms. */
export const NOW = Date.UTC(2026, 0, 2);

/** A document as the fetcher would have published it. */
export function rawOf(bytes: Uint8Array | string, mediaType: string, url?: string): RawReleasePresent {
  const buffer = Buffer.from(bytes);
  return {
    state: 'present',
    releaseId: '0'.repeat(32),
    capture: { fetchedAt: NOW, sha256: '0'.repeat(64) },
    source: { id: 'bench', kind: 'upload' },
    ...(url === undefined ? {} : { url }),
    aliases: [],
    mediaType,
    size: buffer.length,
    bytes: buffer.toString('base64'),
  };
}
