import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { fold, foldLines } from '../../text/fold.ts';
import { areAddress } from './address-lines.ts';
import { type DomElement, type DomNode, isElement, TEXT } from './dom.ts';
import { takeLink } from './take-link.ts';

const SKIPPED = new Set(
  'script style noscript template svg math iframe object embed canvas video audio picture img form button input select textarea nav link meta'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** What a piece of a document says. */
export interface DomContent {
  readonly blocks: Block[];
  readonly links: Link[];
  /** Of each block what share of its characters lead elsewhere. */
  readonly linked: number[];
  /** Of each block where it stands: names and classes of its element and of the two around it. */
  readonly places: string[];
}

interface State extends DomContent {
  readonly seen: Set<string>;
  readonly base: string | undefined;
  parts: string[];
  /** Characters of `parts` within links. */
  within: number;
  /** How many links are open. */
  open: number;
  /** The innermost element that is no part of a line. */
  at: DomElement;
  /** Whether a caption is that of a table, or names whom a figure quotes. */
  captioned: boolean;
}

/** What a run of text is. */
interface Place {
  readonly kind: string;
  readonly level?: number;
}

const PARAGRAPH: Place = { kind: 'paragraph' };

/**
 * The blocks of a DOM tree: paragraphs, headings, list items, quotes, data tables, code. Two line breaks in a row part
 * paragraphs. The tree's depth must be bounded.
 */
export function domBlocks(root: DomElement, base: string | undefined): DomContent {
  const content = { blocks: [], links: [], linked: [], places: [] };
  const line = { parts: [], within: 0, open: 0, at: root, captioned: false };
  const state: State = { ...content, ...line, seen: new Set(), base };
  walk(root, PARAGRAPH, state);
  flush(PARAGRAPH, state);
  return content;
}

function walk(parent: DomElement, place: Place, state: State): void {
  for (const node of parent.childNodes) {
    if (node.nodeType === TEXT) addText(node.textContent ?? '', state);
    else if (isElement(node)) walkElement(node, place, state);
  }
}

function walkElement(element: DomElement, place: Place, state: State): void {
  const tag = element.tagName.toLowerCase();
  if (SKIPPED.has(tag)) return;
  if (tag === 'a') walkLink(element, place, state);
  else if (tag === 'br') lineBreak(place, state);
  else if (INLINE.has(tag)) walk(element, place, state);
  else walkBlock(element, tag, place, state);
}

function addText(text: string, state: State): void {
  state.parts.push(text.replaceAll(BREAK, ' '));
  if (state.open > 0) state.within += text.trim().length;
}

function walkLink(element: DomElement, place: Place, state: State): void {
  takeLink(element, state);
  state.open++;
  walk(element, place, state);
  state.open--;
}

function walkBlock(element: DomElement, tag: string, place: Place, state: State): void {
  flush(place, state);
  if ((tag === 'figure' && !holdsText(element)) || (tag === 'figcaption' && !state.captioned)) return;
  const { at, captioned } = state;
  state.at = element;
  if (tag === 'figure') state.captioned = element.querySelector('table, blockquote') !== null;
  readBlock(element, tag, place, state);
  state.at = at;
  state.captioned = captioned;
}

function readBlock(element: DomElement, tag: string, place: Place, state: State): void {
  if (tag === 'pre') add(state, { kind: 'code', text: foldLines(element.textContent ?? '') });
  else if (tag === 'table' && isData(element)) {
    add(state, { kind: 'caption', text: fold(element.querySelector('caption')?.textContent ?? '') });
    add(state, { kind: 'table', text: tableText(element) });
  } else {
    const inside = placeOf(element, tag, place);
    walk(element, inside, state);
    flush(inside, state);
  }
}

/** A figure of a table, a quotation or code, not of an image. */
const holdsText = (figure: DomElement): boolean => figure.querySelector('table, blockquote, pre, ul, ol') !== null;

/** A heading that is not closed swallows what follows: longer ones are none. */
const HEADING_MOST = 400;

function placeOf(element: DomElement, tag: string, around: Place): Place {
  if (/^h[1-6]$/.test(tag)) {
    const isHeading = (element.textContent ?? '').length <= HEADING_MOST;
    return isHeading ? { kind: 'heading', level: Number(tag.slice(1)) } : PARAGRAPH;
  }
  if (tag === 'caption' || tag === 'figcaption') return { kind: 'caption' };
  if (tag === 'li' || tag === 'dd' || tag === 'dt') return { kind: 'list-item' };
  if (tag === 'blockquote') return { kind: 'quote' };
  if (tag === 'div' || around.kind !== 'heading') return around;
  return PARAGRAPH;
}

/** What a break element puts among the parts of a paragraph; in texts it is white space as any. */
const BREAK = '\n';

/** A second break in a row ends the paragraph; the first is white space, unless it parts the lines of an address. */
function lineBreak(place: Place, state: State): void {
  const last = state.parts.findLast((part) => part.trim() !== '' || part === BREAK);
  if (last === BREAK) flush(place, state);
  else state.parts.push(BREAK);
}

function flush(place: Place, state: State): void {
  if (state.parts.length === 0) return;
  const whole = state.parts.join('');
  const linked = state.within;
  state.parts = [];
  state.within = 0;
  const text = fold(whole);
  const lines = whole.includes(BREAK) && text.length <= ADDRESS_MOST ? linesOf(whole) : [];
  if (areAddress(lines)) for (const line of lines) add(state, { ...place, text: line }, linked / text.length);
  else add(state, { ...place, text }, linked / text.length);
}

const ADDRESS_MOST = 1000;

const linesOf = (text: string): string[] =>
  text
    .split(BREAK)
    .map(fold)
    .filter((line) => line !== '');

function add(state: State, block: Block, linked = 0): void {
  if (!/[\p{L}\p{N}]/u.test(block.text)) return;
  state.blocks.push(block);
  state.linked.push(linked);
  state.places.push(placeName(state.at));
}

const LEVELS = 3;

function placeName(element: DomElement): string {
  let name = '';
  let up: DomElement | null = element;
  for (let i = 0; up && i < LEVELS; i++, up = up.parentElement) name += `${up.tagName}.${up.className.slice(0, 100)} `;
  return name;
}

const WORDY = 200;

/** A table of data has several rows of short cells; others only lay out the page. */
function isData(table: DomElement): boolean {
  if (table.querySelector('table, p + p, h1, h2, h3')) return false;
  const rows = [...table.querySelectorAll('tr')];
  const wide = rows.filter((row) => [...row.querySelectorAll('td, th')].length > 1).length;
  if (rows.length < 2 || wide < rows.length / 2) return false;
  return [...table.querySelectorAll('td, th')].every((cell) => (cell.textContent ?? '').length <= WORDY);
}

function tableText(table: DomElement): string {
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('td, th')].map((cell: DomNode) => fold(cell.textContent ?? '')).join('\t'),
  );
  return foldLines(rows.filter((row) => row.trim() !== '').join('\n'));
}
