const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
const CONTROL = /\p{Cc}/gu;

/** White space folded to single spaces, invisible and control characters dropped, ends trimmed. */
export const fold = (text: string): string =>
  text.replace(INVISIBLE, '').replace(/\s+/g, ' ').replace(CONTROL, '').trim();

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
