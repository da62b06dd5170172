import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { fold, foldLines } from '../../text/fold.ts';
import { webAddress } from '../../text/links.ts';
import { type DomElement, type DomNode, isElement, TEXT } from './dom.ts';

const SKIPPED = new Set(
  'script style noscript template svg math iframe object embed canvas video audio picture img form button input select textarea figure figcaption nav link meta'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const LINKS_MOST = 500;

interface State {
  readonly blocks: Block[];
  readonly links: Link[];
  readonly seen: Set<string>;
  readonly base: string | undefined;
  parts: string[];
}

/** Where a run of text stands. */
interface Place {
  readonly kind: string;
  readonly level?: number;
}

const PARAGRAPH: Place = { kind: 'paragraph' };

/**
 * The blocks of a DOM tree: paragraphs, headings, list items, quotes, data tables, code. Two line breaks in a row part
 * paragraphs. The tree's depth must be bounded.
 */
export function domBlocks(root: DomElement, base: string | undefined): { blocks: Block[]; links: Link[] } {
  const state: State = { blocks: [], links: [], seen: new Set(), base, parts: [] };
  walk(root, PARAGRAPH, state);
  flush(PARAGRAPH, state);
  return { blocks: state.blocks, links: state.links };
}

function walk(parent: DomElement, place: Place, state: State): void {
  for (const node of parent.childNodes) {
    if (node.nodeType === TEXT) state.parts.push(node.textContent ?? '');
    else if (isElement(node)) walkElement(node, place, state);
  }
}

function walkElement(element: DomElement, place: Place, state: State): void {
  const tag = element.tagName.toLowerCase();
  if (SKIPPED.has(tag)) return;
  if (tag === 'a') takeLink(element, state);
  if (tag === 'br') lineBreak(place, state);
  else if (INLINE.has(tag)) walk(element, place, state);
  else walkBlock(element, tag, place, state);
}

function walkBlock(element: DomElement, tag: string, place: Place, state: State): void {
  flush(place, state);
  if (tag === 'pre') add(state, { kind: 'code', text: foldLines(element.textContent ?? '') });
  else if (tag === 'table' && isData(element)) add(state, { kind: 'table', text: tableText(element) });
  else {
    const inside = placeOf(tag, place);
    walk(element, inside, state);
    flush(inside, state);
  }
}

function placeOf(tag: string, around: Place): Place {
  if (/^h[1-6]$/.test(tag)) return { kind: 'heading', level: Number(tag.slice(1)) };
  if (tag === 'li' || tag === 'dd' || tag === 'dt') return { kind: 'list-item' };
  if (tag === 'blockquote') return { kind: 'quote' };
  return around.kind === 'heading' ? PARAGRAPH : around;
}

/** A second break in a row ends the paragraph; the first is white space. */
function lineBreak(place: Place, state: State): void {
  const last = state.parts.findLast((part) => part.trim() !== '' || part === '\n');
  if (last === '\n') flush(place, state);
  else state.parts.push('\n');
}

function flush(place: Place, state: State): void {
  const text = fold(state.parts.join(''));
  state.parts = [];
  if (/[\p{L}\p{N}]/u.test(text)) state.blocks.push({ ...place, text });
}

function add(state: State, block: Block): void {
  if (/[\p{L}\p{N}]/u.test(block.text)) state.blocks.push(block);
}

function takeLink(element: DomElement, state: State): void {
  const href = element.getAttribute('href');
  const url = href === null || href.startsWith('#') ? undefined : webAddress(href, state.base);
  if (url === undefined || state.seen.has(url) || state.links.length >= LINKS_MOST) return;
  state.seen.add(url);
  const text = fold(element.textContent ?? '').slice(0, 300);
  state.links.push(text === '' ? { url } : { url, text });
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
