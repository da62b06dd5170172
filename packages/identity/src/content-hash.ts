import { hash } from 'node:crypto';

/** Zero-width and soft characters that editors leave behind and nobody reads. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** What normalising changes still after NFKC, but for runs of plain spaces. */
const ODD = /[^\S ]|[\u00AD\u200B-\u200D\u2060\uFEFF]/;
/** White space that is not one plain space; a plain space is not worth replacing by itself. */
const GAPS = /\s{2,}|[^\S ]/g;

function normalise(text: string): string {
  const composed = text.normalize('NFKC').trim();
  if (!ODD.test(composed) && !composed.includes('  ')) return composed;
  return composed.replace(INVISIBLE, '').replace(GAPS, ' ').trim();
}

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
  return hash('sha256', `${normalise(title)}\n${body}`);
}
