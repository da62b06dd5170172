/** First bytes of files that are no text, and what to call them. */
const MAGIC: readonly { readonly name: string; readonly at: number; readonly bytes: readonly number[] }[] = [
  { name: 'a PDF document', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a ZIP archive or office document', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an old office document', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'a PNG image', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a RIFF sound, film or image', at: 0, bytes: [0x52, 0x49, 0x46, 0x46] },
  { name: 'an MP4 film', at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
  { name: 'gzipped data', at: 0, bytes: [0x1f, 0x8b, 0x08] },
  { name: 'Zstandard data', at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'a 7-Zip archive', at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'a RAR archive', at: 0, bytes: [0x52, 0x61, 0x72, 0x21, 0x1a] },
  { name: 'a program', at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
];

/** What the first bytes name, or `undefined`. */
export function magicName(bytes: Uint8Array): string | undefined {
  return MAGIC.find((magic) => magic.bytes.every((byte, i) => bytes[magic.at + i] === byte))?.name;
}

const SAMPLE = 64 * 1024;
/** More than this share of NULs and other control characters that text does not use means that it is none. */
const MOST_CONTROLS = 0.02;

/** By byte: 1 for a control character that no text uses. */
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) => {
  const used = byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b || byte === 0x1a;
  return !used || byte === 0x7f ? 1 : 0;
});

/** How often control characters that no text uses stand in the first 64 KiB, 0 to 1. NUL counts. */
export function controlShare(bytes: Uint8Array): number {
  const end = Math.min(bytes.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < end; i++) {
    controls += CONTROL[bytes[i] ?? 0] ?? 0;
  }
  return end === 0 ? 0 : controls / end;
}

export const looksBinary = (bytes: Uint8Array): boolean => controlShare(bytes) > MOST_CONTROLS;
