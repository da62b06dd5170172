import type { Format, FormatInput } from '../../draft.ts';
import { readMarkdown } from './read.ts';

const HEAD = 4096;
const FILE = /\.(?:md|markdown|mdown|mkd)$/i;
const HEADING = /^#{1,6}\s+\S/m;
const SIGNS = [HEADING, /\[[^\]\n]{1,200}\]\((?:https?:|mailto:|\/)/, /\*\*[^*\n]{1,200}\*\*/, /^[*-] \S/m, /^> \S/m];

function recognise({ text, mediaType, hints }: FormatInput): number {
  if (/^text\/(?:x-)?markdown$/.test(mediaType)) return 0.8;
  if (!/^text\/plain$|octet-stream$/.test(mediaType)) return 0;
  if (FILE.test(hints.fileName ?? '')) return 0.8;
  const head = text.slice(0, HEAD);
  if (/^---\n[\w-]+\s?:/.test(head)) return 0.6;
  const signs = SIGNS.filter((sign) => sign.test(head)).length;
  return /^\s{0,3}#{1,6}\s+\S/.test(head) || signs >= 2 ? 0.6 : 0;
}

/** Markdown, with front matter if there is any. */
export const markdown: Format = { name: 'markdown', recognise, read: readMarkdown };
