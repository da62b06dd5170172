/** Where an object begins, or its dictionary ends at the latest. Bounded, so that its cost grows with the length only. */
const BORDER = /(?<!\d)\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj\b|endobj|stream/g;
const STRING = /\((?:[^()\\]|\\.){0,2000}\)/gs;
const BRACKET = /<<|>>|[[\]]/g;
const OPEN_MOST = 16;
/** Smaller files take no long time, however they are damaged. */
const SMALL = 128 * 1024;

/**
 * Whether objects leave their dictionaries or lists open again and again, as no writer does: the library, which looks for
 * its objects by itself where the index of a file is damaged, would read each of them to the file's end, at a cost that
 * grows with the square of its length.
 */
export function leavesObjectsOpen(bytes: Uint8Array): boolean {
  if (bytes.length <= SMALL) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  let left = 0;
  let start: number | undefined;
  for (const border of text.matchAll(BORDER)) {
    if (start !== undefined && isOpen(text.slice(start, border.index)) && ++left > OPEN_MOST) return true;
    start = border[0].endsWith('obj') && border[0] !== 'endobj' ? border.index + border[0].length : undefined;
  }
  return false;
}

/** Strings aside, which may hold brackets of any kind, more brackets open than close. */
function isOpen(object: string): boolean {
  let depth = 0;
  for (const [bracket] of object.replace(STRING, '').matchAll(BRACKET))
    depth += bracket === '<<' || bracket === '[' ? 1 : -1;
  return depth > 0;
}
