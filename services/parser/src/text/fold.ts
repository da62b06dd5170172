const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
/** White space but the plain space, invisible and control characters: what folding changes. */
const isLoose = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0xa0) ||
  code === 0xad ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x2060 ||
  code === 0x3000 ||
  code === 0xfeff;

/** Of what is loose: the soft hyphen, zero-width characters and controls that are no white space. */
const isUnseen = (code: number): boolean =>
  code === 0xad ||
  code === 0x200b ||
  code === 0x2060 ||
  code === 0xfeff ||
  (code < 0x20 && !(code >= 0x09 && code <= 0x0d)) ||
  (code >= 0x7f && code <= 0x9f);

/** Most texts are folded already, which is quicker to see than to do. */
function isFolded(text: string): boolean {
  let before = 0x20;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLoose(code) || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20 || text === '';
}

/** White space folded to single spaces, invisible and control characters dropped, ends trimmed. */
export const fold = (text: string): string => (isFolded(text) ? text : refold(text));

/** In one pass: stretches that stay are copied whole. */
function refold(text: string): string {
  let out = '';
  let from = 0;
  let gap = false;
  const take = (to: number): void => {
    if (to === from) return;
    out += gap && out !== '' ? ` ${text.slice(from, to)}` : text.slice(from, to);
    gap = false;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && !isLoose(code)) continue;
    take(at);
    from = at + 1;
    gap ||= !isUnseen(code);
  }
  take(text.length);
  return out;
}

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
