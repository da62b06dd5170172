import iconv from 'iconv-lite';

/** A text together with how its bytes were read. */
export interface DecodedText {
  readonly text: string;
  /** In lower case, as the WHATWG or IANA names it. */
  readonly encoding: string;
  readonly from: 'bom' | 'header' | 'declaration' | 'content';
  /** Some bytes stood for nothing in this encoding and were replaced by U+FFFD. */
  readonly replaced: boolean;
}

interface Decoder {
  readonly encoding: string;
  readonly decode: (bytes: Uint8Array, fatal: boolean) => string | undefined;
}

/**
 * Decodes a feed. A byte order mark decides; bytes that are plainly UTF-8 or UTF-16 are that, whatever the labels say,
 * because labels are wrong more often than that happens by chance; then come the transport's label, the XML
 * declaration, and windows-1252, in which every byte means something.
 *
 * @param contentType a content type with its charset, or a bare charset label
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked) return decodeAs(marked, bytes, 'bom');
  const wide = wideWithoutMark(bytes);
  if (wide) return decodeAs(wide, bytes, 'content');
  const header = decoderFor(charsetOf(contentType));
  const declared = decoderFor(declaredIn(bytes));
  const label = header ?? declared;
  const utf8 = decoderFor('utf-8')?.decode(bytes, true);
  if (utf8 !== undefined && !outweighs(label, utf8)) {
    const from = header?.encoding === 'utf-8' ? 'header' : declared?.encoding === 'utf-8' ? 'declaration' : 'content';
    return { text: utf8, encoding: 'utf-8', from, replaced: false };
  }
  return byLabels(bytes, header, declared);
}

function byLabels(bytes: Uint8Array, header: Decoder | undefined, declared: Decoder | undefined): DecodedText {
  const labelled = [
    { decoder: header, from: 'header' as const },
    { decoder: declared, from: 'declaration' as const },
  ];
  for (const { decoder, from } of labelled) {
    const text = decoder?.decode(bytes, true);
    if (decoder && text !== undefined) return { text, encoding: decoder.encoding, from, replaced: false };
  }
  const multibyte = labelled.find(({ decoder }) => decoder && decoder.encoding !== 'utf-8');
  if (multibyte?.decoder) return decodeAs(multibyte.decoder.encoding, bytes, multibyte.from);
  // Mostly UTF-8 with a few broken bytes reads better as UTF-8 than as anything else.
  const broken = new TextDecoder('utf-8').decode(bytes);
  const lost = broken.split('\uFFFD').length - 1;
  const highBytes = countHigh(bytes);
  return lost * 8 <= highBytes
    ? { text: broken, encoding: 'utf-8', from: 'content', replaced: true }
    : decodeAs('windows-1252', bytes, 'content');
}

const countHigh = (bytes: Uint8Array): number => bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);

function decodeAs(encoding: string, bytes: Uint8Array, from: DecodedText['from']): DecodedText {
  const text = decoderFor(encoding)?.decode(bytes, false) ?? new TextDecoder().decode(bytes);
  return { text, encoding, from, replaced: text.includes('\uFFFD') };
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined;
}

/** `<` or `{` with a zero byte beside it. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  const opens = (byte: number | undefined): boolean => byte === 0x3c || byte === 0x7b;
  if (opens(a) && b === 0) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  return a === 0 && opens(b) ? 'utf-16be' : undefined;
}

/** Encodings whose bytes are all ASCII: being valid UTF-8 says nothing against them. */
const ESCAPING = new Set(['iso-2022-jp', 'iso-2022-kr', 'iso-2022-cn', 'hz-gb-2312', 'utf-7']);
const MULTIBYTE = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr']);

/** Whether a label counts more than the bytes being valid UTF-8: a few characters of GBK can be so by chance. */
function outweighs(label: Decoder | undefined, utf8: string): boolean {
  if (label === undefined) return false;
  if (ESCAPING.has(label.encoding)) return true;
  return MULTIBYTE.has(label.encoding) && (utf8.match(/[\u0080-\uFFFF]/g)?.length ?? 0) < 4;
}

function charsetOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined) return undefined;
  const match = /charset\s{0,5}=\s{0,5}["']?([\w.:+-]{1,40})/i.exec(contentType.slice(0, 500));
  return match?.[1] ?? (/[/;=]/.test(contentType) ? undefined : contentType);
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024));
  return /^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:+-]{1,40})["']/i.exec(head)?.[1];
}

function decoderFor(label: string | undefined): Decoder | undefined {
  const name = label?.trim().toLowerCase();
  if (name === undefined || name === '') return undefined;
  try {
    const { encoding } = new TextDecoder(name);
    return { encoding, decode: (bytes, fatal) => decodeStrictly(encoding, bytes, fatal) };
  } catch {
    // Not among the WHATWG's labels: iconv-lite knows the rest (code pages, UTF-32, UTF-7).
    if (!iconv.encodingExists(name)) return undefined;
    return { encoding: name, decode: (bytes) => iconv.decode(bytes, name) };
  }
}

function decodeStrictly(encoding: string, bytes: Uint8Array, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return undefined; // these bytes are not in this encoding: the caller tries the next
  }
}
