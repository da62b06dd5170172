import { classOf, EXTEND, IGNORED, widthOf } from './characters.ts';
import { normaliseWord } from './normalise.ts';
import { cut, MAX_TERM, MAX_WORD } from './terms.ts';

const MAX_CACHED_CLUSTERS = 10_000;
const clusters = new Map<string, string>();

/** A copy that shares no memory with the text it was cut from, so that a kept term never keeps a whole release. */
const detached = (text: string): string => text.split('').join('');

/** A letter of a script without spaces, with its marks. */
export interface Cluster {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** The letter that begins at an offset. */
export function clusterAt(text: string, start: number): Cluster {
  let end = start + widthOf(text.codePointAt(start) ?? 0);
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0;
    const kind = classOf(code);
    if (kind !== EXTEND && kind !== IGNORED) break;
    end += widthOf(code);
  }
  return { term: clusterTerm(text.slice(start, end)), start, end };
}

/** Most such letters are their own normal form: Han, kana, Hangul syllables. */
function clusterTerm(raw: string): string {
  const code = raw.charCodeAt(0);
  const plain = (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fe);
  if (raw.length === 1 && (plain || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)))
    return raw;
  const known = clusters.get(raw);
  if (known !== undefined) return known;
  const copy = detached(cut(raw, MAX_WORD));
  const made = detached(cut(normaliseWord(copy), MAX_TERM / 2));
  if (copy.length > MAX_TERM) return made;
  if (clusters.size >= MAX_CACHED_CLUSTERS) clusters.clear();
  clusters.set(copy, made);
  return made;
}
