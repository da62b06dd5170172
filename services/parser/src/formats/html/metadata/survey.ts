import { fold } from '../../../text/fold.ts';
import { type DomDocument, type DomElement, type DomNode, ELEMENT, isElement, TEXT } from '../dom.ts';
import { type Item, itemOf, takeProperty } from './items.ts';
import { type Marks, marksReader, type Section, sectionOf } from './sections.ts';
import { INLINE, SKIPPED, shortText } from './short-text.ts';

/** A place of the page that may state a date. */
export interface DatePlace {
  readonly element: DomElement;
  /** What led to it: a `time` element, a class, a line of text with digits. */
  readonly by: 'time' | 'marked' | 'text';
  /** The line, folded, where it was read as one. */
  readonly line: string | undefined;
  /** The line before, where it is short enough to be a label. */
  readonly before: string;
  readonly marks: Marks;
  /** Marks of its parent. */
  readonly around: Marks;
  readonly section: Section | undefined;
  readonly depth: number;
  /** How many headings of the first level came before. */
  readonly headings: number;
  /** How much text came before, in characters. */
  readonly at: number;
  /** Lies in a link. */
  readonly link: string | undefined;
}

export interface Heading {
  readonly text: string;
  /** 1 for `h1`. */
  readonly level: number;
  readonly at: number;
  readonly foreign: boolean;
}

/** What one walk over a page collects for all that reads its metadata. */
export interface Survey {
  readonly root: DomElement;
  readonly metas: { readonly name: string; readonly content: string }[];
  readonly ld: string[];
  /** Scripts that are no linked data. */
  readonly scripts: DomElement[];
  readonly items: Item[];
  readonly headings: Heading[];
  readonly dates: DatePlace[];
  title: string;
  canonical: string | undefined;
}

interface Place {
  readonly depth: number;
  readonly section: Section | undefined;
  readonly link: string | undefined;
  readonly marks: Marks;
  readonly item: Item | undefined;
  /** The innermost element that is no part of a line. */
  readonly block: DomElement;
  readonly blockMarks: Marks;
  readonly blockAround: Marks;
}

/** The line that is being read. */
interface Line {
  readonly parts: string[];
  length: number;
  place: Place | undefined;
}

interface State {
  readonly survey: Survey;
  readonly marksOf: (element: DomElement) => Marks;
  line: Line;
  /** The last line that had any text. */
  before: string;
  at: number;
  readonly hasItems: boolean;
}

const DEEPEST = 300;
const MOST = { metas: 1000, ld: 50, scripts: 60, headings: 60, dates: 500, title: 2000 } as const;
const LINE_MOST = 400;
const LABEL_MOST = 40;
/** Elements that pages set apart by style rather than by a space. */
const SPACED = new Set(['SPAN', 'A', 'TIME', 'STRONG', 'B']);
/** Whether a page has microdata, or RDFa other than OpenGraph's. */
const hasItems = (html: string): boolean =>
  html.includes('itemprop') || html.includes('typeof=') || /property=["']?(?:schema|dc|rnews|date)/i.test(html);
/** A day and a year in some spelling; no date has less. */
const DATELIKE = /[\d٠-٩۰-۹０-９]{4}|[\d٠-٩۰-۹０-９]\s?[./-]\s?[\d٠-٩۰-۹０-９]/u;

/**
 * Walks once over a page and collects its metadata, headings, and the places that may state a date.
 *
 * @param html what the document was made of: tells which kinds of mark-up need not be looked for
 */
export function survey(document: DomDocument, html: string): Survey {
  const root = document.documentElement;
  const found: Survey = {
    root,
    metas: [],
    ld: [],
    scripts: [],
    items: [],
    headings: [],
    dates: [],
    title: '',
    canonical: undefined,
  };
  const state: State = {
    survey: found,
    marksOf: marksReader(),
    line: { parts: [], length: 0, place: undefined },
    before: '',
    at: 0,
    hasItems: hasItems(html),
  };
  const marks = state.marksOf(root);
  walk(
    root,
    {
      depth: 0,
      section: undefined,
      link: undefined,
      marks,
      item: undefined,
      block: root,
      blockMarks: marks,
      blockAround: marks,
    },
    state,
  );
  return found;
}

function walk(parent: DomElement, place: Place, state: State): void {
  for (const node of parent.childNodes) {
    if (node.nodeType === TEXT) takeText(node, place, state);
    else if (node.nodeType === ELEMENT && isElement(node)) visit(node, place, state);
  }
}

function takeText(node: DomNode, place: Place, state: State): void {
  const text = node.textContent ?? '';
  const { line } = state;
  line.length += text.length;
  if (line.length > LINE_MOST || text.trim() === '') return;
  line.parts.push(text);
  line.place ??= place;
}

/** Ends the line: where it may state a date, it is a place of one. */
function endLine(state: State): void {
  const { parts, length, place } = state.line;
  if (length === 0) return;
  state.at += length;
  state.line = { parts: [], length: 0, place: undefined };
  if (!place) return;
  const text = parts.join('');
  const line = DATELIKE.test(text) ? fold(text) : undefined;
  if (line !== undefined) add(state, place.block, 'text', place, place.blockMarks, place.blockAround, line);
  state.before = text.length <= LABEL_MOST ? (line ?? fold(text)) : '';
}

function add(
  state: State,
  element: DomElement,
  by: DatePlace['by'],
  place: Place,
  marks: Marks,
  around: Marks,
  line?: string,
): void {
  const { dates, headings } = state.survey;
  if (dates.length >= MOST.dates) return;
  const { section, depth, link } = place;
  const { before } = state;
  dates.push({
    element,
    by,
    line,
    before,
    marks,
    around,
    section,
    depth,
    headings: headings.length,
    at: state.at,
    link,
  });
}

function visit(element: DomElement, up: Place, state: State): void {
  const tag = element.tagName;
  if (tag === 'META' || tag === 'LINK' || tag === 'TITLE' || tag === 'SCRIPT') takeHead(element, tag, up, state);
  if (tag === 'SCRIPT' || SKIPPED.has(tag) || up.depth > DEEPEST) return;
  const inline = INLINE.has(tag);
  if (inline) {
    if (SPACED.has(tag) && state.line.parts.length > 0) state.line.parts.push(' ');
  } else endLine(state);
  const marks = state.marksOf(element);
  const depth = up.depth + 1;
  const section = sectionOf(element, marks, depth, up.section);
  const place: Place = {
    depth,
    section,
    link: tag === 'A' ? (element.getAttribute('href') ?? undefined) : up.link,
    marks,
    item: (state.hasItems ? itemOf(element, up.item, section, depth, state.survey.items) : undefined) ?? up.item,
    block: inline ? up.block : element,
    blockMarks: inline ? up.blockMarks : marks,
    blockAround: inline ? up.blockAround : up.marks,
  };
  if (/^H[1-3]$/.test(tag)) takeHeading(element, Number(tag[1]), place, state);
  if (tag === 'TIME' || (tag === 'ABBR' && marks.dated)) add(state, element, 'time', place, marks, up.marks);
  else if (marks.dated) add(state, element, 'marked', place, marks, up.marks);
  if (state.hasItems) takeProperty(element, up.item, section, depth, state.survey.items);
  walk(element, place, state);
  if (!inline) endLine(state);
  else if (SPACED.has(tag) && state.line.parts.length > 0) state.line.parts.push(' ');
}

function takeHeading(element: DomElement, level: number, place: Place, state: State): void {
  const { headings } = state.survey;
  if (headings.length >= MOST.headings) return;
  const text = fold(shortText(element, 4000));
  headings.push({ text, level, at: state.at, foreign: place.section !== undefined });
  if (level > 1) return;
  for (let at = place.section; at && !at.own; at = at.up) at.own = true;
}

function takeHead(element: DomElement, tag: string, place: Place, { survey: found }: State): void {
  if (tag === 'META') {
    const content = element.getAttribute('content') ?? '';
    if (content === '' || found.metas.length >= MOST.metas) return;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      if (attribute === 'itemprop' && place.item !== undefined) continue;
      const name = element.getAttribute(attribute);
      if (name !== null && name !== '') found.metas.push({ name: name.slice(0, 100), content });
    }
  } else if (tag === 'LINK') {
    if (/(?:^|\s)canonical(?:\s|$)/i.test(element.getAttribute('rel') ?? ''))
      found.canonical ??= element.getAttribute('href') ?? undefined;
  } else if (tag === 'TITLE') {
    if (found.title === '') found.title = fold((element.textContent ?? '').slice(0, MOST.title));
  } else if (/ld\+json/i.test(element.getAttribute('type') ?? '')) {
    if (found.ld.length < MOST.ld) found.ld.push(element.textContent ?? '');
  } else if (found.scripts.length < MOST.scripts && element.getAttribute('src') === null) found.scripts.push(element);
}
