const OPEN = 0x28;
const CLOSE = 0x29;
const ESCAPE = 0x5c;
const STREAM = Buffer.from('stream');
const END = Buffer.from('endstream');
/** Titles, addresses and the like are far shorter; what is longer stands in streams. */
const STRING_MOST = 32 * 1024;
const OPEN_MOST = 16;

/**
 * Whether strings outside of streams are left open again and again, as no writer does: the library, which then looks for
 * its objects by itself, would read each of them to the file's end, at a cost that grows with the square of its length.
 */
export function leavesStringsOpen(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let left = 0;
  let stream = streamFrom(buffer, 0);
  for (let at = buffer.indexOf(OPEN); at >= 0; ) {
    if (stream >= 0 && stream < at) {
      const end = buffer.indexOf(END, stream);
      const next = end < 0 ? buffer.length : end + END.length;
      stream = streamFrom(buffer, next);
      at = buffer.indexOf(OPEN, Math.max(at, next));
      continue;
    }
    const end = endOfString(buffer, at);
    if (end === undefined && ++left > OPEN_MOST) return true;
    at = buffer.indexOf(OPEN, end ?? at + 1);
  }
  return false;
}

/** Where the next stream begins: an end without a beginning, as damage leaves them, is none. */
function streamFrom(buffer: Buffer, from: number): number {
  let at = buffer.indexOf(STREAM, from);
  while (at >= 3 && buffer.subarray(at - 3, at).equals(END.subarray(0, 3)))
    at = buffer.indexOf(STREAM, at + STREAM.length);
  return at;
}

/** Behind the bracket that closes a string; brackets within it come in pairs (ISO 32000-1, 7.3.4.2). */
function endOfString(buffer: Buffer, start: number): number | undefined {
  const most = Math.min(buffer.length, start + STRING_MOST);
  let depth = 0;
  for (let at = start; at < most; at++) {
    const byte = buffer[at];
    if (byte === ESCAPE) at++;
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) return at + 1;
  }
  return undefined;
}
