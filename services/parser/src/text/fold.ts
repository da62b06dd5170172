const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
/** A control character dropped after white space was folded could leave two spaces: hence before, and not white space. */
const CONTROL_BUT_SPACE = /(?!\s)\p{Cc}/gu;
/** Most texts are folded already, which is quicker to see than to do. */
const LOOSE = /^ | $| {2}|[^\S ]|[\u00AD\u200B\u2060\uFEFF]|\p{Cc}/u;

/** White space folded to single spaces, invisible and control characters dropped, ends trimmed. */
export const fold = (text: string): string =>
  LOOSE.test(text) ? text.replace(INVISIBLE, '').replace(CONTROL_BUT_SPACE, '').replace(/\s+/g, ' ').trim() : text;

/** The same for text whose lines matter (tables, code): lines kept, their ends trimmed, outer blank lines dropped. */
export const foldLines = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .split('\n')
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();

/** Lower case, accents and full stops dropped, white space folded: the key of word tables. */
export const wordKey = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\./g, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The first `length` UTF-16 units, never half a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
