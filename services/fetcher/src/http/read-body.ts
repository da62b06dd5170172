import { type Readable, Transform, type TransformCallback, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { HttpError } from './http-error.ts';

export interface BodyLimits {
  /** Bytes over the wire. */
  readonly compressedBytes: number;
  /** Bytes after decompression. */
  readonly bytes: number;
}

export interface Body {
  readonly bytes: Uint8Array;
  /** More came than the limit: `bytes` holds what came before. */
  readonly overflowed: boolean;
}

const MAX_ENCODINGS = 2;

/**
 * Reads a body, decompressing as it comes. Both sizes are counted while streaming, and reading stops at the limit: a
 * bomb costs its limit, not its size.
 *
 * @param contentEncoding the header's value
 * @throws HttpError `unknown-encoding`; the stream's own errors pass through
 */
export async function readBody(body: Readable, contentEncoding: string | undefined, limits: BodyLimits): Promise<Body> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > MAX_ENCODINGS) throw unknown(encodings.join(', '));
  const decoders = encodings.reverse().map(decoderFor);
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.subarray(0, limits.bytes - size));
      size += chunk.length;
      done(size > limits.bytes ? new Overflow() : null);
    },
  });
  try {
    await pipeline([body, counter(limits.compressedBytes), ...decoders, collect]);
  } catch (error) {
    if (!(error instanceof Overflow)) throw error;
    return { bytes: Buffer.concat(chunks), overflowed: true };
  }
  return { bytes: Buffer.concat(chunks), overflowed: false };
}

/** More bytes than allowed; it ends the pipeline. */
class Overflow extends Error {
  override readonly name = 'Overflow';
}

const unknown = (name: string): HttpError =>
  new HttpError('unknown-encoding', `the answer is compressed as "${name.slice(0, 60)}", which was not asked for`);

function decoderFor(name: string): Transform {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  if (name === 'zstd') return createZstdDecompress();
  if (name === 'deflate') return inflateEither();
  throw unknown(name);
}

function counter(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      seen += chunk.length;
      if (seen > limit) done(new Overflow());
      else done(null, chunk);
    },
  });
}

/** `deflate` means zlib's format (RFC 9110 §8.4.1.2), but some servers send the bare stream: the first byte tells. */
function inflateEither(): Transform {
  let inner: Transform | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (inner === undefined) {
        inner = ((chunk[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
        inner.on('data', (data: Buffer) => this.push(data));
        inner.on('error', (error) => this.destroy(error));
      }
      inner.write(chunk, (error) => done(error));
    },
    flush(done) {
      if (inner === undefined) return done();
      inner.once('end', () => done());
      inner.end();
    },
    destroy(error, done) {
      inner?.destroy();
      done(error);
    },
  });
}
