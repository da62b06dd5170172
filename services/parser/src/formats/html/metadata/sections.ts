import type { DomElement } from '../dom.ts';

/** What classes and ids of an element say of the dates in it. */
export interface Marks {
  /** It surely speaks of other things: comments, related pages. */
  readonly foreign: boolean;
  /** It may speak of other things: widgets, footers. */
  readonly doubtful: boolean;
  readonly published: boolean;
  readonly modified: boolean;
  /** It may hold a date. */
  readonly dated: boolean;
}

/** A part of the page that may speak of other things than the page does. */
export interface Section {
  readonly up: Section | undefined;
  readonly depth: number;
  readonly foreign: boolean;
  /** By its tag, which holds however deep; a class only holds for what lies near. */
  readonly byTag: boolean;
  /** The page's own heading lies in it: it is the page's own, whatever its class says. */
  own: boolean;
}

const FOREIGN =
  /comment|disqus|related|recommend|popular|trending|most-?(?:read|view)|calendar|reply|replies|cookie|newsletter/;
const DOUBTFUL =
  /sidebar|side-bar|widget|footer|teaser|latest|archive|next-?post|prev|copyright|read-?more|event-|card|carousel|slider|ticker|feed-?item/;
const PUBLISHED =
  /publi|posted|created|entry-?date|post-?date|release|pub-?date|article-?date|story-?date|date-?line|timestamp|datum|fecha|date/;
const SURELY_PUBLISHED = /publi|posted|entry-date/;
const MODIFIED = /modif|updat|revis|änderung|aktualisier|actualis|actualiz|aggiornat|bijgewerkt|lastmod/;
const DATED = /date|time|publi|posted|datum|fecha|meta|byline|info/;
const TAGS = new Set(['FOOTER', 'ASIDE', 'NAV']);
const NEAR = 6;
const REMEMBERED = 2000;
const NONE: Marks = { foreign: false, doubtful: false, published: false, modified: false, dated: false };

/** Reads classes and ids, each wording once a page. */
export function marksReader(): (element: DomElement) => Marks {
  const known = new Map<string, Marks>();
  return (element) => {
    const [words, id] = [element.getAttribute('class'), element.getAttribute('id')];
    if (words === null && id === null) return NONE;
    const text = id === null ? (words ?? '') : `${words ?? ''} ${id}`;
    const before = known.get(text);
    if (before) return before;
    const marks = read(text.slice(0, MARKS_MOST).toLowerCase());
    if (known.size < REMEMBERED) known.set(text, marks);
    return marks;
  };
}

const MARKS_MOST = 500;

const ANY = new RegExp([FOREIGN, DOUBTFUL, PUBLISHED, MODIFIED, DATED].map(({ source }) => source).join('|'));

function read(text: string): Marks {
  if (!ANY.test(text)) return NONE;
  return {
    foreign: FOREIGN.test(text),
    doubtful: DOUBTFUL.test(text),
    published: PUBLISHED.test(text),
    modified: MODIFIED.test(text) && !SURELY_PUBLISHED.test(text),
    dated: DATED.test(text),
  };
}

/** The section that an element opens, or that it lies in. */
export function sectionOf(element: DomElement, marks: Marks, depth: number, up: Section | undefined) {
  const byTag = TAGS.has(element.tagName);
  if (!byTag && !marks.foreign && !marks.doubtful) return up;
  if (element.tagName === 'BODY' || element.tagName === 'HTML') return up;
  return { up, depth, foreign: marks.foreign, byTag, own: false };
}

/** How surely something at a depth within a section speaks of other things: 0 not, 1 perhaps, 2 surely. */
export function foreignness(section: Section | undefined, depth: number): 0 | 1 | 2 {
  let worst: 0 | 1 | 2 = 0;
  for (let at = section; at; at = at.up) {
    const near = depth - at.depth < NEAR;
    if (at.own || !(at.byTag || near)) continue;
    if (at.foreign && near) return 2;
    worst = 1;
  }
  return worst;
}
