const INDEX = Buffer.from('startxref');
const SMALL = 128 * 1024;

/**
 * Whether a file has lost the index of its objects, which stands at its end (ISO 32000-1, 7.5.5): it was cut short. The
 * library then looks for every object by itself, at a cost that may grow with the square of the length, so only small
 * files are worth the try.
 */
export const hasLostIndex = (bytes: Uint8Array): boolean =>
  bytes.length > SMALL && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(INDEX);
