import { isUtf8 } from 'node:buffer';
import { decode } from '../../charset/index.ts';
import { isRefusal } from '../../reasons.ts';

/** In the WHATWG Encoding Standard every byte has a character in it, so what was decoded by it can be had back. */
const WHOLE = 'windows-1252';

/** From character to byte of windows-1252. */
const BYTES: ReadonlyMap<string, number> = new Map(
  [...new TextDecoder(WHOLE).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map((char, byte) => [
    char,
    byte,
  ]),
);

/** The bytes that a text was decoded from, if windows-1252 was what decoded it. */
function bytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = BYTES.get(text.charAt(i));
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}

/** How UTF-8 reads that was taken for windows-1252: `Ã¶`, `â€œ`. */
const DOUBLE = /[\u00C2-\u00F4][\u0080-\u00BF\u0152-\u2122]/;

/** A text whose part was UTF-8 under another label, put right; any other text as it is. */
export function undoubled(text: string): string {
  if (!DOUBLE.test(text)) return text;
  const bytes = bytesOf(text);
  return bytes && isUtf8(bytes) ? new TextDecoder().decode(bytes) : text;
}

/** Whether a part has bytes that its label does not explain. */
export const isGarbled = (text: string | undefined): boolean => text?.includes('\uFFFD') === true;

const LABEL = /(content-type:[^\r\n]{0,120}(?:\r?\n[ \t][^\r\n]{0,120}){0,3}?charset\s{0,3}=\s{0,3}"?)[\w.:-]{1,40}/gi;
const BARE = /(content-type:[ \t]{0,9}text\/(?:plain|html))(?=[ \t]{0,9}\r?\n(?![ \t]))/gi;

/** A mail whose text parts are all labelled windows-1252, so that `recovered` has their bytes. */
export function relabelled(mail: Uint8Array): Uint8Array {
  const text = Buffer.from(mail.buffer, mail.byteOffset, mail.length).toString('latin1');
  const labels = text.replace(LABEL, `$1${WHOLE}`).replace(BARE, `$1; charset=${WHOLE}`);
  const start = /^From [^\n]{1,200}\n/.exec(text)?.[0].length ?? 0;
  const whole = `${labels.slice(0, start)}Content-Type: text/plain; charset=${WHOLE}\r\n${labels.slice(start)}`;
  return Buffer.from(/^content-type:/im.test(text) ? labels : whole, 'latin1');
}

/** A part of a relabelled mail, decoded by what its bytes are; `undefined` where they tell nothing. */
export function recovered(text: string | undefined): string | undefined {
  const bytes = text === undefined ? undefined : bytesOf(text);
  const decoded = bytes && decode(bytes);
  return decoded === undefined || isRefusal(decoded) ? undefined : decoded.text;
}
