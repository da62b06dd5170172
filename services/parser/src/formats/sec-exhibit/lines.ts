import type { Link } from '../../draft.ts';
import { fold } from '../../text/fold.ts';
import { type DomElement, isElement, TEXT } from '../html/dom.ts';
import { takeLink } from '../html/take-link.ts';
import { isDataTable, tableRows } from './tables.ts';

/** A paragraph of an exhibit with how it looks: that is all that EDGAR's HTML says about what it is. */
export interface Line {
  readonly kind: 'paragraph' | 'heading' | 'list-item' | 'table';
  readonly text: string;
  /** The same, parted at its line breaks. */
  readonly parts: readonly string[];
  /** All of its text is bold. */
  readonly bold: boolean;
  readonly centred: boolean;
  /** A page ends before it. */
  readonly afterBreak: boolean;
}

interface Look {
  readonly bold: boolean;
  readonly centred: boolean;
  readonly item: boolean;
  readonly heading: boolean;
}

interface State {
  readonly lines: Line[];
  readonly links: Link[];
  readonly seen: Set<string>;
  readonly base: string | undefined;
  parts: string[];
  /** Characters of the open paragraph that are not bold, and that are. */
  plain: number;
  strong: number;
  broken: boolean;
  /** A list marker stood alone before what comes. */
  marked: boolean;
}

const SKIPPED = new Set(
  'script style noscript template svg img object embed nav link meta title head ix:header'.split(' '),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var'.split(
    ' ',
  ),
);
const BULLET = /^(?:[•·●▪◦■□➢✓o§–—-]|\u00A7|\uF0B7|\(?\d{1,2}[.)])$/u;
const BULLETED = /^[•·●▪◦■➢✓\uF0B7]\s*(?=\S)/u;

/** The paragraphs of an exhibit's tree, in order. The tree's depth must be bounded. */
export function exhibitLines(root: DomElement, base: string | undefined): { lines: Line[]; links: Link[] } {
  const state: State = {
    lines: [],
    links: [],
    seen: new Set(),
    base,
    parts: [],
    plain: 0,
    strong: 0,
    broken: false,
    marked: false,
  };
  const look: Look = { bold: false, centred: false, item: false, heading: false };
  walk(root, look, state);
  flush(look, state);
  return { lines: state.lines, links: state.links };
}

function walk(parent: DomElement, look: Look, state: State): void {
  for (const node of parent.childNodes) {
    if (node.nodeType === TEXT) addText(node.textContent ?? '', look, state);
    else if (isElement(node)) walkElement(node, look, state);
  }
}

function addText(text: string, look: Look, state: State): void {
  state.parts.push(text.replaceAll('\n', ' '));
  const said = text.trim().length;
  if (look.bold) state.strong += said;
  else state.plain += said;
}

function walkElement(element: DomElement, around: Look, state: State): void {
  const tag = element.tagName.toLowerCase();
  const style = (element.getAttribute('style') ?? '').toLowerCase().replace(/\s/g, '').slice(0, 1000);
  if (SKIPPED.has(tag) || style.includes('display:none')) return;
  if (breaksPage(tag, style)) state.broken = true;
  const look = lookOf(element, tag, style, around);
  if (tag === 'a') takeLink(element, state);
  if (tag === 'br') lineBreak(look, state);
  else if (tag === 'hr') {
    flush(around, state);
    state.broken = true;
  } else if (INLINE.has(tag) || tag.includes(':')) walk(element, look, state);
  else walkBlock(element, tag, look, around, state);
  if (style.includes('page-break-after:always') || style.includes('break-after:page')) state.broken = true;
}

const breaksPage = (tag: string, style: string): boolean =>
  tag === 'page' || style.includes('page-break-before:always') || style.includes('break-before:page');

function walkBlock(element: DomElement, tag: string, look: Look, around: Look, state: State): void {
  flush(around, state);
  if (tag === 'table' && isDataTable(element)) takeTable(element, state);
  else {
    walk(element, look, state);
    flush(look, state);
  }
}

function lookOf(element: DomElement, tag: string, style: string, around: Look): Look {
  const heading = /^h[1-6]$/.test(tag);
  const weight = /font(?:-weight)?:[^;]{0,40}?(bold|[1-9]00|normal)/.exec(style)?.[1];
  const align = /text-align:(\w+)/.exec(style)?.[1] ?? element.getAttribute('align')?.toLowerCase();
  const bold =
    weight === undefined ? around.bold || heading || /^(?:b|strong|th)$/.test(tag) : /bold|[6-9]00/.test(weight);
  return {
    bold,
    centred: align === undefined ? around.centred || tag === 'center' : align === 'center',
    item: around.item || tag === 'li',
    heading,
  };
}

/** A second break in a row ends the paragraph. */
function lineBreak(look: Look, state: State): void {
  const last = state.parts.findLast((part) => part === '\n' || part.trim() !== '');
  if (last === '\n') flush(look, state);
  else state.parts.push('\n');
}

function flush(look: Look, state: State): void {
  const parts = state.parts
    .join('')
    .split('\n')
    .map(fold)
    .filter((part) => part !== '');
  const text = parts.join(' ');
  const { strong, plain, marked } = state;
  state.parts = [];
  state.strong = 0;
  state.plain = 0;
  if (text === '') return;
  state.marked = BULLET.test(text);
  if (state.marked || !/[\p{L}\p{N}]/u.test(text)) return;
  const item = look.item || marked || BULLETED.test(text);
  const bold = strong > 0 && strong >= (strong + plain) * 0.9;
  state.lines.push({
    kind: look.heading ? 'heading' : item ? 'list-item' : 'paragraph',
    text: item ? text.replace(BULLETED, '') : text,
    parts,
    bold,
    centred: look.centred,
    afterBreak: state.broken,
  });
  state.broken = false;
}

/** Rows that begin with a list marker are a list, whatever made them a table. */
function takeTable(table: DomElement, state: State): void {
  const rows = tableRows(table);
  const add = (kind: 'table' | 'list-item', text: string) => {
    if (!/[\p{L}\p{N}]/u.test(text)) return;
    state.lines.push({ kind, text, parts: [text], bold: false, centred: false, afterBreak: state.broken });
    state.broken = false;
  };
  if (rows.length > 0 && rows.every((row) => row.length === 2 && BULLET.test(row[0] ?? ''))) {
    for (const row of rows) add('list-item', row[1] ?? '');
  } else add('table', rows.map((row) => row.join('\t')).join('\n'));
}
