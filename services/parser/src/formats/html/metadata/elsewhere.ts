import { type DomElement, marksOf } from '../dom.ts';

/** `strict` leaves out every part that may speak of other things, `lenient` only those that surely do. */
export type Strictness = 'strict' | 'lenient';

const STRICT =
  /comment|disqus|related|sidebar|side-bar|widget|footer|recommend|teaser|latest|popular|trending|most-?read|archive|calendar|reply|next-?post|prev|cookie|copyright|read-?more|event-/i;
const LENIENT = /comment|disqus|related|recommend|popular|trending|most-?read|calendar|reply|cookie/i;
const TAGS = new Set(['FOOTER', 'ASIDE', 'NAV']);
const ANCESTORS = 12;
const MARKED_ANCESTORS = 6;

/**
 * Whether an element lies in a part of the page that speaks of other things: comments, teasers, widgets. A part that
 * holds the page's heading is the page's own, whatever its class says.
 */
export function elsewhere(element: DomElement, strictness: Strictness): boolean {
  const marks = strictness === 'strict' ? STRICT : LENIENT;
  let up: DomElement | null = element;
  for (let i = 0; up && i < ANCESTORS; i++, up = up.parentElement) {
    if (up.tagName === 'BODY' || up.tagName === 'HTML') return false;
    const other =
      (strictness === 'strict' && TAGS.has(up.tagName)) || (i < MARKED_ANCESTORS && marks.test(marksOf(up)));
    if (other && !up.querySelector('h1')) return true;
  }
  return false;
}
