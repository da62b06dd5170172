import { rawReleaseSchema } from '@presswatch/events';
import { expect, it } from 'vitest';
import { rawValue } from './raw-value.ts';

/** Bytes encoded at a time. */
const PIECE = 3 * 16 * 1024;

const fields = {
  state: 'present' as const,
  releaseId: 'a'.repeat(32),
  capture: { fetchedAt: Date.UTC(2024, 5, 28), sha256: 'b'.repeat(64) },
  source: { id: 'é"\\', kind: 'folder' },
  aliases: ['ñ/\u2028.txt'],
  mediaType: 'text/plain',
};

it.each([0, 1, 2, 3, 4, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 2])(
  'is the JSON of a release of %i bytes',
  (length) => {
    // A part of a larger buffer, as a truncated file is.
    const bytes = Uint8Array.from({ length: length + 2 }, (_, i) => (i * 31) % 256).subarray(1, length + 1);
    const read: unknown = JSON.parse(rawValue({ ...fields, size: length, bytes }).toString());
    expect(read).toEqual({ ...fields, size: length, bytes: Buffer.from(bytes).toString('base64') });
    rawReleaseSchema.parse(read);
  },
);
