import { promisify } from 'node:util';
import { constants, gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';

const { CompressionCodecs, CompressionTypes } = kafkajs;
type Compress = (data: Buffer) => Promise<Buffer>;

const compressGzip = promisify(gzip) as (data: Buffer, options: { level: number }) => Promise<Buffer>;
const decompressGzip = promisify(gunzip) as Compress;
const compressZstd = promisify(zstdCompress) as Compress;
const decompressZstd = promisify(zstdDecompress) as Compress;

/** kafkajs hands the encoder over, or the bytes. */
const bytesOf = (data: Buffer | { buffer: Buffer }): Buffer => (Buffer.isBuffer(data) ? data : data.buffer);

/**
 * gzip in its quickest setting: on JSON it takes a third of the default’s time for a tenth more bytes. zstd is read and
 * written by Node’s zlib. Nothing of ours writes snappy or lz4: reading them ends with an error that says so.
 */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.GZIP] = () => ({
    compress: (data: { buffer: Buffer }) => compressGzip(bytesOf(data), { level: constants.Z_BEST_SPEED }),
    decompress: (data: Buffer) => decompressGzip(data),
  });
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: (data: { buffer: Buffer }) => compressZstd(bytesOf(data)),
    decompress: (data: Buffer) => decompressZstd(data),
  });
  CompressionCodecs[CompressionTypes.Snappy] = () => refuse('snappy');
  CompressionCodecs[CompressionTypes.LZ4] = () => refuse('lz4');
}

/** A record in a codec that nobody here can read. */
export class UnreadableCodecError extends Error {
  override readonly name = 'UnreadableCodecError';
  /** Trying again does not help; kafkajs asks for this field. */
  readonly retriable = false;
}

function refuse(codec: string): never {
  throw new UnreadableCodecError(
    `a record is compressed with ${codec}, which Presswatch does not read: set its producer, or the topic’s compression.type, to gzip, zstd or none`,
  );
}
