import { createHash } from 'node:crypto';

/** Zero-width and soft characters that editors leave behind and nobody reads. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** What NFKC leaves alone: printable ASCII, Latin-1 letters, the usual quotes and dashes, the euro. */
const isInert = (code: number): boolean =>
  (code >= 0x20 && code <= 0x7e) ||
  (code >= 0xc0 && code <= 0xff) ||
  code === 0x2013 ||
  code === 0x2014 ||
  (code >= 0x2018 && code <= 0x201d) ||
  code === 0x20ac;

/** Most texts are normal already, which is quicker to see than to do. */
function isNormal(text: string): boolean {
  let before = 0x20;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isInert(code) || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20 || text === '';
}

const normalise = (text: string): string =>
  isNormal(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

/**
 * The hash that tells revisions apart: of normalised title and body text, not of bytes, so that a changed advertisement,
 * counter, line break or typographic space is no revision. Case and punctuation do count: a correction may be just that.
 *
 * @param title the release's title
 * @param blocks the texts of its body blocks, in order
 * @returns 64 lower-case hexadecimal digits
 */
export function contentHash(title: string, blocks: readonly string[]): string {
  const body = blocks
    .map(normalise)
    .filter((block) => block !== '')
    .join(' ');
  return createHash('sha256')
    .update(`${normalise(title)}\n${body}`)
    .digest('hex');
}
