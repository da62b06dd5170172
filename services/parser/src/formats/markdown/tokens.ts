import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { library } from '../../library.ts';
import { fold, foldLines } from '../../text/fold.ts';
import { webAddress } from '../../text/links.ts';
import { plainBlocks } from './plain.ts';

const markdownIt = library<typeof import('markdown-it')>('markdown-it');
type Reader = InstanceType<ReturnType<typeof markdownIt>['default']>;
let reader: Reader | undefined;

/** HTML is recognised, so that it can be dropped; nothing is ever rendered. */
function grammar(): Reader {
  reader ??= new (markdownIt().default)('default', { html: true, linkify: false, typographer: false });
  return reader;
}

type Token = ReturnType<Reader['parse']>[number];

interface State {
  readonly blocks: Block[];
  readonly links: Link[];
  quotes: number;
  items: number;
  heading: number;
  row: string[] | undefined;
  rows: string[];
}

/** The blocks and links of a Markdown text, by the grammar of CommonMark with tables. */
export function markdownBlocks(text: string): { blocks: Block[]; links: Link[] } {
  const links: Link[] = [];
  const blocks = plainBlocks(text, (content) => marksText(content, links));
  return blocks ? { blocks, links } : grammarBlocks(text);
}

/** A paragraph or heading by itself; without definitions of references there is nothing else to know. */
const marksText = (content: string, links: Link[]): string =>
  inlineText(grammar().parseInline(content, {})[0]?.children ?? [], links);

/** The same for a text with blocks of any kind. */
export function grammarBlocks(text: string): { blocks: Block[]; links: Link[] } {
  const state: State = { blocks: [], links: [], quotes: 0, items: 0, heading: 0, row: undefined, rows: [] };
  for (const token of grammar().parse(text, {})) take(token, state);
  return { blocks: state.blocks, links: state.links };
}

function take(token: Token, state: State): void {
  const step = STEPS[token.type];
  if (step) step(state, token);
}

type Step = (state: State, token: Token) => void;

const add = (state: State, block: Block): void => {
  if (block.text !== '') state.blocks.push(block);
};

const STEPS: Readonly<Record<string, Step>> = {
  heading_open: (state, token) => {
    state.heading = Number(token.tag.slice(1)) || 2;
  },
  heading_close: (state) => {
    state.heading = 0;
  },
  blockquote_open: (state) => {
    state.quotes++;
  },
  blockquote_close: (state) => {
    state.quotes--;
  },
  list_item_open: (state) => {
    state.items++;
  },
  list_item_close: (state) => {
    state.items--;
  },
  fence: (state, token) => add(state, { kind: 'code', text: foldLines(token.content) }),
  code_block: (state, token) => add(state, indented(token.content)),
  html_block: (state, token) => add(state, { kind: 'paragraph', text: fold(withoutTags(token.content)) }),
  tr_open: (state) => {
    state.row = [];
  },
  tr_close: (state) => {
    state.rows.push((state.row ?? []).join('\t'));
    state.row = undefined;
  },
  table_close: (state) => {
    add(state, { kind: 'table', text: foldLines(state.rows.join('\n')) });
    state.rows = [];
  },
  inline: (state, token) => inline(state, token),
};

/** Releases indent paragraphs more often than they show code. */
function indented(content: string): Block {
  const prose = /\p{L}{2,}[ ,]\p{L}+ /u.test(content) && !/[{};]\s*$/m.test(content);
  return prose ? { kind: 'paragraph', text: fold(content) } : { kind: 'code', text: foldLines(content) };
}

function inline(state: State, token: Token): void {
  const raw = inlineText(token.children ?? [], state.links);
  if (state.row) {
    state.row.push(fold(raw));
    return;
  }
  if (state.heading > 0) {
    add(state, { kind: 'heading', text: fold(raw), level: state.heading });
    return;
  }
  const kind = state.items > 0 ? 'list-item' : state.quotes > 0 ? 'quote' : 'paragraph';
  // Lines and runs of spaces are kept here: headings above their text, and paragraphs on one line, are told by them.
  add(state, { kind, text: kind === 'paragraph' ? raw.trim() : fold(raw) });
}

function inlineText(children: readonly Token[], links: Link[]): string {
  const out: string[] = [];
  const open: { url: string; from: number }[] = [];
  for (const child of children) {
    if (child.type === 'text' || child.type === 'code_inline') out.push(child.content);
    else if (child.type === 'softbreak' || child.type === 'hardbreak') out.push('\n');
    else if (child.type === 'html_inline' && /^<br/i.test(child.content)) out.push('\n');
    else if (child.type === 'link_open') open.push({ url: String(child.attrGet('href') ?? ''), from: out.length });
    else if (child.type === 'link_close') closeLink(open.pop(), out, links);
  }
  return out.join('');
}

function closeLink(link: { url: string; from: number } | undefined, out: readonly string[], links: Link[]): void {
  const url = link && webAddress(link.url);
  if (!link || url === undefined) return;
  const text = fold(out.slice(link.from).join(''));
  links.push(text === '' ? { url } : { url, text });
}

const withoutTags = (html: string): string =>
  html.replace(/<(script|style)\b[^>]{0,2000}>[^<]{0,100000}<\/\1>/gi, ' ').replace(/<[^<>]{0,2000}>/g, ' ');
