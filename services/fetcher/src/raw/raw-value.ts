import type { RawReleasePresent } from '@presswatch/events';

/** A raw release whose original bytes are not yet in base64. */
export interface UnencodedRelease extends Pick<RawReleasePresent, KeptField> {
  readonly bytes: Uint8Array;
}

type KeptField =
  | 'state'
  | 'releaseId'
  | 'capture'
  | 'source'
  | 'aliases'
  | 'mediaType'
  | 'size'
  | 'url'
  | 'charset'
  | 'truncated'
  | 'fetch'
  | 'hints';

/** Bytes encoded at a time; a multiple of three, so that the pieces of base64 fit together. */
const PIECE = 3 * 16 * 1024;

/**
 * The JSON of a raw release, written straight into one buffer: of a file of some MB neither its base64 nor its JSON is
 * ever a string, each of which would take as much again.
 */
export function rawValue({ bytes, ...fields }: UnencodedRelease): Buffer {
  const before = `${JSON.stringify(fields).slice(0, -1)},"bytes":"`;
  const start = Buffer.byteLength(before);
  const value = Buffer.allocUnsafeSlow(start + Math.ceil(bytes.length / 3) * 4 + 2);
  value.write(before);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  for (let from = 0; from < source.length; from += PIECE) {
    at += value.write(source.toString('base64', from, Math.min(from + PIECE, source.length)), at, 'latin1');
  }
  value.write('"}', at);
  return value;
}
