import { fold } from '../../../text/fold.ts';
import { type DomDocument, type DomElement, type DomNode, ELEMENT, isElement, TEXT } from '../dom.ts';
import { takeHead } from './head.ts';
import { type Item, itemOf, takeProperty } from './items.ts';
import { kindWord } from './kind-lines.ts';
import { type Marks, marksReader, type Section, sectionOf } from './sections.ts';
import { INLINE, SKIPPED, shortText } from './short-text.ts';
import type { DatePlace, Survey } from './surveyed.ts';

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
}

const DEEPEST = 300;
const MOST = { headings: 60, dates: 500, kinds: 50 } as const;
const LINE_MOST = 400;
const LABEL_MOST = 40;
/** Elements that pages set apart by style rather than by a space. */
const SPACED = new Set(['SPAN', 'A', 'TIME', 'STRONG', 'B']);
/** A day and a year in some spelling; no date has less. */
const DATELIKE = /[\d٠-٩۰-۹０-９]{4}|[\d٠-٩۰-۹０-９]\s?[./-]\s?[\d٠-٩۰-۹０-９]/;

/** Walks once over a page and collects its metadata, headings, and the places that may state a date. */
export function survey(document: DomDocument): Survey {
  const root = document.documentElement;
  const found: Survey = {
    root,
    metas: [],
    ld: [],
    items: [],
    headings: [],
    dates: [],
    kinds: [],
    title: '',
    canonical: undefined,
  };
  const state: State = {
    survey: found,
    marksOf: marksReader(),
    line: { parts: [], length: 0, place: undefined },
    before: '',
    at: 0,
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
  state.line = { parts: [], length: 0, place: undefined };
  if (place) {
    const text = parts.join('');
    const line = DATELIKE.test(text) ? fold(text) : undefined;
    if (line !== undefined) add(state, place.block, 'text', place, place.blockMarks, place.blockAround, line);
    state.before = text.length <= LABEL_MOST ? (line ?? fold(text)) : '';
    if (text.length <= LINE_MOST / 4) takeKind(line ?? fold(text), place, state);
  }
  state.at += length;
}

/** Links to lists of a kind say nothing of the page. */
function takeKind(line: string, { link, section, depth }: Place, { survey: { kinds }, at }: State): void {
  if (link !== undefined || kinds.length >= MOST.kinds) return;
  const text = kindWord(line);
  if (text !== undefined) kinds.push({ text, section, depth, at });
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
  const { dates } = state.survey;
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
    at: state.at,
    link,
  });
}

const HEAD = new Set(['META', 'LINK', 'TITLE', 'SCRIPT']);

function visit(element: DomElement, up: Place, state: State): void {
  const tag = element.tagName;
  if (HEAD.has(tag)) takeHead(element, tag, up.item !== undefined, state.survey);
  if (tag === 'SCRIPT' || SKIPPED.has(tag) || up.depth > DEEPEST) return;
  border(tag, state);
  const place = placeOf(element, up, state);
  takeElement(element, tag, up, place, state);
  walk(element, place, state);
  border(tag, state);
}

/** Where an element begins or ends, so does a line, unless the element flows within one. */
function border(tag: string, state: State): void {
  if (!INLINE.has(tag)) endLine(state);
  else if (SPACED.has(tag) && state.line.parts.length > 0) state.line.parts.push(' ');
}

function placeOf(element: DomElement, up: Place, state: State): Place {
  const marks = state.marksOf(element);
  const depth = up.depth + 1;
  const section = sectionOf(element, marks, depth, up.section);
  const inline = INLINE.has(element.tagName);
  return {
    depth,
    section,
    link: element.tagName === 'A' ? (element.getAttribute('href') ?? undefined) : up.link,
    marks,
    item: itemOf(element, up.item, section, depth, state.survey.items) ?? up.item,
    block: inline ? up.block : element,
    blockMarks: inline ? up.blockMarks : marks,
    blockAround: inline ? up.blockAround : up.marks,
  };
}

const HEADINGS = new Map([
  ['H1', 1],
  ['H2', 2],
  ['H3', 3],
]);

function takeElement(element: DomElement, tag: string, up: Place, place: Place, state: State): void {
  const level = HEADINGS.get(tag);
  if (level !== undefined) takeHeading(element, level, place, state);
  const { marks, section, depth } = place;
  if (tag === 'TIME' || (tag === 'ABBR' && marks.dated)) add(state, element, 'time', place, marks, up.marks);
  else if (marks.dated) add(state, element, 'marked', place, marks, up.marks);
  takeProperty(element, up.item, section, depth, state.survey.items);
}

function takeHeading(element: DomElement, level: number, place: Place, state: State): void {
  const { headings } = state.survey;
  if (headings.length >= MOST.headings) return;
  const text = fold(shortText(element, 4000));
  headings.push({ text, level, at: state.at });
  if (level > 1) return;
  for (let at = place.section; at && !at.own; at = at.up) at.own = true;
}
