import { createInflate, inflateSync } from 'node:zlib';

/** What a document's streams may come to, inflated, in bytes. Releases with pictures come to some 50 MB. */
const ALL_MOST = 256 * 1024 * 1024;
/** Compressed bytes of kinds that are not counted, which may grow by a thousand. */
const UNCOUNTED_MOST = 512 * 1024;
const SMALL = 32 * 1024;
const DICTIONARY = 1024;
const STREAM = Buffer.from('stream');
const END = Buffer.from('endstream');
const UNCOUNTED = /\/(?:LZWDecode|LZW|RunLengthDecode|RL|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b/;

/**
 * Whether a document's streams stay within bounds when they are inflated: the library that reads them has none, and
 * keeps them outside of the heap, where no limit of a worker holds. Streams that are encrypted are not seen.
 */
export async function staysBounded(bytes: Uint8Array): Promise<boolean> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let inflated = 0;
  let uncounted = 0;
  for (let at = buffer.indexOf(STREAM); at >= 0; at = buffer.indexOf(STREAM, at + STREAM.length)) {
    if (buffer.subarray(at - 3, at).equals(END.subarray(0, 3))) continue;
    const start = bodyStart(buffer, at + STREAM.length);
    const end = buffer.indexOf(END, start);
    const body = buffer.subarray(start, end < 0 ? buffer.length : end);
    if (isZlib(body)) inflated += await inflatedLength(body, ALL_MOST - inflated);
    else if (UNCOUNTED.test(buffer.toString('latin1', Math.max(0, at - DICTIONARY), at))) uncounted += body.length;
    if (inflated >= ALL_MOST || uncounted > UNCOUNTED_MOST) return false;
    at = end < 0 ? buffer.length : end;
  }
  return true;
}

function bodyStart(buffer: Buffer, at: number): number {
  if (buffer[at] === 0x0d && buffer[at + 1] === 0x0a) return at + 2;
  return buffer[at] === 0x0a || buffer[at] === 0x0d ? at + 1 : at;
}

/** The two bytes that begin zlib's format (RFC 1950, 2.2). */
const isZlib = (body: Buffer): boolean => {
  const [method = 0, flags = 0] = body;
  return (method & 0x0f) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0;
};

/** How long a body is inflated, as far as it goes without error, or `most` where it is longer. */
async function inflatedLength(body: Buffer, most: number): Promise<number> {
  if (body.length < SMALL) return smallLength(body, most);
  const inflate = createInflate({ chunkSize: 256 * 1024 });
  inflate.end(body);
  let length = 0;
  try {
    for await (const chunk of inflate) {
      length += (chunk as Buffer).length;
      if (length >= most) break;
    }
  } catch (error) {
    if (!isDataError(error)) throw error; // damaged: what came before counts
  }
  return Math.min(length, most);
}

function smallLength(body: Buffer, most: number): number {
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, Math.min(most, body.length * 1100)) }).length;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return most;
    if (!isDataError(error)) throw error;
    return body.length;
  }
}

const isDataError = (error: unknown): boolean =>
  /^Z_|^ERR_(?:TRAILING_JUNK|STREAM_PREMATURE_CLOSE)/.test(String((error as { code?: unknown }).code));
