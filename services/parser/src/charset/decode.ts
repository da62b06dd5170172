import { isUtf8 } from 'node:buffer';
import { library } from '../library.ts';
import { isRefusal, type Refusal, refuse } from '../reasons.ts';
import { looksBinary, magicName } from './binary.ts';
import { declaredCharset, decoderFor } from './declared.ts';
import { plausible, utf16Order } from './utf16.ts';

/** Text out of bytes. */
export interface Decoded {
  /** Line breaks as `\n`, no NULs, no byte order mark. */
  readonly text: string;
  /** WHATWG name of the encoding, in lower case. */
  readonly charset: string;
  /** How the encoding was found: `bom`, `utf-8 check`, `label`, `declaration`, `content`, `last resort`. */
  readonly by: string;
}

const BOMS = [
  { bytes: [0xef, 0xbb, 0xbf], charset: 'utf-8' },
  { bytes: [0xff, 0xfe], charset: 'utf-16le' },
  { bytes: [0xfe, 0xff], charset: 'utf-16be' },
] as const;

/**
 * Decodes the bytes of a release. What the bytes are goes before what they are labelled as: a byte order mark, then
 * whether they are valid UTF-8, then the transport's label, the document's own declaration, and recognition by content.
 *
 * @param label the charset as the transport labels it; it may be wrong
 * @returns the text, or a refusal: `empty`, `binary` or `undecodable`
 */
export function decode(bytes: Uint8Array, label?: string): Decoded | Refusal {
  if (bytes.length === 0) return refuse('empty', 'The release has no bytes. Look at what its source delivers.');
  const found = decodeRaw(bytes, label);
  if (isRefusal(found)) return found;
  return { ...found, text: clean(found.text) };
}

function decodeRaw(bytes: Uint8Array, label: string | undefined): Decoded | Refusal {
  const bom = BOMS.find((mark) => mark.bytes.every((byte, i) => bytes[i] === byte));
  if (bom?.charset === 'utf-8') return { text: new TextDecoder('utf-8').decode(bytes), charset: 'utf-8', by: 'bom' };
  if (bom) return utf16(bytes, bom.charset, 'bom');
  const magic = magicName(bytes);
  if (magic !== undefined) {
    return refuse('binary', `The bytes are ${magic}, not text. Point the source at the text or HTML of its releases.`);
  }
  const order = utf16Order(bytes);
  if (order) return utf16(bytes, order, 'content');
  const labelled = labelledUtf16(bytes, label);
  if (labelled) return labelled;
  if (looksBinary(bytes)) {
    return refuse('binary', 'The bytes hold control characters that no text has. Check what the source delivers.');
  }
  return eightBit(bytes, label);
}

/** An odd last byte is dropped: the rest is what can be had of truncated UTF-16. */
function utf16(bytes: Uint8Array, charset: 'utf-16le' | 'utf-16be', by: string): Decoded | Refusal {
  const even = bytes.subarray(0, bytes.length & ~1);
  const text = new TextDecoder(charset).decode(even);
  if (!plausible(text)) {
    return refuse('undecodable', `The bytes start like ${charset} but do not decode to text. Fetch the release again.`);
  }
  return { text, charset, by };
}

/** UTF-16 that only its label names (no byte order mark, no ASCII inside). */
function labelledUtf16(bytes: Uint8Array, label: string | undefined): Decoded | undefined {
  const encoding = decoderFor(label)?.encoding;
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return undefined;
  if (validUtf8(bytes) !== undefined) return undefined;
  const tried = utf16(bytes, encoding, 'label');
  return isRefusal(tried) ? undefined : tried;
}

function eightBit(bytes: Uint8Array, label: string | undefined): Decoded | Refusal {
  const seven = bytes.includes(0x1b) ? escaped(bytes, [label, declaredCharset(bytes)]) : undefined;
  if (seven) return seven;
  const utf8 = validUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, charset: 'utf-8', by: 'utf-8 check' };
  const declared = declaredCharset(bytes);
  for (const [by, name] of [
    ['label', label],
    ['declaration', declared],
  ] as const) {
    const text = decodesCleanly(bytes, name);
    if (text) return { ...text, by };
  }
  return damagedUtf8(bytes, label ?? declared) ?? recognised(bytes);
}

/** ISO-2022-JP and its like are ASCII with escape sequences, hence valid UTF-8: only the label tells. */
function escaped(bytes: Uint8Array, labels: readonly (string | undefined)[]): Decoded | undefined {
  for (const label of labels) {
    const decoder = decoderFor(label);
    if (decoder?.encoding === 'iso-2022-jp') {
      return { text: decoder.decode(bytes), charset: 'iso-2022-jp', by: 'label' };
    }
  }
  return undefined;
}

const UTF8 = new TextDecoder('utf-8');

/** The text where all bytes are UTF-8, but for a last character cut short. */
function validUtf8(bytes: Uint8Array): string | undefined {
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++) {
    const last = bytes[bytes.length - cut] ?? 0;
    if (cut > 0 && last < 0x80) return undefined; // what was cut off was no part of a longer character
    const whole = bytes.subarray(0, bytes.length - cut);
    if (isUtf8(whole)) return UTF8.decode(whole);
  }
  return undefined;
}

const C1 = /[\u0080-\u009F]/;

function decodesCleanly(bytes: Uint8Array, label: string | undefined): Omit<Decoded, 'by'> | undefined {
  const decoder = decoderFor(label);
  if (!decoder || decoder.encoding.startsWith('utf-')) return undefined;
  const text = decoder.decode(bytes);
  return text.includes('\uFFFD') || C1.test(text) ? undefined : { text, charset: decoder.encoding };
}

/** UTF-8 with a few bad bytes (a page put together of parts) is still UTF-8. */
function damagedUtf8(bytes: Uint8Array, label: string | undefined): Decoded | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  let bad = 0;
  let good = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) bad++;
    else if (unit >= 0x80) good++;
  }
  const share = decoderFor(label)?.encoding === 'utf-8' ? 0.5 : 0.1;
  return bad <= good * share ? { text, charset: 'utf-8', by: 'content' } : undefined;
}

const SAMPLE = 32 * 1024;
const chardet = library<typeof import('chardet')>('chardet');

function recognised(bytes: Uint8Array): Decoded {
  const high = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, high - 1024);
  for (const match of chardet()
    .analyse(bytes.subarray(start, start + SAMPLE))
    .slice(0, 4)) {
    const text = match.name === 'ISO-8859-1' ? undefined : decodesCleanly(bytes, match.name);
    if (text && match.confidence >= 20) return { ...text, by: 'content' };
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), charset: 'windows-1252', by: 'last resort' };
}

const UNCLEAN = /[\0\r\u0085\u2028\u2029\f\v\uFEFF]/;

const clean = (text: string): string =>
  UNCLEAN.test(text)
    ? text
        .replace(/\0/g, '')
        .replace(/^\uFEFF/, '')
        .replace(/\r\n?|[\u0085\u2028\u2029\f\v]/g, '\n')
    : text;
