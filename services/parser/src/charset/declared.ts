import { TextDecoder } from 'node:util';

const HEAD = 8 * 1024;
const XML = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})["']/i;
const META = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;

/** The charset that the document itself declares, in an XML declaration or a `meta` element of its first 8 KiB. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  return (XML.exec(head) ?? META.exec(head))?.[1];
}

/** A decoder for a label of the WHATWG Encoding Standard (so `latin1` is windows-1252), or `undefined` for no label. */
export function decoderFor(label: string | undefined, fatal = false): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label.trim(), { fatal, ignoreBOM: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined; // no such label: the content decides
    throw error;
  }
}
