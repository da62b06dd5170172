const LF = 0x0a;
const DASH = 0x2d;
const ENCODED = /^content-transfer-encoding:\s{0,20}(?:base64|quoted-printable)/i;
const CHECKED = 64;

/**
 * Lines of plain parts that are read of a mail. The library joins them one by one, at a cost that grows faster than their
 * number; encoded parts it takes by blocks.
 */
const LINES_MOST = 20_000;

/** The mail up to where its plain parts come to too many lines. Linear, and makes no copy. */
export function boundedLines(bytes: Uint8Array): Uint8Array {
  let encoded = false;
  let lines = 0;
  let start = 0;
  while (start < bytes.length) {
    const first = bytes[start] ?? 0;
    if (first === DASH && bytes[start + 1] === DASH) encoded = false;
    else if (first === 0x43 || first === 0x63) encoded ||= ENCODED.test(latin1(bytes, start));
    if (!encoded && ++lines > LINES_MOST) return bytes.subarray(0, start);
    const end = bytes.indexOf(LF, start);
    if (end < 0) return bytes;
    start = end + 1;
  }
  return bytes;
}

const latin1 = (bytes: Uint8Array, start: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(CHECKED, bytes.length - start)).toString('latin1');
