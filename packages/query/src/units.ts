const SCRATCH_UNITS = 64 * 1024;
const SHORT = 40;
const scratch = new Uint16Array(SCRATCH_UNITS);
const scratchBytes = Buffer.from(scratch.buffer);

/** The text's units in an array, which is read several times as quickly; good until the next call. */
export function unitsOf(text: string): Uint16Array {
  if (text.length <= SHORT) {
    for (let i = 0; i < text.length; i += 1) scratch[i] = text.charCodeAt(i);
    return scratch;
  }
  if (text.length <= SCRATCH_UNITS) {
    scratchBytes.write(text, 0, 'utf16le');
    return scratch;
  }
  const bytes = Buffer.from(new ArrayBuffer(text.length * 2));
  bytes.write(text, 0, 'utf16le');
  return new Uint16Array(bytes.buffer);
}
