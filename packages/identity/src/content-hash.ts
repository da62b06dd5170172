import { createHash } from 'node:crypto';

/** Zero-width and soft characters that editors leave behind and nobody reads. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

const normalise = (text: string): string => text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

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
