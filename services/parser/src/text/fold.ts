const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
/** White space but the plain space, invisible and control characters: what folding changes. */
const LOOSE = /[\p{Cc}\u00A0\u00AD\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF]/u;
/** Of what is loose: the soft hyphen, zero-width characters and controls that are no white space. */
const UNSEEN = /[[\p{Cc}\u00AD\u200B\u2060\uFEFF]--[\t-\r]]+/gv;
/** White space that is not one plain space; a plain space is not worth replacing by itself. */
const GAPS = /\s{2,}|[^\S ]/g;

/** White space folded to single spaces, invisible and control characters dropped, ends trimmed. */
export function fold(text: string): string {
  const trimmed = text.trim();
  const loose = LOOSE.test(trimmed);
  if (!loose && !trimmed.includes('  ')) return trimmed;
  return (loose ? trimmed.replace(UNSEEN, '') : trimmed).replace(GAPS, ' ').trim();
}

/**
 * The same for text whose lines matter (tables, code): lines kept, and the tabs that part cells or indent; ends of lines
 * trimmed, outer blank lines dropped.
 */
export const foldLines = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .split('\n')
    .map((line) => line.replace(/[\p{Cc}--\t]/gv, ' ').trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();

/** Lower case, accents and full stops dropped, white space folded: the key of word tables. */
export const wordKey = (text: string): string =>
  (PLAIN.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/\./g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Nothing that has another form without accents. */
const PLAIN = /^[ -~]*$/;

/** The first `length` UTF-16 units, never half a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
